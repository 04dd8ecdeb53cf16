import type { Filter, TimeGrain } from '@copilot/contracts';
import type { Model } from '../model/model.js';
import type { Hop } from '../plan/join-path.js';
import { grainExpression } from './grain.js';
import { literal } from './literal.js';
import { CompileProblem, createSource, type Aliases, type Source } from './source.js';

type Exists = Extract<Filter, { kind: 'exists' }>;
interface Values {
  readonly member: string;
  readonly grain?: TimeGrain;
}

interface SetInput {
  readonly filter: Exists;
  /** The step from the tested row to the rows of the set. */
  readonly hop: Hop;
  readonly anchor: string;
  readonly inner: Source;
  readonly conditions: readonly string[];
  readonly aliases: Aliases;
  readonly model: Model;
}

const SYMBOL = { eq: '=', ne: '<>', gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

/**
 * A condition on the set of rows that belong to one row: they cover every value, have so many different ones, share one so often, or add up to
 * so much.
 * Grouped once by the key of the tested row instead of counted again for each, and never joined, so no row of the outside is repeated.
 */
export function setCondition({ filter, hop, anchor, inner, conditions, aliases, model }: SetInput): string {
  const { relationship, direction } = hop;
  const [near, far] =
    direction === 'one'
      ? [relationship.fromColumns, relationship.toColumns]
      : [relationship.toColumns, relationship.fromColumns];
  const keys = far.map((column) => `${inner.baseAlias}.${column}`);
  const outer = near.map((column) => `${anchor}.${column}`);
  const values = (of: Values): string => valuesOf(of, inner);
  const groups = [...keys, ...(filter.same ? [values(filter.same)] : [])];
  const { having, negate } = comparison(filter, values, inner, aliases, model);
  const where = [...keys.map((key) => `${key} IS NOT NULL`), ...conditions].join('\n    AND ');
  const subselect = `SELECT ${keys.join(', ')}\n  FROM ${inner.from().replaceAll('\n', '\n  ')}\n  WHERE ${where}\n  GROUP BY ${groups.join(', ')}\n  HAVING ${having}`;
  const left = outer.length === 1 ? outer.join('') : `(${outer.join(', ')})`;
  return `${left} ${negate ? 'NOT IN' : 'IN'} (\n  ${subselect}\n)`;
}

/** What each group must meet. A condition that no rows at all would meet as well is turned round, so that such rows are not lost. */
function comparison(
  filter: Exists,
  values: (of: Values) => string,
  inner: Source,
  aliases: Aliases,
  model: Model,
): { having: string; negate: boolean } {
  const negated = filter.negate ?? false;
  if (filter.all) {
    const having = `COUNT(DISTINCT ${values(filter.all)}) = ${domain(filter, filter.all, inner, aliases, model)}`;
    return { having, negate: negated };
  }
  const { op, value } = filter.count ?? { op: 'gte' as const, value: filter.same ? 2 : 1 };
  const counted = countedBy(filter, values);
  const holdsForNone = !filter.same && holds(op, 0, value);
  const having = `${counted} ${SYMBOL[op]} ${literal(value)}`;
  return holdsForNone ? { having: `NOT (${having})`, negate: !negated } : { having, negate: negated };
}

function countedBy({ distinct, sum }: Exists, values: (of: Values) => string): string {
  if (sum !== undefined) return `SUM(${values({ member: sum })})`;
  return distinct ? `COUNT(DISTINCT ${values(distinct)})` : 'COUNT(*)';
}

function holds(op: keyof typeof SYMBOL, left: number, right: number): boolean {
  switch (op) {
    case 'eq':
      return left === right;
    case 'ne':
      return left !== right;
    case 'gt':
      return left > right;
    case 'gte':
      return left >= right;
    case 'lt':
      return left < right;
    case 'lte':
      return left <= right;
  }
}

function valuesOf({ member, grain }: Values, source: Source): string {
  const column = source.column(member);
  return grain ? grainExpression(column, grain, source.field(member).datatype) : column;
}

/** How many values there are: of a time, those in which anything happened; of anything else, those that its own dataset holds. */
function domain(filter: Exists, of: Values, inner: Source, aliases: Aliases, model: Model): string {
  const field = inner.field(of.member);
  const dataset = model.datasets.get(field.dataset);
  if (!dataset) throw new CompileProblem('plan.outside-role', `${of.member} is not part of what your role may read`);
  const source = createSource(model, field.dataset, aliases);
  const range = filter.filters.flatMap((f) => {
    if (f.kind !== 'time' || f.member !== of.member || f.negate) return [];
    const column = source.column(f.member);
    return [...(f.from ? [`${column} >= ${literal(f.from)}`] : []), ...(f.to ? [`${column} < ${literal(f.to)}`] : [])];
  });
  const value = valuesOf(of, source);
  const where = range.length > 0 ? ` WHERE ${range.join(' AND ')}` : '';
  return `(SELECT COUNT(DISTINCT ${value}) FROM ${source.from()}${where})`;
}
