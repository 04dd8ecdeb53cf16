import { findField, memberOf } from '../../model/model.js';
import { chooseJoinPath } from '../../plan/join-path.js';
import { nameOf } from '../../model/name-of.js';
import type { Item } from '../lex.js';
import type { Measure, Subject } from '../reading.js';
import { isHeadNoun, ranksLater } from './head-noun.js';
import { hasItsOwn } from './has-its-own.js';
import { isBracketed } from './is-bracketed.js';
import type { ScanContext } from './scan-context.js';
import { metricOfField, valueField } from './value-field.js';

/** An entity or event: counted, summed, listed, denied, or only mentioned. */
export function mentionDataset(scan: ScanContext, name: string, at: number): boolean {
  const { items, model, reading, has, next, use, countOf, addMeasure, takeAggregate } = scan;
  const denied =
    scan.negation !== null &&
    !namesOne(scan, name, at) &&
    at - scan.negation.at <= 3 &&
    (scan.negation.op === 'no' ||
      scan.negation.op === 'without' ||
      scan.negation.op === 'never' ||
      scan.negation.op === 'not');
  if (denied && scan.negation && scan.pendingCount === null) {
    scan.negation = null;
    reading.events.push({ dataset: name, at, negated: true, verb: false });
    use(at, `no ${model.datasets.get(name)?.noun[1] ?? name}`);
    return true;
  }
  const bracketed = inBrackets(scan, name, at);
  if (bracketed) {
    addMeasure(bracketed);
    use(at, 'what the brackets say of it');
    use(at + 1, bracketed.counted === null ? 'sum' : 'counts');
    if (bracketed.counted === null) reading.mentions.push({ dataset: name, at });
    return true;
  }
  const totalled = scan.pendingCount === null && at > 0 && has(scan.before(at), 'total');
  const summed = totalled || (reading.sumOf !== null && at - reading.sumOf <= 4) ? valueField(scan, at) : undefined;
  if (summed) {
    addMeasure({
      ref: metricOfField(scan, summed) ?? { field: memberOf(summed), aggregate: 'sum' },
      from: 'noun',
      at,
      counted: null,
    });
    reading.mentions.push({ dataset: name, at });
    use(at, `sum of ${nameOf(summed)}`);
    return true;
  }
  const held = reading.aggregate;
  const subject: Subject = { kind: 'dataset', dataset: name };
  if (scan.pendingCount !== null && !namesOwner(scan, name, at)) {
    scan.pendingCount = null;
    const measure = countOf(subject, at);
    if (measure) {
      doesIt(scan, at, reading.rank !== null);
      const aggregate = held ? takeAggregate() : null;
      addMeasure(aggregate ? { ...measure, ref: { ...measure.ref, aggregate: aggregate.aggregate } } : measure);
      use(at, `counts ${model.datasets.get(name)?.noun[1] ?? name}`);
      return true;
    }
  }
  if (hasItsOwn(scan, name, at)) return true;
  const value = valueField(scan, at);
  if (held && value) {
    const aggregate = takeAggregate();
    addMeasure({
      ref: {
        field: memberOf(value),
        aggregate: aggregate?.aggregate ?? 'avg',
        ...(aggregate?.fraction !== null && aggregate ? { fraction: aggregate.fraction } : {}),
      },
      from: 'noun',
      at,
      counted: null,
    });
    reading.mentions.push({ dataset: name, at });
    use(at, `field ${value.name}`);
    return true;
  }
  if (held && model.datasets.get(name)?.event && items[next(at)] && has(next(at), 'by')) {
    const aggregate = takeAggregate();
    const measure = countOf(subject, at);
    if (measure && aggregate) {
      addMeasure({ ...measure, ref: { ...measure.ref, aggregate: aggregate.aggregate } });
      use(at, `counts ${model.datasets.get(name)?.noun[1] ?? name}`);
      return true;
    }
  }
  const single =
    /^(a|an|one|single)$/.test(items[at - 1]?.tokens.at(-1)?.lower ?? '') &&
    !/\b(every|each|all)\b/.test(wordsBefore(scan, at)) &&
    !/s$/.test(items[at]?.tokens.at(-1)?.lower ?? '');
  const owns = ownsRanked(scan, name, at);
  reading.mentions.push({
    dataset: name,
    at,
    ...(single ? { single } : {}),
    ...(owns ? { owns } : {}),
    ...(has(at - 1, 'average') ? { averaged: true } : {}),
  });
  if (doneBy(scan, at) && scan.meanings(next(at), 'verb').length > 0) reading.doers.push(at);
  const asks =
    reading.form === 'which' ||
    (reading.form === 'what' && !doneBy(scan, at) && !asksFigure(scan, at) && !figureNamed(scan, at)) ||
    (reading.form === 'list' && !figureNamed(scan, at) && !didIt(scan, at) && !ofItsField(scan, name, at)) ||
    (reading.form === null && ranksLater(scan, at) && isHeadNoun(scan, at)) ||
    // "who has not returned their film" asks for persons, not for films.
    (reading.form === 'who' && (model.datasets.get(name)?.who ?? false)) ||
    reading.form === 'where';
  const ranked = reading.rank !== null && at - reading.rank.at <= 5;
  // "top 4 towns visits": what is counted stands right behind the groups that are ranked.
  const beside = followsRanked(scan, name, at);
  const grouped = (model.datasets.get(name)?.event && reading.dimensions.length > 0) || beside;
  if (ranked && grouped && !reading.rankMeasure?.field) {
    const measure = countOf(subject, at);
    if (measure) {
      addMeasure(measure);
      reading.rankMeasure ??= measure.ref;
      use(at, `counts ${model.datasets.get(name)?.noun[1] ?? name}`);
      return true;
    }
  }
  const doer = scan.meaning(at, 'doer');
  doesIt(scan, at, ranked);
  if (doer && ranked && reading.rankMeasure === null && reading.measures.length === 0) {
    reading.rankMeasure = { metric: doer.metric };
    addMeasure({ ref: reading.rankMeasure, from: 'verb', at, counted: null });
  }
  if (shownBeside(scan, name, at)) {
    reading.attributes.push({
      members:
        model.datasets
          .get(name)
          ?.label.slice(0, 1)
          .map((l) => `${name}.${l}`) ?? [],
      at,
    });
    use(at, `with ${model.datasets.get(name)?.noun[0] ?? name}`);
    return true;
  }
  const after = pastPreposition(scan, at);
  const countedAlready = scan.reading.rank !== null && reading.measures.some((m) => m.counted === name);
  if (reading.subject === null && !countedAlready && (ranked || (asks && !after))) {
    reading.subject = { subject, at };
    use(at, `lists ${model.datasets.get(name)?.noun[1] ?? name}`);
  } else use(at, model.datasets.get(name)?.noun[1] ?? name);
  return true;
}

/** "list the nurses and their clinic", "… with the clinic they work in": what each of those listed belongs to is shown with it. */
function shownBeside(scan: ScanContext, name: string, at: number): boolean {
  const { items, model, reading, next } = scan;
  const [first] = reading.mentions;
  // "records longer than an hour with their genre": the things that the question begins with are listed.
  const opens =
    reading.form === null && reading.subject === null && reading.measures.length === 0 && !reading.aggregate;
  const begun =
    opens &&
    first !== undefined &&
    first.at < at &&
    items.slice(0, first.at).every((item) => item.filler || item.values.length > 0)
      ? first
      : null;
  const subject = begun ? { kind: 'dataset' as const, dataset: begun.dataset } : reading.subject?.subject;
  const dataset = model.datasets.get(name);
  const words = wordsBefore(scan, at);
  const owned = /\b(and|with|plus|including|add|by) (their|its|his|her)$/.test(words);
  const told = /\b(and|with) the$/.test(words) && /^(they|it|he|she)$/.test(items[at + 1]?.tokens[0]?.lower ?? '');
  // "with category", "title and genre of": one of its kind, not several, of which each listed thing has its own.
  const single = !/s$/.test(items[at]?.tokens.at(-1)?.lower ?? 's') && (items[at + 1]?.values.length ?? 0) === 0;
  const bare = single && /\b(with|plus|including|and)(?: the)?$/.test(words);
  const shows =
    reading.form === 'list' || (reading.form !== 'count' && (reading.rank !== null || reading.form === 'which'));
  if (!(shows || begun || (reading.form === null && bare)) || subject?.kind !== 'dataset' || !dataset || dataset.event)
    return false;
  if (!(owned || told || bare) || subject.dataset === name) return false;
  if (dataset.label.length === 0 || (items[next(at)]?.number ?? null) !== null || scan.has(next(at), 'by'))
    return false;
  const path = chooseJoinPath(model, subject.dataset, name);
  const has = path !== null && path.length > 0 && path.every((hop) => model.datasets.get(hop.to)?.event === false);
  if (has && begun) reading.subject = { subject, at: begun.at };
  return has;
}

/** "the average amount that guests have paid": after a figure the noun before a verb says who did it; no list of them is asked for. */
function didIt({ items, model, reading, meaning, meanings }: ScanContext, at: number): boolean {
  const dataset = model.datasets.get(meaning(at, 'dataset')?.name ?? '');
  const figure = reading.measures.length + reading.attributes.length > 0 || reading.aggregate !== null;
  if (!dataset?.who || !figure || reading.rank !== null || items[at]?.tokens[0]?.apart) return false;
  let i = at + 1;
  while (
    i < items.length &&
    i <= at + 4 &&
    meanings(i, 'verb').length === 0 &&
    (items[i]?.filler || items[i]?.status === 'used')
  )
    i += 1;
  return meanings(i, 'verb').length > 0;
}

/** "the rating of a film": what is split by is the field, and the noun says whose it is. */
function ofItsField({ items, meanings, before }: ScanContext, name: string, at: number): boolean {
  const of = items.slice(Math.max(0, before(at) + 1), at).some((item) => item.tokens[0]?.lower === 'of');
  return of && meanings(before(at), 'field').some((m) => m.member.startsWith(`${name}.`));
}

function wordsBefore({ items }: ScanContext, at: number): string {
  return items
    .slice(Math.max(0, at - 2), at)
    .flatMap((item) => item.tokens.map((token) => token.lower))
    .join(' ');
}

/** "borrowers in June": the noun says what they did, and a time is that of what they did. */
function doesIt({ items, model, reading, meaning }: ScanContext, at: number, ranked: boolean): void {
  const doer = meaning(at, 'doer');
  const event = model.metrics.get(doer?.metric ?? '')?.dataset;
  const timed = items.some((item, i) => item.time !== null || (i > at && meaning(i, 'grain')));
  const guessed = items[at]?.tokens.some((token) => token.corrected !== null) ?? false;
  if (!event || ranked || !timed || guessed || !model.datasets.get(event)?.event) return;
  if (reading.events.some((e) => e.dataset === event)) return;
  reading.events.push({ dataset: event, at, negated: false, verb: true });
}

/** "what did customers from Japan spend": after an auxiliary the noun says who did it; the list of them is not asked for. */
function doneBy({ items }: ScanContext, at: number): boolean {
  const auxiliary = items.findIndex(
    (item, i) => i < at && /^(did|do|does|have|has|had)$/.test(item.tokens.at(-1)?.lower ?? ''),
  );
  return (
    auxiliary >= 0 &&
    items
      .slice(auxiliary + 1, at)
      .every(
        (item) =>
          item.filler ||
          item.values.length > 0 ||
          isAmountTaken(item) ||
          item.time !== null ||
          item.meanings.some((m) => m.kind === 'adjective' || m.kind === 'named'),
      )
  );
}

/** "the 0.99 films": an amount that narrows the noun. */
function isAmountTaken(item: Item | undefined): boolean {
  return item !== undefined && item.number !== null && item.as?.startsWith('filter') === true;
}

/** "what revenue did the customers …": the figure named right after the question word is what is asked for. */
function asksFigure({ items, has, meaning, next }: ScanContext, at: number): boolean {
  const form = items.findIndex((_, i) => i < at && has(i, 'what'));
  // "what is the late delivery rate of customers in Norway": the rate that is called by its condition is the figure.
  const rate = items.some((_, i) => i > form && i < at && has(i, 'share') && meaning(i - 1, 'named') !== undefined);
  return form >= 0 && (rate || (meaning(next(form), 'metric') !== undefined && next(form) < at));
}

/** "show me the average amount that customers pay", "what did we take on these films": what is asked for was named before. */
function figureNamed({ reading, has, before }: ScanContext, at: number): boolean {
  if (reading.rank !== null || has(before(at), 'which', 'what', 'list')) return false;
  const figures = [...reading.measures, ...(reading.form === 'what' ? reading.verbs : [])];
  return figures.some((figure) => figure.at < at) && (reading.subject === null || reading.subject.at > at);
}

/** "payments (count)", "payments (amount)": which figure of the noun is meant. */
function inBrackets(scan: ScanContext, name: string, at: number): Measure | null {
  if (!isBracketed(scan.items, at + 1)) return null;
  if (scan.has(at + 1, 'count')) return scan.countOf({ kind: 'dataset', dataset: name }, at);
  const value = scan.model.datasets.get(name)?.valueField;
  const found = scan.meanings(at + 1, 'field').some((m) => m.member === `${name}.${value ?? ''}`);
  const sum = found ? findField(scan.model, `${name}.${value ?? ''}`) : undefined;
  const ref = sum ? metricOfField(scan, sum) : null;
  return ref ? { ref, from: 'noun', at, counted: null } : null;
}

/** "top 4 towns visits", "top 3 halls active members": behind the groups stands what they are ranked by. */
function followsRanked({ items, reading, meaning, next }: ScanContext, name: string, at: number): boolean {
  const { subject, rank } = reading;
  // "film revenue": the noun only says of what.
  if (meaning(next(at), 'metric') || meaning(next(at), 'field') || meaning(next(at), 'dataset')) return false;
  if (!subject || !rank || subject.at >= at || subject.at < rank.at || subject.subject.kind === 'grain') return false;
  if (subject.subject.kind === 'dataset' && subject.subject.dataset === name) return false;
  const many = /s$/.test(items[subject.at]?.tokens.at(-1)?.lower ?? '');
  const narrows = (i: number): boolean => (items[i]?.values.length ?? 0) > 0 || meaning(i, 'named') !== undefined;
  return many && items.every((_, i) => i <= subject.at || i >= at || narrows(i));
}

/** "how many of store 2's customers", "how many store 2 customers": what is counted comes after its owner. */
function namesOwner({ items, model, meaning, next }: ScanContext, name: string, at: number): boolean {
  if (!model.datasets.get(name)?.numbered || (items[at + 1]?.number ?? null) === null) return false;
  const owns = /^'?s$/.test(items[at + 2]?.tokens[0]?.lower ?? '');
  return meaning(owns ? next(at + 2) : at + 2, 'dataset') !== undefined;
}

/** Whether the noun hangs on an earlier one: "… of the films", "from customers". */
function pastPreposition(scan: ScanContext, at: number): boolean {
  const { items, reading } = scan;
  let i = at - 1;
  while (
    i >= 0 &&
    (/^(the|our|a|an|all|any|its|their|those|these)$/.test(items[i]?.tokens[0]?.lower ?? '') ||
      (items[i]?.values.length ?? 0) > 0 ||
      isAmountTaken(items[i]) ||
      scan.meaning(i, 'adjective') !== undefined ||
      scan.meaning(i, 'named') !== undefined)
  )
    i -= 1;
  return (
    /^(of|from|for|in|with|at|by|to|on|over|through|across|among)$/.test(items[i]?.tokens.at(-1)?.lower ?? '') &&
    (reading.subject !== null ||
      reading.measures.length > 0 ||
      reading.attributes.length > 0 ||
      reading.verbs.length > 0)
  );
}

/** "the highest fee of any club": the fee is asked for, and the thing says only whose it is. */
function ownsRanked({ items, reading }: ScanContext, name: string, at: number): boolean {
  const single = reading.rank?.count === null && (reading.form === 'what' || reading.form === null);
  const field = reading.rankMeasure?.field?.split('.')[0];
  const before = items.slice((reading.rank?.at ?? at) + 1, at).map((item) => item.tokens.at(-1)?.lower ?? '');
  return single && field === name && before.some((word) => /^(?:of|for|on|among|across)$/.test(word));
}

/** "never at store 2": the number that follows is what is denied, not the kind of thing. */
function namesOne({ model, numberAt }: ScanContext, name: string, at: number): boolean {
  return (model.datasets.get(name)?.numbered ?? false) && numberAt(at + 1) !== null;
}
