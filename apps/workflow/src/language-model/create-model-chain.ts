import type { ChatMessage, Endpoint, ModelOutcome } from './ask-model.js';
import { askModel } from './ask-model.js';
import { createCircuitBreaker } from './create-circuit-breaker.js';
import type { ModelFailure } from './model-failure.js';
import { mostTelling, whatEnds } from './model-failure.js';
import type { ModelUsage } from './model-usage.js';
import { addUsage, noUsage } from './model-usage.js';

export type ChainOutcome =
  | { readonly ok: true; readonly text: string; readonly model: string; readonly usage: ModelUsage }
  | { readonly ok: false; readonly failure: ModelFailure; readonly usage: ModelUsage };

/** The models that are set, tried in their order until one answers. */
export interface ModelChain {
  ask(request: {
    readonly messages: readonly ChatMessage[];
    /** All attempts and waits together. */
    readonly deadlineMs: number;
    readonly signal: AbortSignal;
  }): Promise<ChainOutcome>;
  /** Whether any model may be asked now; says nothing about the endpoint's mood. */
  isAvailable(): boolean;
}

export interface ChainOptions {
  readonly endpoint: Endpoint;
  readonly models: readonly string[];
  readonly now?: () => number;
  readonly random?: () => number;
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

const ROUNDS = 2;
const FIRST_BACKOFF_MS = 300;
/** A person waits; a provider that asks for more than this is left for the next question. */
const LONGEST_WAIT_MS = 8_000;

/** Creates the chain. The circuit breakers live as long as it does, so one chain serves all questions. */
export function createModelChain(options: ChainOptions): ModelChain {
  const now = options.now ?? Date.now;
  const random = options.random ?? Math.random;
  const sleep = options.sleep ?? sleepUnlessAborted;
  const breaker = createCircuitBreaker({ threshold: 3, restMs: 30_000, now });
  const takesNoFormat = new Set<string>();

  async function attempt(
    model: string,
    messages: readonly ChatMessage[],
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<ModelOutcome> {
    const structured = !takesNoFormat.has(model);
    const outcome = await askModel({ endpoint: options.endpoint, model, messages, structured, timeoutMs, signal });
    if (outcome.ok || !structured || outcome.failure.kind !== 'not-accepted') return outcome;
    takesNoFormat.add(model);
    return askModel({ endpoint: options.endpoint, model, messages, structured: false, timeoutMs, signal });
  }

  return {
    isAvailable: () => options.models.some((model) => breaker.waitMs(model) === 0),
    async ask({ messages, deadlineMs, signal }) {
      const endsAt = now() + deadlineMs;
      // A third of the time for each attempt: one silent model leaves time for two others.
      const attemptMs = Math.max(200, deadlineMs / 3);
      const failures: ModelFailure[] = [];
      let usage = noUsage;
      let candidates = [...options.models];
      for (let round = 0; round < ROUNDS && candidates.length > 0; round += 1) {
        const again: string[] = [];
        for (const model of candidates) {
          const leftMs = endsAt - now();
          if (leftMs <= 0) return { ok: false, failure: mostTelling([...failures, { kind: 'timeout' }]), usage };
          if (breaker.waitMs(model) > 0) {
            again.push(model);
            continue;
          }
          const outcome = await attempt(model, messages, Math.min(attemptMs, leftMs), signal);
          usage = addUsage(usage, { ...noUsage, attempts: 1 });
          if (outcome.ok) {
            breaker.succeeded(model);
            return { ...outcome, usage: addUsage(usage, outcome.usage) };
          }
          const { failure } = outcome;
          if (failure.kind === 'cancelled') return { ok: false, failure, usage };
          breaker.failed(model, failure.retryAfterMs);
          failures.push(failure);
          const ends = whatEnds(failure);
          if (ends === 'chain') return { ok: false, failure, usage };
          if (ends === 'moment') again.push(model);
        }
        candidates = again;
        const waitMs = nextWaitMs(round, candidates.map(breaker.waitMs), random());
        if (round + 1 === ROUNDS || candidates.length === 0) break;
        if (waitMs > LONGEST_WAIT_MS || now() + waitMs >= endsAt) break;
        await sleep(waitMs, signal);
        if (signal.aborted) return { ok: false, failure: { kind: 'cancelled' }, usage };
      }
      return { ok: false, failure: mostTelling(failures), usage };
    },
  };
}

/** Backs off by doubling, with jitter so that many callers do not return together; never shorter than the soonest model asks for. */
function nextWaitMs(round: number, modelWaitsMs: readonly number[], random: number): number {
  const backoffMs = FIRST_BACKOFF_MS * 2 ** round * (0.5 + random / 2);
  return Math.max(backoffMs, Math.min(...modelWaitsMs));
}

function sleepUnlessAborted(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}
