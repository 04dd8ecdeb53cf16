import { Worker } from 'node:worker_threads';
import type { GuardRequest } from '../check-statement.js';
import type { Blocked, Verdict } from '../verdict.js';

/** Asks a guard in a worker thread, one request at a time; a worker that hangs or breaks is replaced. */
export interface GuardWorker {
  readonly ask: (request: GuardRequest) => Promise<Verdict>;
  readonly close: () => Promise<void>;
}

/** Starts no thread before the first request. *Never throws*: what goes wrong in the worker becomes a refusal. */
export function createGuardWorker(workerUrl: URL, timeLimitMs: number): GuardWorker {
  let worker: Worker | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  const end = async (): Promise<void> => {
    const ended = worker;
    worker = undefined;
    await ended?.terminate();
  };

  const askNow = (request: GuardRequest): Promise<Verdict> =>
    new Promise((resolve) => {
      const thread = (worker ??= start(workerUrl, (ended) => {
        if (worker === ended) worker = undefined;
      }));
      const settle = (verdict: Verdict, isBroken: boolean): void => {
        clearTimeout(timer);
        thread.off('message', onVerdict).off('error', onBroken).off('exit', onBroken);
        resolve(isBroken ? end().then(() => verdict) : verdict);
      };
      const onVerdict = (verdict: Verdict): void => settle(verdict, false);
      const onBroken = (): void => settle(broken, true);
      const timer = setTimeout(() => settle(timedOut, true), timeLimitMs);
      thread.on('message', onVerdict).on('error', onBroken).on('exit', onBroken);
      thread.postMessage(request);
    });

  return {
    ask: (request) => {
      const answer = queue.then(() => askNow(request));
      queue = answer;
      return answer;
    },
    close: async () => {
      await queue;
      await end();
    },
  };
}

/** The thread gets no environment, does not keep the process alive, and is forgotten when it ends by itself. */
function start(workerUrl: URL, forget: (ended: Worker) => void): Worker {
  const worker = new Worker(workerUrl, { env: {}, resourceLimits: { maxOldGenerationSizeMb: 128 } });
  worker.unref();
  worker.on('error', () => forget(worker)).on('exit', () => forget(worker));
  return worker;
}

const timedOut = refusal('guard.timeout', 'Checking the SQL took too long.');
const broken = refusal('guard.parser-broken', 'The SQL could not be checked.');

function refusal(code: string, message: string): Blocked {
  return {
    ok: false,
    rule: 'contained_parse',
    problem: { code, message, hint: 'Ask in a simpler way.' },
    checks: [{ name: 'contained_parse', status: 'failed', detail: message }],
  };
}
