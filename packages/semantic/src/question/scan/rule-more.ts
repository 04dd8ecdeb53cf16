import { measureOfNoun, namedNoun, narrowedNoun } from './narrowed-noun.js';
import type { ScanContext } from './scan-context.js';

/** "which branch has more staff", "more in spring or in autumn" */
export function ruleMore(scan: ScanContext, at: number): boolean {
  const { items, reading, has, meaning, next, use, addMeasure } = scan;
  const after = narrowedNoun(scan, next(at));
  const measure = items[after] ? measureOfNoun(scan, after) : null;
  const condition = namedNoun(scan, after) !== null;
  reading.rank ??= { direction: has(at, 'more') ? 'desc' : 'asc', count: 1, offset: 0, at };
  use(at, has(at, 'more') ? 'highest first' : 'lowest first');
  if (measure && (condition || meaning(after, 'metric') || meaning(after, 'dataset'))) {
    reading.rankMeasure = measure.ref;
    addMeasure(measure);
    if (!condition) use(after, `by ${measure.ref.metric ?? ''}`);
  } else reading.moreOf = true;
  return true;
}
