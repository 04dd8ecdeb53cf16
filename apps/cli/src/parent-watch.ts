// Loaded before each part (`node --import`): a part never outlives its supervisor, however that one ends. The channel to the supervisor
// closes when it exits, also by SIGKILL; it is closed on purpose to ask for a stop, because Windows knows no SIGTERM.
import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { isMainThread, Worker } from 'node:worker_threads';

const lastResortMs = 12_000;

if (isMainThread && process.connected === true) {
  let isAsked = false;
  process.on('message', (message) => {
    isAsked ||= message === 'stop';
  });
  process.once('disconnect', () => {
    endAnyway();
    if (!isAsked) silence();
    if (process.listenerCount('SIGTERM') > 0) process.emit('SIGTERM', 'SIGTERM');
    else process.exit(0);
  });
  process.channel?.unref();
}

/** From a thread of its own: a main thread that hangs runs no timer. */
function endAnyway(): void {
  const code = `setTimeout(() => process.kill(process.pid, 'SIGKILL'), ${lastResortMs})`;
  new Worker(code, { eval: true, env: {}, execArgv: [] }).unref();
}

/** Nobody reads our output any more: a logger that writes to such a pipe tries for ever (sonic-boom on EPIPE) and keeps the part from ending. */
function silence(): void {
  for (const descriptor of [1, 2]) {
    try {
      closeSync(descriptor);
      openSync(devNull, 'w');
    } catch {
      // the last resort remains
    }
  }
}
