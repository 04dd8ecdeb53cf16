import type { Measure } from '../reading.js';
import type { ScanContext } from './scan-context.js';

/** "categories with an average length above 120": the figure of each group, where the groups are no single rows of the field. */
export function aggregatedFigure(scan: ScanContext, at: number, dataset: string): Measure['ref'] | null {
  const { reading } = scan;
  const measure = reading.measures.find((m) => m.at === at && m.ref.field && m.ref.aggregate);
  if (!measure) return null;
  return groupsOthers(scan, at, dataset) ? measure.ref : null;
}

/** Whether what is asked for, or grouped by, is of another dataset than the field that is compared. */
export function groupsOthers({ reading, items, model, has }: ScanContext, at: number, dataset: string): boolean {
  const { subject } = reading;
  if (subject === null) {
    const head = reading.mentions.find((m) => m.at < at);
    const others = head !== undefined && head.dataset !== dataset && !model.datasets.get(head.dataset)?.event;
    return others || reading.dimensions.length > 0 || items.some((_, i) => i > at && has(i, 'by'));
  }
  return subject.subject.kind !== 'dataset' || subject.subject.dataset !== dataset;
}
