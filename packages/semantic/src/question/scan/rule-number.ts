import { isNumeric } from '../../model/is-numeric.js';
import { type Field, findField, memberOf } from '../../model/model.js';
import { chooseJoinPath } from '../../plan/join-path.js';
import { orMoreAfter, takeComparison } from './take-comparison.js';
import { commaBefore, joinerBefore } from './joiner-before.js';
import { leftOf } from './left-of.js';
import { numberFilter, numberValue } from './number-condition.js';
import { rankedTimes } from './ranked-times.js';
import type { ScanContext } from './scan-context.js';
import { fieldToBeDone } from './to-be-done.js';
import { takeAmount, takeOwnAmount } from './take-amount.js';
import { unitField } from './unit-field.js';

/** store 1, stores 1 and 2, rental rate of 0.99, 90 minute films, customer 5 */
export function ruleNumber(scan: ScanContext, at: number): boolean {
  const { items, model, reading, has, meaning, numberAt, next, before, use } = scan;
  const value = items[at]?.number;
  if (value === null || value === undefined) return false;
  // "one" points back, unless "or more" says that it counts.
  if (eachOne(scan, at)) return true;
  const points = items[at]?.meanings.some((m) => m.kind === 'operator') ?? false;
  if (points && !(has(at, 'pronoun') && has(next(next(at)), 'or_more', 'or_less'))) return false;
  if (saidInPassing(scan, at)) return true;
  if (has(at + 1, 'moving') || has(at + 2, 'moving')) return false;
  const upper = items[at + 1]?.tokens[0]?.lower === 'to' ? at + 2 : items[at + 1]?.tokens[0]?.glued ? at + 1 : -1;
  if (
    upper > 0 &&
    numberAt(upper) !== null &&
    (numberAt(upper) ?? 0) > value &&
    (meaning(next(upper), 'unit') ||
      has(next(upper), 'unit_money') ||
      items[at]?.tokens[0]?.money ||
      leftOf(scan, at).field)
  ) {
    return takeComparison(scan, {
      at,
      op: 'between',
      values: [value, numberAt(upper) ?? value],
      money: items[at]?.tokens[0]?.money ?? false,
      percent: false,
      last: upper,
      numbers: [at, upper],
      quality: null,
      qualityMetric: null,
    });
  }
  const prior = before(at);
  const after = next(at);
  const key = keyNamed(scan, prior);
  if (key && prior === at - 1 && Number.isInteger(value)) return numberValue(scan, at, key, value);
  const previous = reading.conditions.at(-1);
  if (
    joinerBefore(scan, at) &&
    previous?.filter.kind === 'compare' &&
    findField(model, previous.filter.member)?.dataset &&
    numbered(scan, previous.filter.member) &&
    !meaning(after, 'unit') &&
    !meaning(after, 'dataset')
  )
    return numberValue(scan, at, previous.filter.member, value);
  const dataset = meaning(prior, 'dataset');
  const beside =
    (items[at]?.tokens[0]?.start ?? 0) - (items[at - 1]?.tokens.at(-1)?.end ?? 0) <= 2 &&
    (prior === at - 1 || /^(number|no|id)$/.test(items[at - 1]?.tokens[0]?.lower ?? ''));
  if (
    dataset &&
    beside &&
    !commaBefore(scan, at) &&
    (model.datasets.get(dataset.name)?.numbered ||
      (items[prior]?.tokens.length === 1 &&
        !items[prior]?.tokens[0]?.lower.endsWith('s') &&
        Number.isInteger(value) &&
        /^\d/.test(items[at]?.tokens[0]?.lower ?? '') &&
        !meaning(after, 'unit')))
  ) {
    const key = model.datasets.get(dataset.name)?.primaryKey[0];
    const drop = reading.subject?.at === prior;
    if (drop) reading.subject = null;
    reading.mentions.push({ dataset: dataset.name, at: prior });
    if (key) return numberValue(scan, at, `${dataset.name}.${key}`, value);
  }
  const alternative = numberedAlternative(scan, at);
  if (alternative) return numberValue(scan, at, alternative, value);
  const tail = orMoreAfter(scan, at);
  if (tail)
    return takeComparison(scan, {
      at,
      op: tail.op,
      values: [value],
      money: items[at]?.tokens[0]?.money ?? false,
      percent: false,
      last: at,
      numbers: [at],
      quality: null,
      qualityMetric: null,
    })
      ? true
      : has(after, 'or_more', 'or_less') && trailingOp(scan, at, value, after);
  const unit = meaning(after, 'unit');
  const left = leftOf(scan, at);
  if (!unit && ownsMany(scan, at)) return trailingOp(scan, at, value, at);
  if (left.field && isNumeric(left.field) && left.at < at - 1 && takeOwnAmount(scan, at)) return true;
  if (left.field && isNumeric(left.field) && at - left.at <= 4) {
    const target = fieldToBeDone(scan, at, left.field);
    const factor = unit ? (left.field.units.get(unit.unit) ?? 1) : 1;
    if (unit) use(after, 'unit');
    if (has(after, 'unit_money')) use(after, 'US dollars');
    use(left.at, `field ${left.field.name}`);
    const attribute = reading.attributes.findIndex((a) => a.members.includes(memberOf(left.field as Field)));
    if (attribute >= 0) reading.attributes.splice(attribute, 1);
    return numberFilter(scan, at, target, value * factor);
  }
  if (unit && !rankedTimes(scan, at, after)) {
    const found = unitField(scan, unit.unit, at);
    if (found && !found.isTime) {
      use(after, 'unit');
      return numberFilter(scan, at, found, value * (found.units.get(unit.unit) ?? 1));
    }
  }
  return takeAmount(scan, at);
}

/** "which branch sells more, 1 or 2": one or the other of what is called by number. */
function numberedAlternative(
  { items, model, reading, has, meaning, numberAt }: ScanContext,
  at: number,
): string | null {
  const pair = has(at + 1, 'or', 'versus', 'and') && numberAt(at + 2) !== null && items.length === at + 3;
  const named = items.findIndex((_, i) => i < at && model.datasets.get(meaning(i, 'dataset')?.name ?? '')?.numbered);
  const dataset = model.datasets.get(meaning(named, 'dataset')?.name ?? '');
  if (!pair || !dataset || !/^\d/.test(items[at]?.tokens[0]?.lower ?? '')) return null;
  if (reading.subject?.at === named) reading.subject = null;
  return `${dataset.name}.${dataset.primaryKey[0] ?? ''}`;
}

/** "films that we own 3 copies of", "customers with 30 rentals": how many of something each of the things asked for has. */
function ownsMany({ items, model, reading, meaning, meanings, next, before }: ScanContext, at: number): boolean {
  const counted = meaning(next(at), 'dataset')?.name;
  const thing =
    reading.subject?.subject.kind === 'dataset'
      ? reading.subject.subject.dataset
      : (reading.measures[0]?.counted ?? reading.mentions[0]?.dataset);
  const dataset = model.datasets.get(thing ?? '');
  if (!counted || !dataset || dataset.event || reading.rank || reading.aggregate) return false;
  if (model.datasets.get(counted)?.numbered || !/s$/.test(items[next(at)]?.tokens.at(-1)?.lower ?? '')) return false;
  const says =
    /^(have|has|had|having|with|of)$/.test(items[at - 1]?.tokens.at(-1)?.lower ?? '') ||
    meanings(before(at), 'verb').some((v) => v.of === 'dataset' && v.name === counted);
  return says && chooseJoinPath(model, dataset.name, counted)?.[0]?.direction === 'many';
}

/** "one customer on average", "what does one copy earn": one stands for each of them. */
function eachOne({ items, reading, has, meaning, next, use }: ScanContext, at: number): boolean {
  const noun = next(at);
  const word = items[noun]?.tokens.at(-1)?.lower ?? '';
  if (
    items[at]?.tokens[0]?.lower !== 'one' ||
    !meaning(noun, 'dataset') ||
    (word.endsWith('s') && !word.endsWith('ss'))
  )
    return false;
  const averaged = reading.aggregate !== null || items.some((_, i) => has(i, 'average', 'median'));
  const asked =
    /^(do|does|did|has|have)$/.test(items[at - 1]?.tokens.at(-1)?.lower ?? '') &&
    /^(how_much|how_often|count|what)$/.test(reading.form ?? '');
  if (!averaged && !asked) return false;
  if (!averaged) reading.aggregate = { aggregate: 'avg', fraction: null, at };
  use(at, 'each one');
  return true;
}

/** "how do the two shops compare": of what is called by number, how many there are is said in passing. */
function saidInPassing({ items, model, reading, meaning, next, use }: ScanContext, at: number): boolean {
  const dataset = model.datasets.get(meaning(next(at), 'dataset')?.name ?? '');
  const article = /^(the|our|my|these|both)$/.test(items[at - 1]?.tokens.at(-1)?.lower ?? '');
  if (!dataset?.numbered || !article || reading.rank !== null || next(at) !== at + 1) return false;
  use(at, 'said in passing');
  return true;
}

function trailingOp(scan: ScanContext, at: number, value: number, after: number): boolean {
  const { reading, has, meaning, next, use, measureAt } = scan;
  const noun = next(after);
  const measure = meaning(noun, 'dataset') || meaning(noun, 'metric') ? measureAt(noun) : null;
  if (!measure) return false;
  use(noun, 'figure of the condition');
  if (after !== at) use(after, 'or more');
  use(at, 'condition on the figure');
  reading.figureConditions.push({
    at,
    op: after === at ? 'eq' : has(after, 'or_more') ? 'gte' : 'lte',
    values: [value],
    measure: measure.ref,
    against: null,
  });
  return true;
}

function numbered(scan: ScanContext, member: string): boolean {
  const { model } = scan;
  const [dataset, name] = member.split('.');
  return model.datasets.get(dataset ?? '')?.primaryKey[0] === name;
}

/** "film number 5": the noun before is the key of its dataset. */
function keyNamed({ model, meanings }: ScanContext, at: number): string | undefined {
  return meanings(at, 'field').find(({ member }) => {
    const [dataset, name] = member.split('.');
    const entry = model.datasets.get(dataset ?? '');
    return entry?.event === false && entry.primaryKey.length === 1 && entry.primaryKey[0] === name;
  })?.member;
}
