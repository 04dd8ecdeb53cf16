import type { Outcome, ResultColumn, SemanticQuery } from '@copilot/contracts';
import type { Model } from '../model/model.js';
import { compileListing } from './compile-listing.js';
import { fillGroups } from './fill-groups.js';
import { toParts } from './figure-part.js';
import { toFigure } from './figures.js';
import { groupsOnly } from './groups-only.js';
import { inlinePart } from './inline-part.js';
import { joinParts } from './join-parts.js';
import { layerQuery } from './layers.js';
import { CompileProblem, createAliases } from './source.js';

/** A statement with the meaning of its columns, in the order of the select list. */
export interface Compiled {
  readonly sql: string;
  readonly columns: readonly ResultColumn[];
}

/**
 * Compiles a semantic query into one SELECT over the role's views. Figures of different datasets are aggregated apart and joined on the
 * groups; a row that a join would repeat is counted once.
 * *Problems* `plan.outside-role`, `plan.no-join-path`, `query.invalid`.
 */
export function compileQuery(query: SemanticQuery, model: Model): Outcome<Compiled> {
  try {
    const { sql, columns } = query.entity ? compileListing(query, model) : compileFigures(query, model);
    return { ok: true, value: { sql, columns: columns.map((column) => inCurrency(column, model.currency)) } };
  } catch (error) {
    if (error instanceof CompileProblem)
      return {
        ok: false,
        problem: { code: error.code, message: `${error.message[0]?.toUpperCase() ?? ''}${error.message.slice(1)}.` },
      };
    throw error;
  }
}

function inCurrency(column: ResultColumn, currency: string): ResultColumn {
  return column.format === 'currency' ? { ...column, currency } : column;
}

function compileFigures(query: SemanticQuery, model: Model): Compiled {
  const aliases = createAliases();
  const timeMember = query.time_range?.member ?? null;
  const figures = query.metrics.map((ref) =>
    toFigure(ref, { model, dimensions: query.dimensions, filters: query.filters, timeMember }),
  );
  const parts = toParts(figures);
  const single = parts.length === 1 && parts[0]?.per === null ? parts[0] : undefined;
  const grouped =
    figures.length === 0
      ? groupsOnly(query, model, aliases)
      : single
        ? inlinePart(query, model, single, figures, aliases)
        : joinParts(query, model, parts, figures, aliases);
  const overallOf = (metric: number): string =>
    compileFigures({ ...withoutGroups(query), metrics: query.metrics.slice(metric, metric + 1) }, model).sql;
  return layerQuery(query, query.fill ? fillGroups(query, grouped, model, aliases) : grouped, overallOf);
}

/** The same rows, in one group. */
function withoutGroups({ metrics, filters, time_range }: SemanticQuery): SemanticQuery {
  return { metrics, filters, time_range, dimensions: [], sort: [], limit: null };
}
