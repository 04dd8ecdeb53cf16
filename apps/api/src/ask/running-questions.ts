import { ProblemError } from '../http/problem-error.js';

/** The questions that are running in this process, so that stopping can wait for them and a flood can be turned away. */
export interface RunningQuestions {
  /** Counts a question in; call the result when it is over. *Throws* `service.busy`, `service.stopping`. */
  enter(username: string): () => void;
  /** Takes no more; resolves when the last one is over. */
  drain(): Promise<void>;
  readonly draining: boolean;
}

/** `limit` bounds all questions together; one user gets at most half of it, so that nobody takes every place. */
export function createRunningQuestions(needs: { limit: number }): RunningQuestions {
  const byUser = new Map<string, number>();
  let total = 0;
  let draining = false;
  let onEmpty: (() => void) | undefined;
  return {
    get draining() {
      return draining;
    },
    enter: (username) => {
      if (draining) throw new ProblemError('service.stopping', { retryAfterSeconds: 5 });
      const own = byUser.get(username) ?? 0;
      if (total >= needs.limit || own >= Math.ceil(needs.limit / 2)) {
        throw new ProblemError('service.busy', { retryAfterSeconds: 2 });
      }
      byUser.set(username, own + 1);
      total += 1;
      return once(() => {
        const left = (byUser.get(username) ?? 1) - 1;
        if (left === 0) byUser.delete(username);
        else byUser.set(username, left);
        total -= 1;
        if (total === 0) onEmpty?.();
      });
    },
    drain: () => {
      draining = true;
      return total === 0 ? Promise.resolve() : new Promise((resolve) => (onEmpty = resolve));
    },
  };
}

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    work();
  };
}
