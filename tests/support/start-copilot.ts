import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');
export const main = join(root, 'apps', 'cli', 'dist', 'main.js');

export interface Run {
  readonly child: ChildProcess;
  readonly output: () => string;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
  /** Resolves when the text was printed; rejects when the program ends before. */
  readonly prints: (text: string) => Promise<void>;
}

/** Runs the command line application as a person would, with nothing of this process's own settings. */
export function runCopilot(
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
  throughShell = false,
): Run {
  // as npm does: the shell stays between npm and the command
  const shell = throughShell ? (['sh', '-c', '"$@"; exit $?', 'sh'] as const) : [];
  const [program = process.execPath, ...given] = [...shell, process.execPath, main, ...args];
  const child = spawn(program, given, {
    cwd: root,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], SystemRoot: process.env['SystemRoot'], ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const listeners = new Set<() => void>();
  const onData = (data: Buffer): void => {
    text += data.toString('utf8');
    listeners.forEach((listener) => listener());
  };
  child.stdout.on('data', onData);
  child.stderr.on('data', onData);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const prints = (wanted: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (!text.includes(wanted)) return;
        listeners.delete(look);
        resolve();
      };
      listeners.add(look);
      void ended.then((code) => reject(new Error(`ended with ${code} before it printed "${wanted}":\n${text}`)));
      look();
    });
  return { child, ended, prints, output: () => text };
}

/** Ports that nothing listens on, as settings. */
export async function freePortSettings(): Promise<Record<string, string>> {
  const names = ['API_PORT', 'WEB_PORT', 'WORKFLOW_PORT', 'POSTGRES_PORT'];
  const servers = names.map(() => createServer());
  await Promise.all(servers.map((server) => new Promise<void>((done) => server.listen(0, '127.0.0.1', done))));
  const ports = servers.map((server) => {
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  });
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return Object.fromEntries(names.map((name, index) => [name, String(ports[index])]));
}

/** The processes (Linux) whose environment names this data folder: all parts of one copilot. */
export function processesOf(home: string): { pid: number; command: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const environment = readFileSync(`/proc/${name}/environ`, 'utf8').split('\0');
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
        const isOurs = environment.includes(`COPILOT_HOME=${home}`) && command !== '';
        return isOurs ? [{ pid: Number(name), command }] : [];
      } catch {
        return [];
      }
    });
}
