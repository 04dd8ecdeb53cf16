import type { Measure } from '../reading.js';
import type { ScanContext } from './scan-context.js';

/** How often the event happened, when nothing else is named to compare. */
export function eventMetric(scan: ScanContext): Measure['ref'] | null {
  const { model, reading } = scan;
  const event = reading.events.at(-1)?.dataset ?? eventIn(scan);
  const metric = event ? model.datasets.get(event)?.countMetric : null;
  return metric ? { metric } : null;
}

/** The event that a verb anywhere in the question names. */
export function eventIn(scan: ScanContext): string | null {
  return (
    scan.items.flatMap((_, i) =>
      scan
        .meanings(i, 'verb')
        .filter((v) => v.of === 'dataset' && scan.model.datasets.get(v.name)?.event)
        .map((v) => v.name),
    )[0] ?? null
  );
}
