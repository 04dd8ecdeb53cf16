import type { ScanContext } from './scan-context.js';

/** "which branch has more staff", "more in spring or in autumn" */
export function ruleMore(scan: ScanContext, at: number): boolean {
  const { items, reading, has, meaning, use, measureAt, addMeasure } = scan;
  const after = nounAfter(scan, at);
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

/** The noun that "more" speaks of, past what tells more of it: "more active customers", "more Comedy films". */
function nounAfter({ items, meaning, next, has }: ScanContext, at: number): number {
  let i = next(at);
  while (
    i < items.length &&
    !meaning(i, 'dataset') &&
    (meaning(i, 'named') !== undefined || (items[i]?.values.length ?? 0) > 0 || has(i, 'distinct'))
  )
    i = next(i);
  return meaning(i, 'dataset') ? i : next(at);
}
