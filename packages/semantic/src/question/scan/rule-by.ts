import { isNumeric } from '../../model/is-numeric.js';
import { findField } from '../../model/model.js';
import type { Operator } from '../operators.js';
import type { Subject } from '../reading.js';
import { groupable, groupableNoun, ownField } from './groupable.js';
import { commaBefore } from './joiner-before.js';
import { namesTwo } from './take-alternatives.js';
import { rankedBy } from './ranked-by.js';
import type { ScanContext } from './scan-context.js';

/** by month, per category and store, for each rating, monthly */
export function ruleBy(scan: ScanContext, at: number): boolean {
  const { items, reading, has, meaning, next, subjectOf, use } = scan;
  if (has(at, 'per_head')) return perHead(scan, at);
  if (!has(at, 'by')) return false;
  const word = items[at]?.tokens.map((t) => t.lower).join(' ') ?? '';
  const per = /^(per|each|for each|for every|in each)/.test(word);
  let divides = word === 'per';
  let i = next(at);
  let found = false;
  if (countsOwn(scan, i)) i = next(i);
  if (isKindOfNext(scan, i)) i += 1;
  if (i >= items.length && endsOnGroup(scan, at)) return true;
  if (byThem(scan, at)) return true;
  if (acrossAll(scan, at)) {
    use(at, 'of all');
    return true;
  }
  const eachOne = /\b(each|every)\b/.test(word);
  if ((!eachOne && agentPhrase(scan, i)) || doers(scan, at, i) || namesWho(scan, at) || doneByAll(scan, at, i)) {
    use(at, 'by whom');
    return true;
  }
  while (i < items.length) {
    if (has(i, 'and') && found && groupable(scan, next(i))) i = next(i);
    if (has(i, 'by') && found && rankNoun(scan, next(i))) break;
    if (has(i, 'by') && found && groupable(scan, next(i))) {
      use(i, 'groups');
      divides = items[i]?.tokens.map((t) => t.lower).join(' ') === 'per';
      i = next(i);
    }
    if ((has(i, 'total', 'distinct', 'different' as Operator) || has(i, 'count')) && !groupableNoun(scan, i)) {
      if (!found && rankedBy(scan, at, i)) return true;
      if (!found || !groupable(scan, next(i))) break;
    }
    if (!found && rankedBy(scan, at, i)) return true;
    const named = meaning(i, 'named') && groupable(scan, next(i));
    // "takings per active member": which of them are meant is said before them.
    if (named && divides && !found) {
      i = next(i);
      continue;
    }
    if (named) break;
    const subject = ownField(scan, i) ?? subjectOf(i);
    if (found && isFigure(scan, i)) break;
    if (!subject || !groupable(scan, i)) break;
    if (ownField(scan, i)) {
      use(i, `grouped by ${describeSubject(subject)}`);
      i += 1;
    }
    reading.dimensions.push({ subject, at: i, per, ...(divides ? { ratio: true } : {}) });
    use(i, `grouped by ${describeSubject(subject)}`);
    found = true;
    const extra = next(i);
    if (
      subject.kind === 'dataset' &&
      meaning(extra, 'field') &&
      /^(name|id)$/.test(items[extra]?.tokens[0]?.lower ?? '')
    )
      use(extra, 'name');
    i = next(i);
    if (
      !(has(i, 'and') && groupable(scan, next(i))) &&
      !(has(i, 'by') && groupable(scan, next(i))) &&
      !(groupable(scan, i) && i > 0 && commaBefore(scan, i) && !has(next(i), 'by'))
    )
      break;
  }
  if (found) pairedBefore(scan, at, per);
  if (found) use(at, 'groups');
  return found;
}

/** "by employee: number of payments and amount": a field of amounts after the groups is a figure. */
function isFigure({ meaning, field }: ScanContext, at: number): boolean {
  const found = (meaning(at, 'dataset') ?? meaning(at, 'grain')) ? undefined : field(at);
  return found !== undefined && isNumeric(found) && !found.entity && !found.values;
}

/** "copies, genre by shop": the noun before, set apart from the figure by a pause, is the first of two groups. */
function pairedBefore(scan: ScanContext, at: number, per: boolean): void {
  const { items, reading, model, subjectOf } = scan;
  const i = at - 1;
  const dataset = model.datasets.get(scan.meaning(i, 'dataset')?.name ?? '');
  const noun = items[i]?.tokens.at(-1)?.lower ?? '';
  const bare = items[at]?.tokens.length === 1 && /^(by|per)$/.test(items[at]?.tokens[0]?.lower ?? '');
  if (!bare || i < 1 || noun.endsWith('s') || dataset?.event || !groupableNoun(scan, i) || !commaBefore(scan, i))
    return;
  const subject = subjectOf(i);
  if (!subject || reading.dimensions.some((d) => d.at === i) || reading.subject?.at === i) return;
  for (const list of [reading.mentions, reading.attributes] as { at: number }[][]) {
    const taken = list.findIndex((entry) => entry.at === i);
    if (taken >= 0) list.splice(taken, 1);
  }
  reading.dimensions.unshift({ subject, at: i, per });
}

/** "…, how many in each?", "rented by": at the end of a question it points back at what was named. */
function endsOnGroup({ items, reading, use }: ScanContext, at: number): boolean {
  const grouped = reading.dimensions.length > 0 || reading.subject !== null;
  const agent = items[at]?.tokens.at(-1)?.lower === 'by';
  if (!grouped && !agent) return false;
  use(at, agent ? 'by whom' : 'of those named');
  return true;
}

/** "revenue per head": the average over those who do what is measured. */
function perHead(scan: ScanContext, at: number): boolean {
  const { items, model, reading, use } = scan;
  // "what part does each one make up": each of those that are named.
  if (items[at]?.tokens.at(-1)?.lower === 'one' && namesTwo(scan)) {
    use(at, 'each of those named');
    return true;
  }
  if (items[at]?.tokens.at(-1)?.lower === 'one') {
    const noun = items.findLastIndex(
      (item, i) => i < at && /s$/.test(item.tokens.at(-1)?.lower ?? '') && isThing(scan, i),
    );
    const subject = noun >= 0 ? scan.subjectOf(noun) : null;
    if (subject) {
      if (reading.subject?.at === noun) reading.subject = null;
      reading.dimensions.push({ subject, at: noun, per: true });
      use(at, 'each of those named');
      use(noun, 'each of these');
      return true;
    }
  }
  const who = [...model.datasets.values()].find((d) => d.who && d.doers.size > 0);
  if (!who) return false;
  reading.aggregate ??= { aggregate: 'avg', fraction: null, at };
  reading.dimensions.push({ subject: { kind: 'dataset', dataset: who.name }, at, per: true });
  use(at, `per ${who.noun[0]}`);
  return true;
}

/** "by dentist practitioner": the kind narrows the things that are grouped by. */
function isKindOfNext({ items, meaning }: ScanContext, at: number): boolean {
  const noun = meaning(at + 1, 'dataset')?.name;
  const item = items[at];
  return item?.meanings.length === 0 && item.values.some(({ member }) => member.split('.')[0] === noun);
}

/** Whether a noun names things that have figures: not what happened. */
function isThing({ model, meaning, meanings }: ScanContext, at: number): boolean {
  const dataset = model.datasets.get(meaning(at, 'dataset')?.name ?? '');
  return dataset ? !dataset.event : meaning(at, 'grain') !== undefined || meanings(at, 'field').length > 0;
}

/** "each of our two employees": how many there are is said in passing. */
function countsOwn({ items, meaning, next, use }: ScanContext, at: number): boolean {
  const own = /^(our|the|these|those|my|all)$/.test(items[at - 1]?.tokens.at(-1)?.lower ?? '');
  if (!own || items[at]?.number === null || items[at]?.number === undefined || !meaning(next(at), 'dataset'))
    return false;
  use(at, 'said in passing');
  return true;
}

/** "top 2 customers in each store by rentals": after a ranking, an event or figure is what ranks. */
function rankNoun(scan: ScanContext, at: number): boolean {
  return (
    scan.reading.rank !== null &&
    (scan.meaning(at, 'metric') !== undefined ||
      scan.has(at, 'count', 'total') ||
      scan.model.datasets.get(scan.meaning(at, 'dataset')?.name ?? '')?.event === true)
  );
}

/** "rung up by Jon Stephens": what follows is one named thing, and nothing is grouped. */
function namesWho(scan: ScanContext, at: number): boolean {
  const { items, model, meaning, meanings } = scan;
  if (namesColleague(scan, at)) return true;
  const named = items[at + 1];
  if (items[at]?.tokens.at(-1)?.lower !== 'by' || !named || named.values.length === 0 || named.meanings.length > 0)
    return false;
  // "turnover by nurse" sorts by those who are nurses; "paid by card" says how.
  const isName = named.values.some(({ member }) => {
    const field = findField(model, member);
    const isLabel = model.datasets.get(field?.dataset ?? '')?.label.includes(field?.name ?? '') ?? false;
    return isLabel || field?.person === true || field?.partOfName === true;
  });
  // "payments by card": a field of what is named says how it was done.
  const how = named.values.some(({ member }) => member.split('.')[0] === meaning(at - 1, 'dataset')?.name);
  return (
    isName ||
    how ||
    meanings(at - 1, 'verb').length > 0 ||
    (items[at - 1]?.values.length ?? 0) > 0 ||
    items.slice(0, at).some((_, i) => meanings(i, 'verb').length > 0)
  );
}

/** "by our colleague Jon Stephens": the noun says what the one who is named is. */
function namesColleague({ items, model, meaning, next }: ScanContext, at: number): boolean {
  const noun = next(at);
  const dataset = model.datasets.get(meaning(noun, 'dataset')?.name ?? '');
  const labels = dataset?.label.map((name) => `${dataset.name}.${name}`) ?? [];
  const by = items[at]?.tokens.at(-1)?.lower === 'by';
  return by && dataset?.who === true && (items[noun + 1]?.values.some((v) => labels.includes(v.member)) ?? false);
}

/** "each clerk with the fines collected by him or her": those who are named already. */
function byThem({ items, reading, has, use }: ScanContext, at: number): boolean {
  const named = reading.dimensions.length > 0 || reading.subject !== null;
  const whom = (i: number): boolean =>
    /^(him|her|them|himself|herself|themselves)$/.test(items[i]?.tokens[0]?.lower ?? '');
  if (!named || items[at]?.tokens.at(-1)?.lower !== 'by' || !whom(at + 1)) return false;
  for (let i = at; whom(i) || i === at || (has(i, 'or', 'and') && whom(i + 1)); i++) use(i, 'by those named');
  return true;
}

/** "the average amount across all of the payments": all of them together, where nothing is split up; "the total fee of every hall": each has one. */
function acrossAll({ items, model, reading, has, meaning, next }: ScanContext, at: number): boolean {
  const added = reading.attributes.at(-1);
  const field = findField(model, added?.members[0] ?? '');
  const noun = meaning(next(at), 'dataset');
  const text = items[at]?.tokens.map((t) => t.lower).join(' ') ?? '';
  const split = /^(split|divide|break|broken|spread|distribute|distributed|share|shared|compare|list|vary|differ)/;
  if (/^(of|for) every( single)?$/.test(text) && reading.total && added && isNumeric(field) && next(added.at) === at)
    return noun?.name === field?.dataset;
  return (
    text === 'across all' &&
    meaning(next(at), 'dataset') !== undefined &&
    reading.dimensions.length === 0 &&
    !items.some((item, i) => i < at && split.test(item.tokens[0]?.lower ?? '')) &&
    items.some((_, i) => i < at && has(i, 'count', 'how_much', 'total', 'average', 'median'))
  );
}

/** "rentals by customers from Canada": the by of who did it, not of a grouping. */
function agentPhrase(scan: ScanContext, at: number): boolean {
  const { items, model, reading, meaning, next } = scan;
  const dataset = meaning(at, 'dataset');
  const word = items[at]?.tokens.at(-1)?.lower ?? '';
  const after = items[at + 1]?.tokens[0]?.lower ?? '';
  return (
    dataset !== undefined &&
    model.datasets.get(dataset.name)?.who === true &&
    word.endsWith('s') &&
    /^(from|in|living|who|with|at|of)$/.test(after) &&
    (items[next(at)]?.values.length ?? 0) > 0 &&
    reading.rank === null
  );
}

/** "paid by people in China", "how many were hired by our customers": after what is done, those who do it; one figure or another group is asked for. */
function doers(scan: ScanContext, by: number, from: number): boolean {
  const { items, model, reading, has, meaning } = scan;
  // "made by inactive members": what they are is said before what they are called.
  const at = meaning(from, 'named') && meaning(from + 1, 'dataset') ? from + 1 : from;
  const noun = items[at]?.tokens.at(-1)?.lower ?? '';
  // "borrowed most by members": the rank stands between what is done and those who do it.
  const verb = has(by - 1, 'most', 'least') ? by - 2 : by - 1;
  const done = items[verb]?.tokens.at(-1)?.lower ?? '';
  if (
    items[by]?.tokens.at(-1)?.lower !== 'by' ||
    !(/s$|people/.test(noun) || items[at - 1]?.tokens[0]?.lower === 'the')
  )
    return false;
  if (model.datasets.get(meaning(at, 'dataset')?.name ?? '')?.who !== true) return false;
  if (items.slice(by + 1, at).some((item) => /^(each|every|individual)$/.test(item.tokens[0]?.lower ?? '')))
    return false;
  const participle = /(ed|en)$/.test(done) || /^(made|paid|spent|lent|kept|brought|held|done)$/.test(done);
  if (!participle || meaning(verb, 'dataset')) return false;
  const figure = reading.total || reading.aggregate !== null || reading.measures.some((m) => m.counted !== null);
  return (
    figure ||
    reading.rank !== null ||
    reading.subject !== null ||
    reading.dimensions.length > 0 ||
    items.some((_, i) => i < by && has(i, 'count', 'how_much', 'how_often', 'how_long', 'average', 'total', 'share'))
  );
}

/** "how much was earned by films that …": one figure is asked for, and those who did it are all of them, not one by one. */
function doneByAll(scan: ScanContext, at: number, from: number): boolean {
  const { items, reading, meaning, meanings, has } = scan;
  const thing = pastNarrowing(scan, from);
  const word = items[thing]?.tokens.at(-1)?.lower ?? '';
  const said = items[at]?.tokens.map((t) => t.lower).join(' ');
  const before = items.slice(at + 1, thing);
  const earlier = items.slice(0, at);
  const asksForOne = earlier.some((_, i) => has(i, 'how_much', 'how_often', 'how_long', 'count', 'total'));
  // "made by our Drama films", "spent by those customers": which of them are meant is said, so that they are no groups.
  const narrowed = before.some((item) => !item.filler || /^(our|my|your)$/.test(item.tokens[0]?.lower ?? ''));
  return (
    said === 'by' &&
    (asksForOne || narrowed) &&
    !earlier.some((_, i) => has(i, 'which', 'by', 'most', 'least', 'top') || (has(i, 'list') && !asksForOne)) &&
    reading.rank === null &&
    meaning(thing, 'dataset') !== undefined &&
    (narrowed || meaning(thing, 'field') === undefined) &&
    (word.endsWith('s') || word === 'people' || takesOne(scan, at, thing)) &&
    meanings(at - 1, 'verb').length > 0 &&
    PAST.test(items[at - 1]?.tokens[0]?.lower ?? '')
  );
}

/** "by all our Drama films", "by the median member": what narrows the noun, or says how it is taken, stands before it. */
function pastNarrowing({ items, has, meaning, next }: ScanContext, from: number): number {
  let i = from;
  while (
    i < items.length &&
    !meaning(i, 'dataset') &&
    ((items[i]?.values.length ?? 0) > 0 ||
      meaning(i, 'named') ||
      has(i, 'every', 'list', 'pronoun', 'average', 'median'))
  )
    i = next(i);
  return i;
}

/** "spent by the average customer": one who stands for all of them. */
function takesOne({ items, has }: ScanContext, at: number, thing: number): boolean {
  return items.slice(at, thing).some((_, i) => has(at + i, 'average', 'median'));
}

/** Verbs as they stand after "was" and "were". */
const PAST = /(?:ed|en|pt|ut|ade|nt|ld|ne|rn|ght|un)$/;

function describeSubject(subject: Subject): string {
  return subject.kind === 'dataset'
    ? subject.dataset
    : subject.kind === 'field'
      ? (subject.member.split('.')[1] ?? '').replaceAll('_', ' ')
      : subject.grain.replaceAll('_', ' ');
}
