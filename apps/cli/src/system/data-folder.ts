import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Fault } from '../fault.js';

export interface DataFolder {
  release(): void;
}

const megabyte = 1024 * 1024;

/** Makes the data folder, checks that it can be written and has room, and takes it for this process alone. */
export function takeDataFolder(home: string, embedded: boolean): DataFolder {
  inWords(home, () => makeFolder(home));
  const lock = join(home, 'supervisor.lock');
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const outcome = inWords(home, () => createLock(lock));
    if (outcome === 'held') {
      const release = (): void => rmSync(lock, { force: true });
      try {
        checkRoom(home, embedded);
      } catch (fault) {
        release();
        throw fault;
      }
      return { release };
    }
    const owner = ownerOf(lock);
    if (owner !== undefined && isAlive(owner)) {
      throw new Fault(
        `The data folder ${home} is in use by a copilot that already runs (process ${owner}): stop it first, or start this one with another COPILOT_HOME and other ports.`,
      );
    }
    rmSync(lock, { force: true });
  }
  throw new Fault(`The lock file ${lock} cannot be taken: remove it if no copilot runs, then start again.`);
}

/** Not by `recursive`: on a file system where nothing can be made (/proc) that one never returns. */
function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  mkdirSync(path, { mode: 0o700 });
}

function createLock(lock: string): 'held' | 'taken' {
  try {
    const file = openSync(lock, 'wx', 0o600);
    writeSync(file, String(process.pid));
    closeSync(file);
    return 'held';
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return 'taken';
    throw error;
  }
}

function ownerOf(lock: string): number | undefined {
  try {
    return Number(readFileSync(lock, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return isOurKind(pid);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** After a reboot another program may carry the number: on Linux its command line tells. */
function isOurKind(pid: number): boolean {
  try {
    return /node|copilot|npm/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
  } catch {
    return true;
  }
}

function checkRoom(home: string, embedded: boolean): void {
  const { bavail, bsize } = statfsSync(home);
  const free = Math.floor((bavail * bsize) / megabyte);
  const isNew = !isThere(join(home, 'database')) && !isThere(join(home, 'secrets.json'));
  const needed = !embedded ? 10 : isNew ? 300 : 50;
  if (free < needed) {
    throw new Fault(
      `The disk of ${home} is full: ${free} MB are free and ${needed} MB are needed. Make room there, or set COPILOT_HOME to a folder on another disk.`,
    );
  }
}

function isThere(path: string): boolean {
  try {
    statfsSync(path);
    return true;
  } catch {
    return false;
  }
}

function inWords<T>(home: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const advice = 'set COPILOT_HOME to a folder that this user may write to';
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
      throw new Fault(`No permission to write to the data folder ${home}: ${advice}, or change its rights.`);
    }
    if (code === 'ENOTDIR' || code === 'EEXIST') {
      throw new Fault(`The data folder ${home} cannot be made because a file is in its place: ${advice}.`);
    }
    if (code === 'ENOSPC' || code === 'EDQUOT') {
      throw new Fault(`The disk of ${home} is full: make room there, or set COPILOT_HOME to a folder on another disk.`);
    }
    throw new Fault(`The data folder ${home} cannot be used (${code || String(error)}): ${advice}.`);
  }
}
