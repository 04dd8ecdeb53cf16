import { randomUUID } from 'node:crypto';
import type { Stage, StageEvent } from '@copilot/contracts';
import type { StageOutcome } from './stage-outcome.js';
import { stopped } from './stage-outcome.js';
import { roundMs, sumByStage, type StageRecord } from './stage-record.js';

/** Where the lines of a run go. Fits pino. */
export interface RunLog {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** One trip of one question: its id, its deadline, and the record of its stages. */
export interface Run extends StageRecord {
  readonly signal: AbortSignal;
  remainingMs(): number;
  /** The answer is there: its time is measured no more, and its line goes to the log. */
  end(): void;
  /** A line of the log under this run's id. */
  note(fields: object, message: string): void;
  /**
   * Runs one stage on what the stage before it found. After a problem the later stages are skipped, and the problem is handed on,
   * so that the stages can be written down in a row. What throws inside a stage is a bug: logged here, once, and handed on as `internal`.
   */
  stage<P, T>(
    stage: Stage,
    previous: StageOutcome<P>,
    work: (value: P) => StageOutcome<T> | Promise<StageOutcome<T>>,
  ): Promise<StageOutcome<T>>;
}

export interface RunOptions {
  readonly requestId?: string;
  readonly timeoutMs: number;
  readonly log: RunLog;
  /** Aborted when the caller goes away. */
  readonly signal?: AbortSignal;
  /** Hears of every stage as it starts and ends. */
  readonly onStage?: (event: StageEvent) => void;
  /** Hears how the record was written. */
  readonly onConcluded?: ((concluded: Concluded) => void) | undefined;
}

export interface Concluded {
  /** The exchange was added to the asker's history. */
  readonly isKept: boolean;
  /** What the same token may ask before it is looked at again. */
  readonly ahead: 'anything' | 'the same' | 'nothing';
}

/** Starts the clock of one run. */
export function startRun(options: RunOptions): Run {
  const requestId = options.requestId ?? randomUUID();
  const startedAt = performance.now();
  const ending = new AbortController();
  const leave = (): void => ending.abort(options.signal?.reason);
  const timer = setTimeout(() => ending.abort(new DOMException('the time is over', 'TimeoutError')), options.timeoutMs);
  timer.unref();
  options.signal?.addEventListener('abort', leave, { once: true });
  if (options.signal?.aborted === true) leave();
  const events: StageEvent[] = [];
  let problem: { readonly stage: Stage; readonly code: string } | undefined;

  const emit = (event: StageEvent): void => {
    if (event.status !== 'started') events.push(event);
    options.onStage?.(event);
  };
  const finish = (stage: Stage, outcome: StageOutcome<unknown>, stageStartedAt: number): void => {
    if (!outcome.ok) problem = { stage, code: outcome.problem.code };
    else if (problem?.stage === stage) problem = undefined; // tried again, and mended
    emit({ stage, status: outcome.ok ? 'ok' : 'failed', duration_ms: roundMs(performance.now() - stageStartedAt) });
  };

  return {
    requestId,
    signal: ending.signal,
    events,
    timings: () => sumByStage(events),
    note: (fields, message) => options.log.info({ request_id: requestId, ...fields }, message),
    end: () => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', leave);
      options.log.info({ request_id: requestId, timings_ms: sumByStage(events), problem }, 'run');
    },
    remainingMs: () => Math.max(0, options.timeoutMs - (performance.now() - startedAt)),
    async stage(stage, previous, work) {
      if (!previous.ok) {
        emit({ stage, status: 'skipped', duration_ms: 0 });
        return previous;
      }
      emit({ stage, status: 'started', duration_ms: 0 });
      const stageStartedAt = performance.now();
      const outcome = await Promise.resolve()
        .then(() => work(previous.value))
        .catch((cause: unknown) => {
          options.log.error({ request_id: requestId, stage, err: cause }, 'a stage broke');
          return stopped({
            code: 'internal',
            message: 'Something went wrong inside the service.',
            hint: `Ask again; if it happens again, tell the administrator the id ${requestId}.`,
          });
        });
      finish(stage, outcome, stageStartedAt);
      return outcome;
    },
  };
}
