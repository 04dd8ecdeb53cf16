import type { ScanContext } from './scan-context.js';

/** "which branch has more staff", "more in spring or in autumn" */
export function ruleMore(scan: ScanContext, at: number): boolean {
  const { items, reading, has, meaning, next, use, measureAt, addMeasure } = scan;
  const after = next(at);
  const measure = items[after] ? measureAt(after) : null;
  reading.rank ??= { direction: has(at, 'more') ? 'desc' : 'asc', count: 1, offset: 0, at };
  use(at, has(at, 'more') ? 'highest first' : 'lowest first');
  if (measure && (meaning(after, 'metric') || meaning(after, 'dataset'))) {
    reading.rankMeasure = measure.ref;
    addMeasure(measure);
    use(after, `by ${measure.ref.metric ?? ''}`);
  } else reading.moreOf = true;
  return true;
}
