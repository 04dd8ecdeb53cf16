import { chooseJoinPath } from '../../plan/join-path.js';
import type { SetPhrase, Subject } from '../reading.js';
import { clauseBefore, type Clause } from './clause-before.js';
import type { ScanContext } from './scan-context.js';

/** in every month, in all stores, in both stores, the same film twice, only at store 1: what holds of all that belongs to a thing. */
export function ruleSet(scan: ScanContext, at: number): boolean {
  return notBoth(scan, at) || coversAll(scan, at) || sharesOne(scan, at) || hasOnly(scan, at);
}

/** "either Action or Comedy but not both" */
function notBoth({ items, reading, has, next, use }: ScanContext, at: number): boolean {
  const both = next(at);
  if (!has(at, 'except', 'not') || !has(both, 'both') || items.slice(both + 1).some((item) => !item.filler))
    return false;
  reading.notBoth = true;
  use(at, 'not both');
  use(both, 'not both');
  return true;
}

/** "rented at least two different …", "in more than one …": so many different values. *Returns* false when rows are counted. */
export function takeDistinctCount(
  scan: ScanContext,
  c: {
    readonly at: number;
    readonly op: SetPhrase['op'] | 'between';
    readonly values: readonly number[];
    readonly last: number;
  },
): boolean {
  const { items, has, meaning, next, use } = scan;
  const [value] = c.values;
  if (c.op === 'between' || value === undefined) return false;
  let noun = next(c.last);
  const suffix = has(noun, 'or_more') ? ('gte' as const) : has(noun, 'or_less') ? ('lte' as const) : null;
  if (suffix) noun = next(noun);
  const different = has(noun, 'distinct');
  if (different) noun = next(noun);
  const subject = valueNoun(scan, noun);
  const inside = /^(in|at|from|across|on|during)$/.test(items[c.at - 1]?.tokens.at(-1)?.lower ?? '');
  if (!subject || !(different || inside) || (meaning(noun, 'unit') && !different && !inside)) return false;
  const clause = clauseBefore(scan, c.at) ?? wayTo(scan, c.at, subject);
  if (!clause || names(subject, clause.entity) || names(subject, clause.link)) return false;
  push(scan, clause, { kind: 'distinct', subject, op: suffix ?? c.op, value, at: c.at });
  for (let i = c.at; i <= noun; i++) use(i, `different ${wordOf(scan, noun)}`);
  return true;
}

/** "in every month", "in both stores" */
function coversAll(scan: ScanContext, at: number): boolean {
  const { items, reading, has, numberAt, use } = scan;
  const words = items[at]?.tokens.map((t) => t.lower).join(' ') ?? '';
  const both = has(at, 'both');
  const place = prefixed(scan, at);
  const every = has(at, 'every') || (has(at, 'by') && /(^| )(in|from|at) (each|every)$/.test(place));
  const all =
    /(^| )all( of)?( the)?$/.test(words) && (/(^| )(in|at|from|across) all/.test(place) || words.includes(' '));
  if (!both && !every && !all) return false;
  let noun = at + 1;
  while (/^(the|our|of|possible|single|existing|different|available)$/.test(items[noun]?.tokens[0]?.lower ?? ''))
    noun += 1;
  // "all 12 genres": how many there are is said as well.
  const said = all || every ? numberAt(noun) : null;
  if (said !== null) noun += 1;
  const subject = valueNoun(scan, noun);
  if (!subject || numberAt(noun + 1) !== null) return false;
  const listing =
    reading.measures.length === 0 && reading.dimensions.length === 0 && reading.rank === null && !asksFigure(scan);
  if ((has(at, 'by') || all) && reading.rank !== null) return false;
  const clause = clauseBefore(scan, at);
  // "how many rented every month" may as well ask for each month: only "in every month" says that all of them are meant.
  if (
    clause &&
    !listing &&
    !both &&
    subject.kind === 'grain' &&
    (has(at, 'by') || !/(^| )(in|during) (every|all)/.test(place))
  )
    return false;
  if (clause && has(at, 'by') && !listing) return false;
  const found = clause ?? (listing || both ? wayTo(scan, at, subject) : null);
  // "revenue in every store": nothing happened to a thing that could cover them all, so each is shown.
  if (!found && has(at, 'every') && !listsThing(scan, at)) {
    reading.dimensions.push({ subject, at: noun, per: true });
    for (let i = at; i <= noun; i++) use(i, `grouped by ${wordOf(scan, noun)}`);
    return true;
  }
  if (!found || names(subject, found.entity) || names(subject, found.link)) return false;
  push(
    scan,
    found,
    both || said !== null
      ? { kind: 'distinct', subject, op: 'gte', value: said ?? 2, at }
      : { kind: 'all', subject, op: 'eq', value: 0, at },
  );
  for (let i = at; i <= noun; i++) use(i, `${both ? 'both' : 'every'} ${wordOf(scan, noun)}`);
  return true;
}

/** "the same film more than once", "the same film again" */
function sharesOne(scan: ScanContext, at: number): boolean {
  const { reading, model, has, ops, numberAt, next, use } = scan;
  if (!has(at, 'same')) return false;
  const noun = next(at);
  const subject = valueNoun(scan, noun);
  const clause = subject ? clauseBefore(scan, at) : null;
  if (!subject || !clause || names(subject, clause.entity)) return false;
  const after = next(noun);
  const said = has(after, 'again') ? { op: 'gte' as const, value: 2, last: after } : timesSaid();
  const metric = model.datasets.get(clause.link)?.countMetric;
  const earlier = said ? -1 : reading.figureConditions.findIndex((c) => c.measure.metric === metric && !c.against);
  const before = reading.figureConditions[earlier];
  if (!said && (!before || before.op === 'between' || before.values[0] === undefined)) return false;
  if (before) reading.figureConditions.splice(earlier, 1);
  const { op, value } = said ?? { op: before?.op as SetPhrase['op'], value: before?.values[0] ?? 2 };
  push(scan, clause, { kind: 'same', subject, op, value, at });
  // "by the same customer": the word before groups nothing.
  for (let i = has(at - 1, 'by') ? at - 1 : at; i <= (said?.last ?? noun); i++)
    use(i, `the same ${wordOf(scan, noun)}`);
  return true;

  function timesSaid(): { op: SetPhrase['op']; value: number; last: number } | null {
    const op = ops(after).find((o): o is 'gt' | 'gte' | 'eq' => o === 'gt' || o === 'gte' || o === 'eq');
    const number = op ? next(after) : after;
    const value = numberAt(number);
    if (value === null) return null;
    const tail = next(number);
    const last = has(tail, 'times') ? tail : number;
    if (has(next(last), 'or_more')) return { op: 'gte', value, last: next(last) };
    return { op: op ?? 'gte', value, last };
  }
}

/** "only rented at store 1", "rented only Comedy", "films only in store 2", "in only one store" */
function hasOnly(scan: ScanContext, at: number): boolean {
  const { reading, model, has, meaning, meanings, numberAt, next, before, use } = scan;
  if (!has(at, 'only')) return false;
  const after = next(at);
  if (numberAt(after) !== null)
    return takeDistinctCount(scan, { at: at, op: 'eq', values: [numberAt(after) ?? 0], last: after });
  const verb = meanings(after, 'verb').find((v) => v.of === 'dataset' && model.datasets.has(v.name));
  const clause = (verb ? clauseBefore(scan, after + 1) : null) ?? clauseBefore(scan, at);
  if (clause && (clause.negated || (verb && numberAt(next(after)) !== null))) return false;
  // "titles kept only at store 1": a verb that says nothing else stands between the things and the word.
  const verbal = meaning(before(at), 'dataset') === undefined && meanings(before(at), 'verb').length > 0;
  const thing = meaning(verbal ? before(before(at)) : before(at), 'dataset')?.name;
  const own = model.datasets.get(thing ?? '');
  if (!clause && (!own || own.event || reading.measures.some((m) => m.counted !== thing) || reading.rank)) return false;
  push(scan, clause ?? { entity: thing ?? null, link: null, at, negated: false }, {
    kind: 'only',
    subject: null,
    op: 'eq',
    value: 0,
    at,
  });
  use(at, 'nothing else');
  reading.connectors.push({ op: 'only', at });
  return true;
}

function push(
  { reading }: ScanContext,
  clause: Omit<Clause, 'link'> & { readonly link: string | null },
  phrase: Pick<SetPhrase, 'kind' | 'subject' | 'op' | 'value' | 'at'>,
): void {
  reading.sets.push({
    ...phrase,
    entity: clause.entity,
    link: clause.link,
    negated: clause.negated,
    from: Math.min(clause.at, phrase.at),
  });
}

/** "films in every store": without a verb, the way from the thing to the values says what belongs to it. */
function wayTo(scan: ScanContext, at: number, subject: Subject): Clause | null {
  const { model, meaning, before } = scan;
  const entity = meaning(before(at), 'dataset')?.name;
  if (!entity || model.datasets.get(entity)?.event || subject.kind === 'grain') return null;
  const to = subject.kind === 'dataset' ? subject.dataset : (subject.member.split('.')[0] ?? '');
  const many = chooseJoinPath(model, entity, to)?.[0];
  return many?.direction === 'many' ? { entity, link: many.to, at, negated: false } : null;
}

/** A noun whose values can be covered or counted: things, a field or a stretch of time; what happens is counted by rows. */
function valueNoun(scan: ScanContext, at: number): Subject | null {
  const { items, model } = scan;
  if (items[at]?.status !== 'open' || (items[at]?.values.length ?? 0) > 0) return null;
  const subject = scan.subjectOf(at);
  if (subject?.kind === 'dataset' && model.datasets.get(subject.dataset)?.event) return null;
  return subject;
}

/** "for how many days are …", "how often are …": a figure is asked for, whatever noun comes to stand for it. */
function asksFigure({ reading, has }: ScanContext): boolean {
  return /^how_(?:much|often|long)$/.test(reading.form ?? '') || reading.attributes.some(({ at }) => has(at, 'count'));
}

/** Whether things are asked for and no figure is. */
function listsThing({ reading, model, meaning }: ScanContext, at: number): boolean {
  if (reading.measures.length > 0) return false;
  for (let i = 0; i < at; i++) {
    const dataset = model.datasets.get(meaning(i, 'dataset')?.name ?? '');
    if (dataset) return !dataset.event;
  }
  return false;
}

function names(subject: Subject, dataset: string | null): boolean {
  return subject.kind === 'dataset' && subject.dataset === dataset;
}

function prefixed({ items }: ScanContext, at: number): string {
  return [items[at - 1]?.tokens.at(-1), ...(items[at]?.tokens ?? [])].map((t) => t?.lower ?? '').join(' ');
}

function wordOf({ items }: ScanContext, at: number): string {
  return items[at]?.tokens.map((t) => t.lower).join(' ') ?? '';
}
