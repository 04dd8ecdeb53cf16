/** Leaves a model alone that failed several times in a row, or that asked us to wait. One state per model. */
export interface CircuitBreaker {
  /** Milliseconds until the model may be asked again; 0 when it may be now. */
  waitMs(model: string): number;
  succeeded(model: string): void;
  failed(model: string, retryAfterMs?: number): void;
}

/** A provider may ask for a pause, not for the end of a model in this process. */
const LONGEST_REST_MS = 10 * 60_000;

interface State {
  failures: number;
  closedUntil: number;
}

/**
 * After `threshold` failures in a row a model is left alone for `restMs`; then one call is let through, and its end decides.
 * A wait that the provider asks for counts at once, up to ten minutes.
 */
export function createCircuitBreaker(options: {
  readonly threshold: number;
  readonly restMs: number;
  readonly now: () => number;
}): CircuitBreaker {
  const states = new Map<string, State>();
  return {
    waitMs: (model) => Math.max(0, (states.get(model)?.closedUntil ?? 0) - options.now()),
    succeeded: (model) => void states.delete(model),
    failed(model, retryAfterMs) {
      const failures = (states.get(model)?.failures ?? 0) + 1;
      const askedMs = Math.min(retryAfterMs ?? 0, LONGEST_REST_MS);
      const restMs = failures >= options.threshold ? options.restMs : 0;
      states.set(model, { failures, closedUntil: options.now() + Math.max(restMs, askedMs) });
    },
  };
}
