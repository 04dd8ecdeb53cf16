// Loaded before each part (`node --import`): a part never outlives its supervisor, however that one ends. The channel to the supervisor
// closes when it exits, also by SIGKILL; it is closed on purpose to ask for a stop, because Windows knows no SIGTERM.
import { isMainThread } from 'node:worker_threads';

const lastResortMs = 15_000;

if (isMainThread && process.connected === true) {
  process.once('disconnect', () => {
    setTimeout(() => process.exit(1), lastResortMs).unref();
    if (process.listenerCount('SIGTERM') > 0) process.emit('SIGTERM', 'SIGTERM');
    else process.exit(0);
  });
  process.channel?.unref();
}
