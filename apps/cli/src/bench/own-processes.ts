import { readdirSync, readFileSync } from 'node:fs';

/** One part of the system as Linux counts it. */
export interface ProcessUse {
  readonly name: string;
  readonly cpuMs: number;
  readonly memoryMb: number;
}

const TICK_MS = 10;
const PAGE_MB = 4096 / 2 ** 20;

/**
 * The processes that this one has started, by the folder of their program. *Returns* nothing where there is no /proc, as on macOS and
 * Windows.
 */
export function readOwnProcesses(): ProcessUse[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap(readProcess);
  } catch {
    return [];
  }
}

function readProcess(id: string): ProcessUse[] {
  try {
    const stat = readFileSync(`/proc/${id}/stat`, 'utf8');
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [, parent, , , , , , , , , , user = 0, system = 0] = fields;
    if (parent !== process.pid) return [];
    const command = readFileSync(`/proc/${id}/cmdline`, 'utf8');
    const name = /(?:apps|packages)\/([a-z]+)\/dist\/(?:embedded\/)?main\.js/.exec(command)?.[1];
    if (name === undefined) return [];
    return [{ name, cpuMs: (user + system) * TICK_MS, memoryMb: Math.round((fields[21] ?? 0) * PAGE_MB) }];
  } catch {
    return []; // it has ended meanwhile
  }
}
