import { findField, memberOf } from '../../model/model.js';
import { toOrdinal } from '../tokens.js';
import { earlierNumber } from './earlier-number.js';
import type { ScanContext } from './scan-context.js';
import { takeSuperlative } from './take-superlative.js';

/** longest film, cheapest films, first rental, newest customer */
export function ruleSuperlative(scan: ScanContext, at: number): boolean {
  const { items, model, reading, ops, has, meaning, meanings, next, field, use } = scan;
  const quality = ownsTime(scan, at) ? undefined : meaning(at, 'quality');
  const lower = items[at]?.tokens.at(-1)?.lower ?? '';
  if (quality && /est$/.test(lower) && bothEnds(scan, at, quality)) return true;
  if (quality && /est$/.test(lower)) {
    const count = pendingNumber(scan, at) ?? earlierNumber(scan, at);
    const ordinal = ordinalBefore(scan, at);
    const averaged = has(next(at), 'average', 'median') && quality.of === 'field';
    const mean = averagedThings(scan, at, quality);
    reading.rank ??= { direction: 'desc', count: null, offset: 0, at };
    reading.rank.direction = quality.more ? 'desc' : 'asc';
    if (count !== null) reading.rank.count = count;
    if (ordinal !== null) [reading.rank.offset, reading.rank.count] = [ordinal - 1, 1];
    reading.rankMeasure = quality.of === 'metric' ? { metric: quality.name } : { field: quality.name };
    if (mean !== null) {
      reading.rankMeasure = { field: quality.name, aggregate: 'avg' };
      scan.addMeasure({ ref: reading.rankMeasure, from: 'noun', at, counted: null });
      use(mean, 'on average');
      use(next(at), 'whose average');
      use(at, `by average ${quality.name.split('.').at(-1)?.replaceAll('_', ' ') ?? ''}`);
      return true;
    }
    const verb = field(next(at));
    if (verb && quality.of === 'field' && (verb.datatype === 'Integer' || verb.datatype === 'Decimal')) {
      reading.rankMeasure = { field: memberOf(verb) };
      use(next(at), `field ${verb.name}`);
    } else if (quality.of === 'field' && meaning(next(at), 'metric') && !meaning(next(at), 'dataset')) {
      takeSuperlative(scan, next(at));
      use(at, quality.more ? 'highest first' : 'lowest first');
      return true;
    }
    reading.extreme = averaged ? null : quality.more ? 'max' : 'min';
    use(at, `by ${quality.name.split('.').at(-1)?.replaceAll('_', ' ') ?? ''}`);
    return true;
  }
  const op = ops(at).find((o) => o === 'first' || o === 'last' || o === 'earliest' || o === 'latest');
  if (!op) return false;
  if (edgeOfVerb(scan, at, op)) return true;
  const after = next(at);
  const count = items[after]?.number ?? null;
  const noun = count !== null ? next(after) : after;
  const timeField = meanings(noun, 'field')
    .map((m) => findField(model, m.member))
    .find((f) => f?.isTime);
  if (timeField && count === null && atTime(scan, at)) {
    const anchor = op === 'first' || op === 'earliest' ? 'first' : 'last';
    reading.times.push({ time: { kind: 'relative', unit: 'day', count: 1, anchor }, at, negated: false });
    reading.timeFields.push({ member: memberOf(timeField), at });
    use(at, 'time');
    use(noun, 'time');
    return true;
  }
  if (timeField && count === null) {
    reading.aggregate = { aggregate: op === 'first' || op === 'earliest' ? 'min' : 'max', fraction: null, at };
    use(at, op === 'first' || op === 'earliest' ? 'earliest' : 'latest');
    return true;
  }
  const dataset = eventAsked(scan, at, noun) ?? datasetNear(scan, noun);
  const time = dataset ? model.datasets.get(dataset)?.defaultTime : null;
  if (!dataset || !time) return false;
  const owner =
    reading.measures.some(
      (m) => m.counted !== null && m.counted !== dataset && !model.datasets.get(m.counted)?.event,
    ) ||
    (reading.subject?.subject.kind === 'dataset' &&
      reading.subject.subject.dataset !== dataset &&
      !model.datasets.get(reading.subject.subject.dataset)?.event &&
      items.some((item) => item.time !== null)) ||
    (reading.mentions.some((m) => m.dataset !== dataset && !model.datasets.get(m.dataset)?.event) &&
      items.some((item, i) => item.time !== null && i > at));
  if (owner && count === null && model.datasets.get(dataset)?.event) {
    reading.edgeEvent = { dataset, edge: op === 'first' || op === 'earliest' ? 'first' : 'last', at };
    use(at, `${op} ${model.datasets.get(dataset)?.noun[0] ?? dataset}`);
    use(noun, `${op} ${model.datasets.get(dataset)?.noun[0] ?? dataset}`);
    return true;
  }
  if (count !== null) use(after, 'how many to show');
  const direction = op === 'first' || op === 'earliest' ? 'asc' : 'desc';
  reading.rank = { direction, count, offset: 0, at };
  reading.rankMeasure = { field: `${dataset}.${time}` };
  reading.extreme = direction === 'asc' ? 'min' : 'max';
  use(at, direction === 'asc' ? 'earliest first' : 'latest first');
  return true;
}

/** "which hall has the oldest chairs on average": of each of those asked for, not of single things. *Returns* where the average is said. */
function averagedThings(
  { items, model, reading, has, meaning, next }: ScanContext,
  at: number,
  { name, of }: { readonly name: string; readonly of: string },
): number | null {
  const noun = next(at);
  const owner = meaning(noun, 'dataset')?.name;
  const subject = reading.subject?.subject;
  const asked = subject?.kind === 'dataset' ? subject.dataset : subject?.kind === 'field' ? subject.member : null;
  const mean = items.findIndex((_, i) => i > noun && has(i, 'average'));
  const own = of === 'field' && model.datasets.has(owner ?? '') && name.split('.')[0] === owner;
  return own && mean >= 0 && asked !== null && asked !== owner ? mean : null;
}

/** "the newest payment": said of something that has a time and not the quality, the word speaks of the time. */
function ownsTime({ model, ops, meaning, meanings, next }: ScanContext, at: number): boolean {
  const quality = meaning(at, 'quality');
  const timely = ops(at).some((o) => o === 'first' || o === 'last' || o === 'earliest' || o === 'latest');
  const noun = next(at);
  const time =
    meanings(noun, 'field').some((m) => findField(model, m.member)?.isTime) ||
    (model.datasets.get(meaning(noun, 'dataset')?.name ?? '')?.defaultTime ?? null) !== null;
  return timely && time && quality?.of === 'field' && quality.name.split('.')[0] !== meaning(noun, 'dataset')?.name;
}

/** "on the latest payment date": the day is a condition, not what is asked for. */
function atTime({ items }: ScanContext, at: number): boolean {
  const word = (i: number): string => items[i]?.tokens.at(-1)?.lower ?? '';
  return (
    /^(on|at|during|for)$/.test(word(at - 1)) || (word(at - 1) === 'the' && /^(on|at|during|for)$/.test(word(at - 2)))
  );
}

/** "from dearest to cheapest": all of them in order, none picked. */
function bothEnds(
  { items, reading, meanings, use }: ScanContext,
  at: number,
  { name, more }: { readonly name: string; readonly more: boolean },
): boolean {
  const other = meanings(at + 2, 'quality').find((q) => q.name === name && q.more !== more);
  if (!other || items[at + 1]?.tokens[0]?.lower !== 'to') return false;
  reading.connectors.push({ op: more ? 'descending' : 'ascending', at });
  for (let i = at; i <= at + 2; i++) use(i, more ? 'highest first' : 'lowest first');
  return true;
}

/** "third busiest day": which place in the order is asked for. */
function ordinalBefore({ items, before }: ScanContext, at: number): number | null {
  const prior = items[before(at)];
  const ordinal = prior?.status === 'open' ? toOrdinal(prior.tokens[0]?.lower ?? '') : null;
  if (ordinal !== null && prior) [prior.status, prior.as] = ['used', 'rank'];
  return ordinal;
}

function pendingNumber(scan: ScanContext, at: number): number | null {
  const { items, next, before } = scan;
  for (const i of [before(at), next(at)]) {
    const item = items[i];
    if (item?.status === 'open' && item.number !== null && item.meanings.length === 0 && !item.tokens[0]?.money) {
      [item.status, item.as] = ['used', 'how many to show'];
      return item.number;
    }
  }
  return null;
}

/** "when did she pay last", "when did he rent his first film", "when did it go out last": the first or last of what the verb says. */
function eventAsked(scan: ScanContext, at: number, noun: number): string | null {
  const { items, model, reading, has, meaning, before } = scan;
  if (reading.form !== 'when') return null;
  const verb = reading.events.findLast(
    (e) => e.verb && !e.negated && e.at < at && model.datasets.get(e.dataset)?.event,
  );
  const coming = verb ? null : eventComing(scan, at);
  if (coming) return coming;
  const thing = meaning(noun, 'dataset');
  const ends = noun >= items.length || has(noun, 'times');
  const own = model.datasets.get(thing?.name ?? '')?.defaultTime ?? null;
  if (!verb || typeof items[before(at)]?.number === 'number' || (thing ? own !== null : !ends)) return null;
  if (has(noun, 'times')) scan.use(noun, 'time');
  return verb.dataset;
}

/** "when did a copy last come back", "the last time a copy was returned": the first or last of the time that a verb has a field for. */
function edgeOfVerb(scan: ScanContext, at: number, op: string): boolean {
  const { model, reading, has, next, use, addMeasure } = scan;
  const [verb, ...more] = reading.timeFields;
  const [name = '', field = ''] = verb?.member.split('.') ?? [];
  if (reading.form !== 'when' || !verb || more.length > 0 || model.datasets.get(name)?.defaultTime === field)
    return false;
  if (verb.at < at && next(at) < scan.items.length) return false;
  const aggregate = op === 'first' || op === 'earliest' ? 'min' : 'max';
  addMeasure({ ref: { field: verb.member, aggregate }, from: 'noun', at, counted: null });
  use(at, aggregate === 'min' ? 'earliest' : 'latest');
  if (has(next(at), 'times')) use(next(at), 'time');
  return true;
}

/** "when did we last receive a payment": the event that is named after the word, past the verb of the one who does it. */
function eventComing({ items, model, meaning, meanings, next }: ScanContext, at: number): string | null {
  const verb = next(at);
  if (meanings(verb, 'verb').length === 0 || meaning(verb, 'dataset')) return null;
  const named = items.flatMap((_, i) => (i > verb ? (meaning(i, 'dataset')?.name ?? []) : []));
  return (
    named.find((name) => model.datasets.get(name)?.event) ??
    meanings(verb, 'verb').find((v) => v.of === 'dataset' && model.datasets.get(v.name)?.event)?.name ??
    null
  );
}

function datasetNear(scan: ScanContext, at: number): string | null {
  const { model, meaning, meanings } = scan;
  const dataset = meaning(at, 'dataset')?.name;
  if (dataset) return dataset;
  const verb = meanings(at, 'verb').find((v) => v.of === 'dataset' && model.datasets.get(v.name)?.event);
  return verb?.name ?? null;
}
