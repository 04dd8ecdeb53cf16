import type { CompareOperator, Filter } from '@copilot/contracts';
import { qualify } from '../model/expression.js';
import type { Field, Model } from '../model/model.js';
import { fansOut, type Hop } from '../plan/join-path.js';
import { aggregateSql } from './aggregate.js';
import { grainExpression } from './grain.js';
import { literal } from './literal.js';
import { setCondition } from './set-condition.js';
import { indent, whereSql } from './sql-text.js';
import { CompileProblem, createSource, linkCondition, requireField, type Aliases, type Source } from './source.js';

export interface PredicateContext {
  readonly model: Model;
  readonly aliases: Aliases;
  /** SQL of a metric taken as one figure, for comparisons with it. */
  readonly scalar: (filter: Extract<Filter, { kind: 'against' }>, source: Source) => string;
}

const SYMBOL = { eq: '=', ne: '<>', gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

/**
 * Compiles the conditions on the rows of one source. A condition on something that belongs to a row many times becomes EXISTS, so that
 * no row is counted twice; conditions on the same far rows share one EXISTS, a denied one gets its own NOT EXISTS.
 */
export function compileFilters(filters: readonly Filter[], source: Source, context: PredicateContext): string[] {
  const out: string[] = [];
  const shared = new Map<string, { hop: Hop; before: readonly Hop[]; filters: Filter[] }>();
  for (const filter of filters) {
    const far = farHop(filter, source, context.model);
    if (!far) out.push(compileFilter(filter, source, context));
    else if (isDenial(filter)) out.push(existsSql(far, [affirm(filter)], true, source, context));
    else {
      const key = far.hop.relationship.name;
      const group = shared.get(key) ?? { ...far, filters: [] };
      group.filters.push(filter);
      shared.set(key, group);
    }
  }
  for (const group of shared.values()) out.push(existsSql(group, group.filters, false, source, context));
  return out;
}

function compileFilter(filter: Filter, source: Source, context: PredicateContext): string {
  switch (filter.kind) {
    case 'compare':
      return compare(
        source.field(filter.member),
        filter.grain
          ? grainExpression(source.column(filter.member), filter.grain, source.field(filter.member).datatype)
          : source.column(filter.member),
        filter.op,
        filter.values,
      );
    case 'members':
      if (fansOut(source.path(requireField(context.model, filter.right).dataset) ?? []))
        throw new CompileProblem('query.invalid', `${filter.right} is not one value for each row of ${source.base}`);
      return `${source.column(filter.left)} ${SYMBOL[filter.op]} ${source.column(filter.right)}`;
    case 'named': {
      const named = context.model.namedFilters.get(filter.name);
      if (!named)
        throw new CompileProblem(
          'plan.outside-role',
          `the condition "${filter.name.replaceAll('_', ' ')}" is not part of what your role may read`,
        );
      const alias = source.joined(named.dataset) ?? source.reach(named.dataset);
      if (filter.negate)
        return named.oppositeWhere
          ? bracket(qualify(named.oppositeWhere, alias))
          : `NOT (${qualify(named.where, alias)})`;
      return bracket(qualify(named.where, alias));
    }
    case 'time': {
      const column = source.column(filter.member);
      const parts = [
        ...(filter.from ? [`${column} >= ${literal(filter.from)}`] : []),
        ...(filter.to ? [`${column} < ${literal(filter.to)}`] : []),
      ];
      const text = parts.join(' AND ') || 'TRUE';
      return filter.negate ? `NOT (${text})` : text;
    }
    case 'exists':
      return explicitExists(filter, source, context);
    case 'against': {
      const column = filter.member ? source.column(filter.member) : '';
      const times = filter.factor === undefined ? '' : `${filter.factor} * `;
      const other = filter.within
        ? ownGroupFigure(filter, filter.within.member, source, context)
        : context.scalar(filter, source);
      return `${column} ${SYMBOL[filter.op]} ${times}${other}`;
    }
    case 'any':
      return `(${filter.filters.flatMap((inner) => compileFilters([inner], source, context)).join(' OR ')})`;
    case 'all': {
      const text = compileFilters(filter.filters, source, context).join(' AND ');
      return filter.negate ? `NOT (${text})` : `(${text})`;
    }
  }
}

/** The aggregate over the rows of the own group: computed once a group, in a table of its own that is joined by it. */
function ownGroupFigure(
  filter: Extract<Filter, { kind: 'against' }>,
  within: string,
  source: Source,
  context: PredicateContext,
): string {
  const { model, aliases } = context;
  const own = source.column(within);
  const member = filter.member ?? '';
  const all = createSource(model, requireField(model, member).dataset, aliases);
  const key = all.column(within);
  const figure = aggregateSql(filter.aggregate, all.column(member), [], filter.fraction ?? null, false);
  const where = compileFilters(filter.of ?? [], all, context);
  const alias = aliases.take('own_group');
  const table = `SELECT ${key} AS shared, ${figure} AS figure\nFROM ${all.from()}${whereSql(where)}\nGROUP BY ${key}`;
  source.addJoin(`LEFT JOIN (\n${indent(table)}\n) AS ${alias} ON ${alias}.shared = ${own}`);
  return `${alias}.figure`;
}

function bracket(text: string): string {
  return /\bor\b/i.test(text) ? `(${text})` : text;
}

function compare(
  field: Field,
  sql: string,
  op: CompareOperator,
  values: readonly (string | number | boolean)[],
): string {
  const [first, second] = values.map((value) => literal(value));
  const text = field.array ? `array_to_string(${sql}, ', ')` : sql;
  const like = (value: string | number | boolean | undefined, before: string, after: string): string =>
    literal(`${before}${String(value ?? '').replaceAll(/[\\%_]/g, '\\$&')}${after}`);
  if (op === 'is_null') return `${sql} IS NULL`;
  if (op === 'is_not_null') return `${sql} IS NOT NULL`;
  if (first === undefined) throw new CompileProblem('query.invalid', `the condition on ${field.name} needs a value`);
  switch (op) {
    case 'in':
      return field.array
        ? `(${values.map((value) => `${literal(value)} = ANY(${sql})`).join(' OR ')})`
        : values.length === 1
          ? `${sql} = ${first}`
          : `${sql} IN (${values.map((value) => literal(value)).join(', ')})`;
    case 'not_in':
      return field.array
        ? `NOT (${values.map((value) => `${literal(value)} = ANY(${sql})`).join(' OR ')})`
        : `${sql} NOT IN (${values.map((value) => literal(value)).join(', ')})`;
    case 'between':
      return `${sql} BETWEEN ${first} AND ${second ?? first}`;
    case 'contains':
      return `${text} ILIKE ${like(values[0], '%', '%')}`;
    case 'not_contains':
      return `${text} NOT ILIKE ${like(values[0], '%', '%')}`;
    case 'starts_with':
      return `${text} ILIKE ${like(values[0], '', '%')}`;
    case 'ends_with':
      return `${text} ILIKE ${like(values[0], '%', '')}`;
    case 'has':
      return `${first} = ANY(${sql})`;
    case 'has_not':
      return `NOT (${first} = ANY(${sql}))`;
    case 'eq':
      return field.array ? `${first} = ANY(${sql})` : `${sql} = ${first}`;
    case 'ne':
      return field.array ? `NOT (${first} = ANY(${sql}))` : `${sql} <> ${first}`;
    default:
      return `${sql} ${SYMBOL[op]} ${first}`;
  }
}

/** The datasets that a condition speaks about. */
function datasetOf(filter: Filter, model: Model): string | null {
  switch (filter.kind) {
    case 'compare':
    case 'time':
      return requireField(model, filter.member).dataset;
    case 'members':
      return requireField(model, filter.left).dataset;
    case 'named':
      return model.namedFilters.get(filter.name)?.dataset ?? null;
    case 'against':
      return filter.member ? requireField(model, filter.within?.member ?? filter.member).dataset : null;
    default:
      return null;
  }
}

/** The first hop that multiplies rows on the way to what a condition speaks about, unless that way is joined already. */
function farHop(filter: Filter, source: Source, model: Model): { hop: Hop; before: readonly Hop[] } | null {
  const dataset = datasetOf(filter, model);
  if (!dataset || source.joined(dataset)) return null;
  const hops = source.path(dataset);
  if (!hops)
    throw new CompileProblem(
      'plan.no-join-path',
      `${model.datasets.get(source.base)?.noun[1] ?? source.base} and ${model.datasets.get(dataset)?.noun[1] ?? dataset} are not connected in the data you may see`,
    );
  if (!fansOut(hops)) return null;
  const at = hops.findIndex((hop) => hop.direction === 'many');
  const hop = hops[at];
  if (!hop || source.joined(hop.to)) return null;
  return { hop, before: hops.slice(0, at) };
}

function isDenial(filter: Filter): boolean {
  return (
    filter.kind === 'compare' &&
    (filter.op === 'ne' || filter.op === 'not_in' || filter.op === 'has_not' || filter.op === 'not_contains')
  );
}

function affirm(filter: Filter): Filter {
  if (filter.kind !== 'compare') return filter;
  const positive: Partial<Record<CompareOperator, CompareOperator>> = {
    ne: 'eq',
    not_in: 'in',
    has_not: 'has',
    not_contains: 'contains',
  };
  return { ...filter, op: positive[filter.op] ?? filter.op };
}

function existsSql(
  far: { hop: Hop; before: readonly Hop[] },
  filters: readonly Filter[],
  negate: boolean,
  source: Source,
  context: PredicateContext,
): string {
  const anchor = far.before.length > 0 ? source.reach(far.hop.from) : source.baseAlias;
  const inner = createSource(context.model, far.hop.to, context.aliases);
  const conditions = compileFilters(filters, inner, context);
  return subselect(negate ? 'NOT EXISTS' : 'EXISTS', inner, [
    linkCondition(far.hop, anchor, inner.baseAlias),
    ...conditions,
  ]);
}

function explicitExists(
  filter: Extract<Filter, { kind: 'exists' }>,
  source: Source,
  context: PredicateContext,
): string {
  const hops = source.path(filter.dataset);
  if (!hops)
    throw new CompileProblem(
      'plan.no-join-path',
      `${source.base} and ${filter.dataset} are not connected in the data you may see`,
    );
  const at = Math.max(
    0,
    hops.findIndex((hop) => hop.direction === 'many'),
  );
  const hop = hops[at];
  if (!hop) {
    const own = compileFilters(filter.filters, source, context).join(' AND ') || 'TRUE';
    return filter.negate ? `NOT (${own})` : own;
  }
  const anchor = at > 0 ? source.reach(hop.from) : source.baseAlias;
  const inner = createSource(context.model, hop.to, context.aliases);
  if (at < hops.length - 1) inner.reach(filter.dataset);
  const link = linkCondition(hop, anchor, inner.baseAlias);
  const conditions = compileFilters(filter.filters, inner, context);
  if (filter.all ?? filter.same ?? filter.distinct ?? filter.sum)
    return setCondition({ filter, hop, anchor, inner, conditions, aliases: context.aliases, model: context.model });
  if (filter.every) {
    const rest = conditions.join(' AND ') || 'TRUE';
    return `${subselect('EXISTS', inner, [link])} AND NOT EXISTS (SELECT 1 FROM ${inner.from()} WHERE ${link} AND (${rest}) IS NOT TRUE)`;
  }
  if (filter.count) {
    const count = `(SELECT COUNT(*) FROM ${inner.from()} WHERE ${[link, ...conditions].join(' AND ')}) ${SYMBOL[filter.count.op]} ${filter.count.value}`;
    return filter.negate ? `NOT (${count})` : count;
  }
  return subselect(filter.negate ? 'NOT EXISTS' : 'EXISTS', inner, [link, ...conditions]);
}

function subselect(kind: string, inner: Source, conditions: readonly string[]): string {
  return `${kind} (\n  SELECT 1\n  FROM ${inner.from().replaceAll('\n', '\n  ')}\n  WHERE ${conditions.join('\n    AND ')}\n)`;
}
