import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const beatMs = 2000;
const staleMs = 60_000;

/**
 * Runs `work` while no other process of this clone installs or builds. A lock whose owner is gone is taken over; where no lock file can be
 * written (a read-only clone), the work itself will say so.
 */
export async function withLock({ root, say }, work) {
  const path = join(root, '.copilot', 'build.lock');
  const held = await acquire(path, say);
  const beat = setInterval(() => touch(path), beatMs);
  const release = () => {
    if (held) rmSync(path, { force: true });
  };
  process.once('exit', release);
  try {
    await work();
  } finally {
    clearInterval(beat);
    process.removeListener('exit', release);
    release();
  }
}

async function acquire(path, say) {
  let told = false;
  for (;;) {
    const outcome = tryCreate(path);
    if (outcome !== 'taken') return outcome === 'held';
    if (isStale(path)) {
      removeStale(path);
      continue;
    }
    if (!told) say('Another run installs or builds in this folder: waiting for it …');
    told = true;
    await sleep(300);
  }
}

function tryCreate(path) {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const file = openSync(path, 'wx', 0o600);
    writeSync(file, String(process.pid));
    closeSync(file);
    return 'held';
  } catch (error) {
    return error.code === 'EEXIST' && isFile(path) ? 'taken' : 'impossible';
  }
}

function isStale(path) {
  try {
    const age = Date.now() - statSync(path).mtimeMs;
    const owner = Number(readFileSync(path, 'utf8'));
    return age > staleMs || (age > beatMs && (owner === 0 || !isAlive(owner)));
  } catch {
    return false;
  }
}

/** Two waiting processes may both find the lock stale: a slow one must not carry off the fresh lock of a fast one. */
function removeStale(path) {
  const grave = `${path}.${process.pid}`;
  try {
    renameSync(path, grave);
    if (isStale(grave)) rmSync(grave, { force: true });
    else renameSync(grave, path);
  } catch {
    // another one was faster
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function isFile(path) {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function touch(path) {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // the lock was removed by hand: the work goes on
  }
}
