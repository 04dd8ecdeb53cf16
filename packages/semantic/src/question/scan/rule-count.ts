import { memberOf } from '../../model/model.js';
import { eventIn } from './event-metric.js';
import { isBracketed } from './is-bracketed.js';
import type { ScanContext } from './scan-context.js';
import { unitField, verbUnitField } from './unit-field.js';

/** "how many are from A and how many from B": the second count is of the same things, for the value that follows. */
function countsAgain({ items, reading, has, meaning, next, pendingCount }: ScanContext, at: number): boolean {
  const value = items[next(at)];
  const named = value !== undefined && (value.values.length > 0 || value.time !== null);
  const noun = meaning(next(next(at)), 'dataset');
  return (
    named &&
    pendingCount === null &&
    reading.measures.length === 1 &&
    reading.measures[0]?.counted !== null &&
    items.some((_, i) => i < at && has(i, 'count')) &&
    (noun === undefined || noun.name === reading.measures[0]?.counted)
  );
}

/** "and how many of them": what follows narrows a second count of the same things. */
function countsPart({ items, reading, has, use, pendingCount }: ScanContext, at: number): boolean {
  const [counted, ...more] = reading.measures;
  const words = items[at]?.tokens.map((token) => token.lower).join(' ') ?? '';
  const them = /^(them|these|those|which)$/.test(items[at + 1]?.tokens[0]?.lower ?? '');
  if (!/^how many of$/.test(words) || !them || !has(at, 'count') || !counted?.counted || more.length > 0) return false;
  if (pendingCount !== null || counted.at > at || reading.partOf !== null) return false;
  reading.partOf = at;
  use(at, 'counts a part');
  use(at + 1, 'of those counted');
  return true;
}

/** "how big is the average payment": a figure that is named is not counted. */
function asksForSize({ items, has, meaning, next, use }: ScanContext, at: number): boolean {
  const size = /^how (big|large|high) (is|was|are|were)$/.test(items[at]?.tokens.map((t) => t.lower).join(' ') ?? '');
  const named = has(next(at), 'average', 'median', 'total') || meaning(next(at), 'metric') !== undefined;
  if (size && named) use(at, 'question form');
  return size && named;
}

/** "checkout count by month", "the rentals count": the noun before says what is counted, where none follows. */
function countOfBefore(
  { items, model, reading, meaning, next, countOf, addMeasure, use }: ScanContext,
  at: number,
): boolean {
  const noun = meaning(at - 1, 'dataset');
  const alone = items[at]?.tokens.length === 1 && /^(count|tally|headcount)$/.test(items[at]?.tokens[0]?.lower ?? '');
  const dataset = model.datasets.get(noun?.name ?? '');
  if (!dataset || dataset.numbered || !alone || meaning(next(at), 'dataset') || reading.subject?.at === at - 1)
    return false;
  const gap = (items[at]?.tokens[0]?.start ?? 0) - (items[at - 1]?.tokens.at(-1)?.end ?? 0);
  const measure =
    gap <= (isBracketed(items, at) ? 2 : 1) ? countOf({ kind: 'dataset', dataset: dataset.name }, at - 1) : null;
  if (!measure) return false;
  addMeasure(measure);
  use(at, `counts ${dataset.noun[1]}`);
  return true;
}

/** "how many days had sales above 90": a bound on what happened in each of them, and none that is measured in the unit itself. */
function boundsFigure(
  { items, model, has, meaning, meanings, next, numberAt }: ScanContext,
  at: number,
  unit: string,
): boolean {
  const after = items.map((_, i) => i).filter((i) => i > at);
  const ofEvents = (i: number): boolean =>
    meaning(i, 'metric') !== undefined ||
    meanings(i, 'verb').some((v) => v.of === 'metric' || model.datasets.get(v.name)?.event) ||
    model.datasets.get(meaning(i, 'dataset')?.name ?? '')?.event === true;
  const bound = after.find((i) =>
    has(i, 'gt', 'gte', 'lt', 'lte', 'between', 'above_average', 'below_average', 'than'),
  );
  const number = bound === undefined ? undefined : after.find((i) => i > bound && numberAt(i) !== null);
  const inUnit = number !== undefined && meaning(next(number), 'unit')?.unit === unit;
  return bound !== undefined && !inUnit && after.some(ofEvents);
}

/** how many, number of: what follows is counted; "how many days" of a known length asks for that length. */
export function ruleCount(scan: ScanContext, at: number): boolean {
  const { items, reading, datasets, has, meaning, next, use } = scan;
  if (!has(at, 'count')) return false;
  if (asksForSize(scan, at)) return true;
  if (countOfBefore(scan, at)) return true;
  if (countsPart(scan, at)) return true;
  if (countsAgain(scan, at)) {
    reading.connectors.push({ op: 'versus', at });
    use(at, 'compared with');
    return true;
  }
  const unit = meaning(next(at), 'unit');
  if (unit && !meaning(next(at), 'dataset')) {
    const found = unitField(scan, unit.unit, at);
    const asked =
      found &&
      // "on how many days was nothing rented" counts days.
      !(meaning(next(at), 'grain') && items.some((_, i) => i > at && has(i, 'never', 'no', 'without'))) &&
      !(meaning(next(at), 'grain') && boundsFigure(scan, next(at), unit.unit)) &&
      (verbUnitField(scan, unit.unit) !== undefined ||
        items.some((item) => item.values.length > 0) ||
        (datasets.size === 0 && eventIn(scan) === null) ||
        reading.aggregate !== null ||
        items.some((_, i) => has(i, 'average')));
    if (found && asked) {
      use(at, 'asks for a length');
      use(next(at), `field ${found.name}`);
      reading.attributes.push({ members: [memberOf(found)], at });
      return true;
    }
  }
  reading.form =
    reading.form === 'compare' || reading.form === 'which' || reading.form === 'list'
      ? reading.form
      : reading.form === null || reading.form === 'what' || reading.form === 'yes_no'
        ? 'count'
        : reading.form;
  scan.pendingCount = at;
  use(at, 'counts');
  return true;
}
