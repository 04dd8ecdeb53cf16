import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedDatabaseError } from './embedded-database-error.js';

interface Owner {
  readonly pid: number;
  /** What tells this process from a later one of the same number; empty where the system does not say. */
  readonly birth: string;
}

/**
 * Takes the data folder for this process: two backends on one folder destroy it without a word.
 * A lock whose owner is gone (killed, machine restarted, number given to another program) is taken over.
 * *Returns* the release. *Throws* EmbeddedDatabaseError when another process has it.
 */
export function lockFolder(dataFolder: string): () => void {
  const lock = join(dataFolder, 'owner.lock');
  if (lockedHere.has(lock)) throw taken(dataFolder, process.pid);
  const mine = join(dataFolder, `owner.${process.pid}`);
  const owner: Owner = { pid: process.pid, birth: birthOf(process.pid) };
  try {
    writeFileSync(mine, JSON.stringify(owner), { mode: 0o600 });
    for (let attempt = 0; ; attempt++) {
      if (link(mine, lock)) break;
      const other = readOwner(lock);
      if (other !== null && isAlive(other)) throw taken(dataFolder, other.pid);
      if (attempt > 20) throw taken(dataFolder, other?.pid ?? 0);
      takeAway(lock, `${lock}.${process.pid}`, other);
    }
  } catch (error) {
    if (error instanceof EmbeddedDatabaseError) throw error;
    throw new EmbeddedDatabaseError(
      `The data folder ${dataFolder} cannot be locked (${error instanceof Error ? error.message : String(error)}); check its permissions and the free space.`,
      { cause: error },
    );
  } finally {
    rmSync(mine, { force: true });
  }
  lockedHere.add(lock);
  return () => {
    lockedHere.delete(lock);
    if (readOwner(lock)?.pid === process.pid) rmSync(lock, { force: true });
  };
}

/** Locks of this very process; a lock file with its number that is not among them is an earlier process's. */
const lockedHere = new Set<string>();

/** A hard link is made whole or not at all, so nobody reads a half-written lock. */
function link(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Removes a stale lock; if another process has put its own there meanwhile, that one is put back. */
function takeAway(lock: string, aside: string, stale: Owner | null): void {
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  const moved = readOwner(aside);
  if (moved !== null && (moved.pid !== stale?.pid || moved.birth !== stale.birth)) link(aside, lock);
  rmSync(aside, { force: true });
}

function readOwner(path: string): Owner | null {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof value !== 'object' || value === null || !('pid' in value) || typeof value.pid !== 'number') return null;
    return { pid: value.pid, birth: 'birth' in value && typeof value.birth === 'string' ? value.birth : '' };
  } catch {
    return null;
  }
}

function isAlive(owner: Owner): boolean {
  if (owner.pid === process.pid) return false;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const birth = birthOf(owner.pid);
  return owner.birth === '' || birth === '' || birth === owner.birth;
}

/** Start time of a process in clock ticks since boot, with the boot's own id; Linux only. */
function birthOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot}:${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''}`;
  } catch {
    return '';
  }
}

function taken(dataFolder: string, pid: number): EmbeddedDatabaseError {
  return new EmbeddedDatabaseError(
    `The data folder ${dataFolder} is in use by process ${pid}; stop that one first, or set COPILOT_HOME to another folder.`,
  );
}
