import { parentPort } from 'node:worker_threads';
import type { GuardRequest } from '../check-statement.js';
import { createGuard } from '../create-guard.js';

// Runs as a worker thread: judges one request after the other until it is ended from outside.
const guard = await createGuard();
parentPort?.on('message', (request: GuardRequest) => parentPort?.postMessage(guard.check(request)));
