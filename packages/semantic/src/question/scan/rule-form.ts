import { findField, memberOf } from '../../model/model.js';
import { nameOf } from '../../model/name-of.js';
import type { Operator } from '../operators.js';
import type { Reading } from '../reading.js';
import type { ScanContext } from './scan-context.js';

/** how much, which, who, list, compare: the kind of answer that the question wants. */
export function ruleForm(scan: ScanContext, at: number): boolean {
  const { items, model, reading, ops, meaning, use } = scan;
  // "customer names" names a field, "name the customers" asks for a list.
  if (/^names?$/.test(items[at]?.tokens[0]?.lower ?? '') && meaning(at - 1, 'dataset')) return false;
  const forms: Partial<Record<Operator, Reading['form']>> = {
    how_much: 'how_much',
    how_often: 'how_often',
    how_long: 'how_long',
    which: 'which',
    what: 'what',
    who: 'who',
    where: 'where',
    when: 'when',
    list: 'list',
    compare: 'compare',
  };
  const op = ops(at).find((o) => forms[o] !== undefined || o === 'yes_no');
  if (!op) return false;
  // "how many guests did we see": once it is said what is asked for, a verb of the model is no request.
  if (op === 'list' && reading.form !== null && scan.meanings(at, 'verb').length > 0) return false;
  // "films whose …": no person is asked for.
  const noun = model.datasets.get(meaning(at - 1, 'dataset')?.name ?? '');
  if (op === 'who' && noun && !noun.who && items[at]?.tokens[0]?.lower === 'whose') {
    use(at, 'of which');
    return true;
  }
  if (op === 'which' && relative(scan, at)) {
    use(at, 'of which');
    return true;
  }
  if (op === 'how_long' && lengthToo(scan, at)) return true;
  if (op === 'when' && picksDay(scan, at)) {
    reading.form = 'which';
    reading.subject ??= { subject: { kind: 'grain', grain: 'day' }, at };
    use(at, 'by day');
    return true;
  }
  if (op === 'yes_no') {
    if (at !== 0) return false;
    reading.form ??= 'yes_no';
  } else if (
    reading.form === null ||
    reading.form === 'list' ||
    // "what do all the discs cost": how many are meant, not that they are to be listed.
    (reading.form === 'what' && items[at]?.tokens[0]?.lower !== 'all') ||
    (reading.form === 'yes_no' && op !== 'what')
  )
    reading.form = forms[op] ?? null;
  if (op === 'compare') reading.connectors.push({ op: 'compare', at });
  use(at, 'question form');
  return true;
}

/** "what does ALPHA DAWN cost and how long is it": behind another question about the thing that is named, its length is asked for too. */
function lengthToo({ items, model, reading, use }: ScanContext, at: number): boolean {
  if (reading.form !== 'what' && reading.form !== 'how_much') return false;
  if (
    !items.slice(0, at).some((item) => item.meanings.some((m) => m.kind === 'operator' && m.op === 'and')) &&
    !(items[at]?.tokens[0]?.apart ?? false)
  )
    return false;
  const fields = items
    .flatMap((item) => item.values)
    .flatMap(({ member }) => {
      const of = model.datasets.get(findField(model, member)?.dataset ?? '');
      return of?.label.some((name) => member === `${of.name}.${name}`) ? [...of.fields.values()] : [];
    });
  const lasting = fields.find((f) => f.moreWords.includes('long'));
  if (!lasting) return false;
  reading.attributes.push({ members: [memberOf(lasting)], at });
  use(at, `field ${nameOf(lasting)}`);
  return true;
}

/** "the visits which were made in May": it goes on about the noun before and asks for nothing. */
function relative({ items, reading, meaning, meanings, before }: ScanContext, at: number): boolean {
  const word = items[at + 1]?.tokens[0]?.lower ?? '';
  const noun = meaning(before(at), 'dataset') !== undefined && before(at) === at - 1;
  return (
    noun &&
    reading.form !== null &&
    items[at]?.tokens.length === 1 &&
    items[at]?.tokens[0]?.apart === false &&
    (/^(is|are|was|were|have|has|had|do|does|did|we|you|they)$/.test(word) || meanings(at + 1, 'verb').length > 0)
  );
}

/** "on which date did we lend the most", "on which days were there over 90 sales": the days are ranked or bounded, no time is looked up. */
function picksDay({ items, has, meaning, numberAt, next }: ScanContext, at: number): boolean {
  const after = items.map((_, i) => i).filter((i) => i > at);
  const bounds = (i: number): boolean =>
    has(i, 'above_average', 'below_average') ||
    (has(i, 'gt', 'gte', 'lt', 'lte') && numberAt(next(i)) !== null && !meaning(next(next(i)), 'unit')) ||
    (numberAt(i) !== null && has(next(i), 'or_more', 'or_less'));
  return (
    /^(date|day)s?$/.test(items[at]?.tokens.at(-1)?.lower ?? '') &&
    after.some((i) => has(i, 'most', 'least') || bounds(i))
  );
}
