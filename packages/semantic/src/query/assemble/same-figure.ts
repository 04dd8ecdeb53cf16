import type { MetricRef } from '@copilot/contracts';

/** Whether two figures are one. */
export function sameFigure(a: MetricRef, b: MetricRef): boolean {
  return (
    a.metric === b.metric &&
    a.field === b.field &&
    (a.metric !== undefined || a.field !== undefined) &&
    (a.aggregate ?? null) === (b.aggregate ?? null)
  );
}
