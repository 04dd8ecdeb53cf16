import type { ResultColumn, SemanticQuery } from '@copilot/contracts';
import type { Model } from '../model/model.js';
import type { Compiled } from './compile-query.js';
import { aggregateSql } from './aggregate.js';
import { columnType, fieldFormat } from './keys.js';
import { identifier } from './literal.js';
import { compileFilters, type PredicateContext } from './predicate.js';
import { CompileProblem, createAliases, createSource, requireField } from './source.js';
import { timeFilter } from '../plan/time-filter.js';

/** Compiles a listing of entities with attributes: one row an entity, in a stable order. */
export function compileListing(query: SemanticQuery, model: Model): Compiled {
  const dataset = model.datasets.get(query.entity ?? '');
  if (!dataset)
    throw new CompileProblem(
      'plan.outside-role',
      `${(query.entity ?? 'this').replaceAll('_', ' ')} is not part of what your role may read`,
    );
  const aliases = createAliases();
  const source = createSource(model, dataset.name, aliases);
  const members = unique(
    query.attributes?.length
      ? query.attributes
      : [...dataset.label, ...dataset.list].map((name) => `${dataset.name}.${name}`),
  );
  const key = dataset.primaryKey.length === 1 ? `${dataset.name}.${dataset.primaryKey[0] ?? ''}` : null;
  const withKey =
    key &&
    !members.includes(key) &&
    dataset.label.length > 0 &&
    dataset.who &&
    members.includes(`${dataset.name}.${dataset.label[0] ?? ''}`)
      ? [key, ...members]
      : members;
  const columns = withKey.map((member) => ({ sql: source.column(member), field: requireField(model, member), member }));
  const repeated = source.fansOut();
  const context: PredicateContext = {
    model,
    aliases,
    scalar: (filter) => {
      const field = requireField(model, filter.member ?? '');
      const inner = createSource(model, field.dataset, aliases);
      const conditions = compileFilters(filter.of ?? [], inner, context);
      return `(SELECT ${aggregateSql(filter.aggregate, inner.column(filter.member ?? ''), [], filter.fraction ?? null, false)} FROM ${inner.from()}${conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : ''})`;
    },
  };
  const range = query.time_range;
  const where = compileFilters([...query.filters, ...(range ? [timeFilter(range)] : [])], source, context);
  const names = columns.map(({ field }, i) =>
    nameOf(
      field.name,
      field.dataset,
      dataset.name,
      dataset.label,
      dataset.noun[0],
      columns.slice(0, i).map((c) => c.field.name),
    ),
  );
  const sorts = query.sort.flatMap((sort) => {
    const column = columns[Number(sort.by.split(':')[1]) + (withKey.length - members.length)];
    return column ? [`${column.sql} ${sort.direction === 'desc' ? 'DESC NULLS LAST' : 'ASC NULLS LAST'}`] : [];
  });
  const list = columns.map(({ sql }, i) =>
    sql.endsWith(`.${names[i] ?? ''}`) ? sql : `${sql} AS ${identifier(names[i] ?? '')}`,
  );
  const tail = [
    ...dataset.label.map((name) => source.column(`${dataset.name}.${name}`)),
    ...dataset.primaryKey.map((name) => source.column(`${dataset.name}.${name}`)),
  ];
  const described = columns.map(({ field }, i): ResultColumn => ({
    name: names[i] ?? field.name,
    type: columnType(field),
    role: 'attribute',
    label: (names[i] ?? field.name).replaceAll('_', ' '),
    format: fieldFormat(field),
  }));
  const condition = where.length > 0 ? `\nWHERE ${where.join('\n  AND ')}` : '';
  if (query.limit && (query.with_ties || query.offset) && sorts.length > 0) {
    const first = (query.offset ?? 0) + 1;
    const cut = first === 1 ? `position <= ${query.limit}` : `position BETWEEN ${first} AND ${first - 1 + query.limit}`;
    const inner = `SELECT ${list.join(', ')}, ${placeSql(query)} OVER (ORDER BY ${sorts.join(', ')}) AS position\n  FROM ${source.from().replaceAll('\n', '\n  ')}${condition.replaceAll('\n', '\n  ')}`;
    return {
      sql: `SELECT ${names.map(identifier).join(', ')}\nFROM (\n  ${inner}\n) AS ranked\nWHERE ${cut}\nORDER BY position, ${names.map(identifier).join(', ')}`,
      columns: described,
    };
  }
  const order = unique([...sorts, ...(repeated ? names.map(identifier) : tail)]);
  return {
    sql: `SELECT ${repeated ? 'DISTINCT ' : ''}${list.join(', ')}\nFROM ${source.from()}${condition}\nORDER BY ${order.join(', ')}${query.limit ? `\nLIMIT ${query.limit}` : ''}`,
    columns: described,
  };
}

/** "the second longest": the second length there is, however many things share the first; several places go by what stands before them. */
export function placeSql({ offset, limit }: Pick<SemanticQuery, 'offset' | 'limit'>): string {
  return (offset ?? 0) > 0 && limit === 1 ? 'dense_rank()' : 'rank()';
}

function nameOf(
  field: string,
  dataset: string,
  entity: string,
  label: readonly string[],
  noun: string,
  before: readonly string[],
): string {
  if (dataset === entity && label.includes(field) && field !== 'title' && !field.endsWith('_id'))
    return noun.replaceAll(' ', '_');
  if (before.includes(field) || (dataset !== entity && /^(name|full_name|address|city|country|active)$/.test(field)))
    return `${dataset.replace(/s$/, '')}_${field}`;
  return field;
}

function unique<T>(list: readonly T[]): T[] {
  return [...new Set(list)];
}
