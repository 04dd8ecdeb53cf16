import type { MetricRef } from '@copilot/contracts';
import { isNumeric } from '../../model/is-numeric.js';
import { memberOf } from '../../model/model.js';
import { measureOfNoun, namedNoun, narrowedNoun } from './narrowed-noun.js';
import type { ScanContext } from './scan-context.js';
import { metricOfField } from './value-field.js';

/** "top nine clients by spending": what follows "by" is the figure to rank with. */
export function rankedBy(scan: ScanContext, by: number, at: number): boolean {
  const { items, reading, has, model, meaning, meanings, field, use, addMeasure } = scan;
  let i = at;
  const skipped: number[] = [];
  const how = has(i, 'how_often', 'how_much', 'count') && meanings(pastPronoun(scan, i), 'verb').length > 0;
  while (
    i < items.length &&
    (has(i, 'total', 'count', 'distinct', 'average') ||
      (how && has(i, 'how_often', 'how_much', 'pronoun')) ||
      (items[i]?.filler && !(how && meanings(i, 'verb').length > 0)))
  ) {
    skipped.push(i);
    i += 1;
  }
  if (reading.rank !== null && meaning(i, 'dataset') && meaning(i + 1, 'metric') && !meaning(i, 'metric')) {
    skipped.push(i);
    i += 1;
  }
  const counted = skipped.some((s) => has(s, 'count'));
  const narrowed = narrowedNoun(scan, i);
  if (reading.rank !== null && (counted || countsOthers(scan, narrowed) || isEvent(scan, narrowed))) i = narrowed;
  const averaged = skipped.some((s) => has(s, 'average'));
  const metric = meaning(i, 'metric');
  const verb = meanings(i, 'verb').find((v) => v.of === 'metric');
  const isEventNoun =
    (meaning(i, 'dataset') !== undefined || namedNoun(scan, i) !== null) &&
    (counted || countsOthers(scan, i) || ((reading.rank !== null || reading.form === 'compare') && isEvent(scan, i)));
  const numeric = field(i);
  const happened = how && meanings(i, 'verb').some((v) => model.datasets.get(v.name)?.event);
  if (metric || verb || isEventNoun || happened) {
    const measure = measureOfNoun(scan, i);
    if (!measure) return false;
    const totalled = skipped.some((s) => has(s, 'total')) && !counted ? worthOf(scan, i) : null;
    const ref =
      totalled ??
      (averaged && !counted && measure.ref.metric ? { ...measure.ref, aggregate: 'avg' as const } : measure.ref);
    reading.rankMeasure = ref;
    addMeasure({ ...measure, ref });
    for (const s of skipped) use(s, 'ranks');
    use(by, 'ranks');
    if (namedNoun(scan, i) === null) use(i, `by ${ref.metric ?? ''}`);
    return true;
  }
  const sum = numeric && !averaged && model.datasets.get(numeric.dataset)?.event ? metricOfField(scan, numeric) : null;
  if (sum && reading.rank !== null) {
    reading.rankMeasure = sum;
    addMeasure({ ref: sum, from: 'noun', at: i, counted: null });
    for (const s of skipped) use(s, 'ranks');
    use(by, 'ranks');
    use(i, `by ${sum.metric ?? ''}`);
    return true;
  }
  if (numeric && isNumeric(numeric) && (reading.rank !== null || averaged) && !counted) {
    reading.rankMeasure = averaged ? { field: memberOf(numeric), aggregate: 'avg' } : { field: memberOf(numeric) };
    if (averaged && ofOthers(scan, numeric.dataset))
      addMeasure({ ref: reading.rankMeasure, from: 'noun', at: i, counted: null });
    for (const s of skipped) use(s, 'ranks');
    use(by, 'ranks');
    use(i, `by ${numeric.name}`);
    return true;
  }
  return false;
}

/** "by total payments": what they come to, where each of them is an amount of money. */
function worthOf(scan: ScanContext, at: number): MetricRef | null {
  const { model, meaning } = scan;
  const dataset = model.datasets.get(meaning(at, 'dataset')?.name ?? '');
  const value = dataset?.event && dataset.valueField ? dataset.fields.get(dataset.valueField) : undefined;
  return value?.format === 'currency' ? metricOfField(scan, value) : null;
}

/** "by late returns", "by rentals": what is named happened. */
function isEvent(scan: ScanContext, at: number): boolean {
  const name = scan.meaning(at, 'dataset')?.name ?? namedNoun(scan, at);
  return scan.model.datasets.get(name ?? '')?.event === true;
}

/** "top 5 actors by films": several of another kind are counted for each, where "by film" would be a group. */
function countsOthers({ items, model, reading, meaning }: ScanContext, at: number): boolean {
  const dataset = model.datasets.get(meaning(at, 'dataset')?.name ?? '');
  const subject = reading.subject?.subject;
  const ranked = subject?.kind === 'dataset' ? subject.dataset : subject?.kind === 'field' ? subject.member : null;
  return (
    dataset !== undefined &&
    !dataset.numbered &&
    ranked !== null &&
    ranked !== dataset.name &&
    reading.rank?.count != null &&
    reading.measures.length + reading.verbs.length + reading.events.length === 0 &&
    /s$/.test(items[at]?.tokens.at(-1)?.lower ?? '')
  );
}

/** "top 3 halls by average seat price": what is ranked is not what the field belongs to, so that each has an average. */
function ofOthers({ reading }: ScanContext, dataset: string): boolean {
  const subject = reading.subject?.subject;
  const owner = subject?.kind === 'dataset' ? subject.dataset : subject?.kind === 'field' ? '' : null;
  return owner !== null && owner !== dataset;
}

/** "by how often they rent": the verb behind the pronoun. */
function pastPronoun({ has, next }: ScanContext, at: number): number {
  return has(next(at), 'pronoun') ? next(next(at)) : next(at);
}
