import type { Filter } from '@copilot/contracts';
import { memberOf } from '../../model/model.js';
import { nameOf } from '../../model/name-of.js';
import type { Operator } from '../../question/operators.js';
import type { Change } from './change-query.js';
import { sameTarget } from './same-target.js';

/** "top 3", "show only 5", "lowest first": how many are shown, and in which order. */
export function changeOrder(change: Change): void {
  showAll(change);
  changeRank(change);
  boundSaid(change);
  changeLimit(change);
  changeDirection(change);
  turnOrder(change);
}

/** "now by genre, all of them", "the whole list": no longer only the first. */
function showAll(change: Change): void {
  const { items, reading } = change.input;
  const words = items.flatMap((item) => item.tokens.map((token) => token.lower)).join(' ');
  const all =
    /\b(?:all of them|all of those|the whole list|the full list|the complete list|not (?:only|just) the (?:top|first))\b/;
  if (change.limit === null || reading.rank !== null || !all.test(words)) return;
  [change.limit, change.touched, change.shownWhole] = [null, true, true];
  for (const item of items)
    if (
      item.status === 'open' &&
      /\b(?:all|whole|full|complete|list)\b/.test(item.tokens.map((t) => t.lower).join(' '))
    )
      [item.status, item.as] = ['used', 'all of them'];
}

/** "now the other end of the list": the order that was, turned round. */
function turnOrder(change: Change): void {
  const said = change.input.items.find((item) =>
    item.meanings.some((m) => m.kind === 'operator' && m.op === 'reverse'),
  );
  if (!said || change.dimensions.length === 0) return;
  const sort = change.sort.length > 0 ? change.sort : [{ by: 'metric:0', direction: 'desc' as const }];
  change.sort = sort.map((s) => ({ ...s, direction: s.direction === 'desc' ? 'asc' : 'desc' }));
  [said.status, said.as] = ['used', 'from the other end'];
  change.touched = true;
}

function changeRank(change: Change): void {
  const { rank, rankMeasure } = change.input.reading;
  if (!rank) return;
  change.limit = Math.min(200, Math.max(1, rank.count ?? countBeside(change) ?? change.limit ?? 1));
  const by = rankMeasure ? change.metrics.findIndex((m) => m.metric === rankMeasure.metric) : 0;
  change.sort = change.entity
    ? change.sort.map((s) => ({ ...s, direction: rank.direction }))
    : [{ by: `metric:${Math.max(0, by)}`, direction: rank.direction }];
  change.touched = true;
}

/** "the 4 that go out the least", "which six by takings": how many, with no noun behind the number. */
function countBeside({ input: { items } }: Change): number | null {
  const at = items.findIndex(
    (item, i) =>
      item.status === 'open' &&
      item.number !== null &&
      Number.isInteger(item.number) &&
      (i === 0 || /^(the|which|only|just|those|these|now|and)$/.test(items[i - 1]?.tokens.at(-1)?.lower ?? '')),
  );
  const item = items[at];
  if (!item) return null;
  [item.status, item.as] = ['used', 'how many to show'];
  return item.number;
}

const BOUNDS = ['gt', 'gte', 'lt', 'lte'] as const;

/** "only those over 40": a bound on the figure that is shown. */
function boundFigure(change: Change): boolean {
  const { items } = change.input;
  const at = items.findIndex(
    (item, i) =>
      item.status === 'open' &&
      items[i + 1]?.status === 'open' &&
      (items[i + 1]?.number ?? null) !== null &&
      BOUNDS.some((op) => item.meanings.some((m) => m.kind === 'operator' && m.op === op)),
  );
  const [item, number] = [items[at], items[at + 1]];
  const op = BOUNDS.find((bound) => item?.meanings.some((m) => m.kind === 'operator' && m.op === bound));
  if (!item || !number || op === undefined) return false;
  if (change.dimensions.length === 0 || change.metrics.length !== 1 || number.number === null) return true;
  change.having = [{ metric: 0, op, values: [number.number] }];
  for (const used of [item, number]) [used.status, used.as] = ['used', 'condition on the figure'];
  change.touched = true;
  return true;
}

const SAID = { gt: 'above', gte: 'at least', lt: 'below', lte: 'at most', eq: '=', between: 'between' } as const;

/** "just the ones over 20": a bound on the figure that is shown, or, of payments that were counted, on what each is worth. */
function boundSaid(change: Change): void {
  const { reading, model } = change.input;
  const [bound, ...more] = reading.figureConditions;
  const [shown, ...others] = change.metrics;
  if (!bound || bound.against || more.length > 0 || others.length > 0 || change.newFigure) return;
  const at = change.dimensions.length > 0 && JSON.stringify(shown) === JSON.stringify(bound.measure) ? 0 : -1;
  if (at === 0) {
    change.having = [{ metric: 0, op: bound.op, values: [...bound.values] }];
    change.touched = true;
    return;
  }
  const [counted, measured] = [shown?.metric, bound.measure.metric].map((name) => model.metrics.get(name ?? ''));
  const of = model.datasets.get(counted?.dataset ?? '');
  const value = of?.fields.get(of.valueField ?? '');
  if (!of || !value || of.countMetric !== counted?.name || measured?.dataset !== of.name) return;
  if (measured.argument !== value.name || measured.aggregate !== 'sum') return;
  const filter: Filter = {
    kind: 'compare',
    member: memberOf(value),
    op: bound.op,
    values: [...bound.values],
    label: `${nameOf(value)} ${SAID[bound.op]} ${bound.values.join(' and ')}`,
  };
  change.filters = [...change.filters.filter((f) => !sameTarget(f, filter)), filter];
  change.touched = true;
}

/** A number alone says how many; where all were shown before, it takes "only" or "first" to say so. */
function changeLimit(change: Change): void {
  const { items, reading } = change.input;
  if (boundFigure(change)) return;
  const number = items.find(
    (item) => item.status === 'open' && item.number !== null && item.meanings.every((m) => m.kind === 'filler'),
  );
  const reranked = change.newFigure && change.limit !== null;
  if (!number?.number || !Number.isInteger(number.number) || (change.touched && !reranked)) return;
  const ranks = change.limit !== null || (reading.only && change.dimensions.length > 0 && change.metrics.length > 0);
  if (!ranks) return;
  if (change.limit === null && change.sort.length === 0) change.sort = [{ by: 'metric:0', direction: 'desc' }];
  change.limit = Math.min(200, Math.max(1, number.number));
  [number.status, number.as] = ['used', 'how many to show'];
  change.touched = true;
}

function changeDirection(change: Change): void {
  const { items, reading } = change.input;
  if (/^(sort|order)$/.test(items[0]?.tokens[0]?.lower ?? '') && change.dimensions.length > 0) {
    const by = change.metrics.findIndex((m) => m.metric !== undefined && m.metric === reading.measures[0]?.ref.metric);
    if (by >= 0) change.sort = [{ by: `metric:${by}`, direction: 'desc' }];
  }
  for (const [op, direction] of [
    ['ascending', 'asc'],
    ['descending', 'desc'],
  ] as const) {
    const said = items.find((item) =>
      item.meanings.some((m) => m.kind === 'operator' && m.op === (op satisfies Operator)),
    );
    if (!said || (change.dimensions.length === 0 && change.sort.length === 0)) continue;
    change.sort =
      change.sort.length > 0
        ? change.sort.map((s) => ({ ...s, direction }))
        : [{ by: change.metrics.length > 0 ? 'metric:0' : 'dimension:0', direction }];
    [said.status, said.as] = ['used', direction === 'asc' ? 'lowest first' : 'highest first'];
    change.touched = true;
  }
}
