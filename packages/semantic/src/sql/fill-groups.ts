import type { DimensionRef, SemanticQuery, TimeGrain } from '@copilot/contracts';
import type { Model } from '../model/model.js';
import { grainExpression } from './grain.js';
import type { Grouped } from './grouped.js';
import { toKeys, type Key } from './keys.js';
import { identifier, literal } from './literal.js';
import { compileFilters } from './predicate.js';
import { scalarAgainst } from './scalar-against.js';
import { dimensionKeys } from './sorting.js';
import { createSource, requireField, type Aliases } from './source.js';
import { indent, whereSql } from './sql-text.js';

/**
 * Keeps the groups that have no rows, with 0 where a figure counts or adds up: every range that was given, every stretch of the time
 * range, every entity. Left as it is where a dimension has no list of all its groups.
 */
export function fillGroups(query: SemanticQuery, grouped: Grouped, model: Model, aliases: Aliases): Grouped {
  const lists = query.dimensions.map((dimension, at) =>
    everyGroup(query, dimension, dimensionKeys(query, grouped, at), model, aliases),
  );
  if (!query.fill || lists.length === 0 || lists.some((list) => list === null)) return grouped;
  const figures = grouped.figures.map((figure, i) => `${figure.raw} AS figure_${i + 1}`);
  const columns = grouped.keys.map((key) => `${key.sql} AS ${identifier(key.name)}`);
  const groups = grouped.grouped ? `\nGROUP BY ${grouped.keys.map((key) => key.sql).join(', ')}` : '';
  const found = `SELECT ${[...columns, ...figures].join(', ')}\nFROM ${grouped.from}${whereSql(grouped.where)}${groups}`;
  const names = grouped.keys.map((key) => identifier(key.name)).join(', ');
  return {
    with: [
      ...grouped.with,
      `found AS (\n${indent(found)}\n)`,
      ...lists.map((list, i) => `every_${i + 1} AS (\n${indent(list ?? '')}\n)`),
    ],
    from: `${lists.map((_, i) => (i === 0 ? 'every_1' : `CROSS JOIN every_${i + 1}`)).join('\n')}\n${joinKind(query)} found USING (${names})`,
    where: [],
    grouped: false,
    keys: grouped.keys.map((key) => ({
      ...key,
      sql: identifier(key.name),
      order: key.orderOf?.(identifier(key.name)) ?? null,
    })),
    figures: grouped.figures.map((figure, i) => {
      const column = figure.additive ? `COALESCE(found.figure_${i + 1}, 0)` : `found.figure_${i + 1}`;
      return { ...figure, raw: column, shown: figure.shown === figure.raw ? column : `ROUND(${column}::numeric, 2)` };
    }),
  };
}

/** Values outside the given ranges stay; times and entities outside the list were not asked for. */
function joinKind(query: SemanticQuery): string {
  return query.dimensions.length === 1 && query.dimensions[0]?.ranges ? 'FULL JOIN' : 'LEFT JOIN';
}

/** A statement that lists all groups of one dimension; null where there is no such list. */
function everyGroup(
  query: SemanticQuery,
  dimension: DimensionRef,
  keys: readonly Key[],
  model: Model,
  aliases: Aliases,
): string | null {
  const key = keys[0];
  if (!key) return null;
  if (dimension.ranges)
    return `SELECT * FROM (VALUES ${dimension.ranges.map((range) => `(${literal(range.label)})`).join(', ')}) AS given(${identifier(key.name)})`;
  if (dimension.grain) return everyTime(query, dimension, key);
  return dimension.figure || dimension.bucket_width ? null : everyEntity(query, dimension, keys, model, aliases);
}

const STEP: Partial<Record<TimeGrain, string>> = {
  day: '1 day',
  week: '7 days',
  month: '1 month',
  quarter: '3 months',
  year: '1 year',
};

function everyTime(query: SemanticQuery, dimension: DimensionRef, key: Key): string | null {
  const step = STEP[dimension.grain ?? 'hour'];
  const { from, to } = dimension.figure
    ? { from: dimension.within?.from ?? null, to: dimension.within?.to ?? null }
    : { from: query.time_range?.from ?? null, to: query.time_range?.to ?? null };
  if (!step || !dimension.grain || !from || !to) return null;
  const last = new Date(Date.parse(to) - 1).toISOString().slice(0, 10);
  const value = grainExpression('each_time', dimension.grain, 'DateTime');
  return `SELECT ${value} AS ${identifier(key.name)}\nFROM generate_series(${literal(startOf(from, dimension.grain))}::date, ${literal(last)}::date, interval ${literal(step)}) AS each_time`;
}

/** The first day of the stretch that a date lies in. */
function startOf(from: string, grain: TimeGrain): string {
  const date = new Date(Date.parse(from.slice(0, 10)));
  if (grain === 'week') date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  if (grain === 'month' || grain === 'quarter' || grain === 'year') date.setUTCDate(1);
  if (grain === 'quarter') date.setUTCMonth(date.getUTCMonth() - (date.getUTCMonth() % 3));
  if (grain === 'year') date.setUTCMonth(0);
  return date.toISOString().slice(0, 10);
}

/** All entities, as far as conditions on themselves leave them in. */
function everyEntity(
  query: SemanticQuery,
  dimension: DimensionRef,
  keys: readonly Key[],
  model: Model,
  aliases: Aliases,
): string {
  const { dataset } = requireField(model, dimension.member);
  const source = createSource(model, dataset, aliases);
  const own = toKeys(dimension, source, model);
  const where = compileFilters(
    query.filters.filter((filter) => filter.kind === 'compare' && filter.member.startsWith(`${dataset}.`)),
    source,
    { model, aliases, scalar: (filter) => scalarAgainst(filter, model, aliases) },
  );
  const columns = own.map((key, i) => `${key.sql} AS ${identifier(keys[i]?.name ?? key.name)}`);
  return `SELECT DISTINCT ${columns.join(', ')}\nFROM ${source.from()}${whereSql(where)}`;
}
