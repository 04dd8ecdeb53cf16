import type { DimensionRef, SemanticQuery } from '@copilot/contracts';
import { SemanticQuerySchema } from '@copilot/contracts';
import type { Model } from '../model/model.js';
import { bucketKey } from './bucket-key.js';
import type { Built, Part } from './figure-part.js';
import { toFigure } from './figures.js';
import { grainColumn, grainExpression } from './grain.js';
import type { Key } from './keys.js';
import { literal } from './literal.js';
import { CompileProblem, requireField, type Source } from './source.js';
import { indent, whereSql } from './sql-text.js';

/** Builds the figures of one dataset; handed in, since a part that is grouped this way builds another one. */
export type BuildPart = (query: SemanticQuery, part: Part) => Built;

/** A group by a figure that each entity has of its own, with what the rows of the group must meet. */
export interface FigureKey {
  readonly key: Key;
  readonly where: readonly string[];
}

/**
 * Groups by a figure of each entity: it is computed once an entity, in a table of its own, and joined by the key, so that no row is
 * repeated. An entity that has no rows counts 0; one that has no first or last time belongs to no group.
 */
export function figureKey(dimension: DimensionRef, source: Source, model: Model, build: BuildPart): FigureKey {
  const entity = requireField(model, dimension.member);
  const noun = (model.datasets.get(entity.dataset)?.noun[0] ?? entity.dataset).replaceAll(' ', '_');
  const own = source.column(dimension.member);
  const { filters = [], ...ref } = dimension.figure ?? {};
  const figure = toFigure(ref, {
    model,
    dimensions: [{ member: dimension.member }],
    filters,
    timeMember: filters.find((filter) => filter.kind === 'time')?.member ?? null,
  });
  if (figure.over) throw new CompileProblem('query.invalid', 'a figure that sorts entities is a single one');
  const query = SemanticQuerySchema.parse({ dimensions: [{ member: dimension.member }], filters });
  const built = build(query, { base: figure.atom.base, per: null, atoms: [figure.atom] });
  const entityKey = built.keys[0]?.sql ?? '';
  const alias = source.aliases.take(`of_each_${noun}`);
  const columns = `${entityKey} AS entity, ${built.atoms[0] ?? ''} AS figure`;
  const table = `SELECT ${columns}\nFROM ${built.from}${whereSql(built.where)}\nGROUP BY ${entityKey}`;
  source.addJoin(
    `${dimension.grain ? 'JOIN' : 'LEFT JOIN'} (\n${indent(table)}\n) AS ${alias} ON ${alias}.entity = ${own}`,
  );
  const { aggregate } = figure.atom;
  const counts = aggregate === 'count' || aggregate === 'count_distinct' || aggregate === 'sum';
  const value = counts ? `COALESCE(${alias}.figure, 0)` : `${alias}.figure`;
  const origin = { near: true, hidden: false, dimension: dimension.member };
  if (!dimension.grain) return { key: bucketKey(dimension, figure.name, value, origin), where: [] };
  const datatype = requireField(model, ref.field ?? '').datatype;
  const column = grainColumn(dimension.grain);
  const key: Key = {
    ...origin,
    ...column,
    label: dimension.label ?? column.name.replaceAll('_', ' '),
    sql: grainExpression(value, dimension.grain, datatype),
    order: null,
    grain: dimension.grain,
    unique: false,
  };
  const { from, to } = dimension.within ?? {};
  return {
    key,
    where: [...(from ? [`${value} >= ${literal(from)}`] : []), ...(to ? [`${value} < ${literal(to)}`] : [])],
  };
}
