import type { Stage, StageEvent } from '@copilot/contracts';

/** Which stages a question went through, and how long each took. */
export interface StageRecord {
  readonly requestId: string;
  /** Stages that ended, in order; a stage that ran again stands twice. */
  readonly events: readonly StageEvent[];
  /** Milliseconds by stage, runs of the same stage added. */
  timings(): Record<string, number>;
}

/** A record of stages that all go well; `since` is when one began, absent for one that took no time. */
export function createStageRecord(requestId: string): StageRecord & { add(stage: Stage, since?: number): void } {
  const events: StageEvent[] = [];
  return {
    requestId,
    events,
    timings: () => sumByStage(events),
    add: (stage, since) => {
      const duration_ms = since === undefined ? 0 : roundMs(performance.now() - since);
      events.push({ stage, status: 'ok', duration_ms });
    },
  };
}

export function sumByStage(events: readonly StageEvent[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { stage, status, duration_ms } of events)
    if (status !== 'skipped') sums[stage] = roundMs((sums[stage] ?? 0) + duration_ms);
  return sums;
}

export const roundMs = (ms: number): number => Math.round(ms * 100) / 100;
