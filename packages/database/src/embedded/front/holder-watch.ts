import type { Session } from './session.js';

/** What the watch asks of the desk. */
export interface HolderView {
  /** The session that keeps the backend from others without using it: in an open transaction, or in a COPY without data. */
  idleHolder(): Session | null;
  /** The session's own idle_in_transaction_session_timeout in ms, 0 for none. */
  ownLimitMs(session: Session): number;
  othersWait(): boolean;
}

/**
 * Bounds how long an idle session may hold the backend: its own limit always, ours while others wait.
 * Time in which this thread itself was too busy to see the session's messages does not count.
 */
export class HolderWatch {
  #timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly view: HolderView,
    private readonly limitMs: number,
  ) {}

  /** Starts the clock, if a session holds the backend idly and no clock runs yet. */
  start(): void {
    const holder = this.view.idleHolder();
    if (holder === null || this.#timer !== null) return;
    const own = this.view.ownLimitMs(holder);
    let idleMs = 0;
    let last = Date.now();
    const look = (): void => {
      this.#timer = null;
      if (this.view.idleHolder() !== holder) return;
      idleMs += Math.min(Date.now() - last, 2 * tickMs);
      last = Date.now();
      if ((own > 0 && idleMs >= own) || (idleMs >= this.limitMs && this.view.othersWait())) return end(holder);
      this.#timer = setTimeout(look, tickMs);
      this.#timer.unref();
    };
    look();
  }

  /** The holder does something again. */
  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}

function end(holder: Session): void {
  const hint = 'The embedded database serves one transaction at a time; others were waiting.';
  holder.refuse('25P03', 'terminating connection due to idle-in-transaction timeout', hint);
}

const tickMs = 50;
