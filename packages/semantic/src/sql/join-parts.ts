import type { SemanticQuery } from '@copilot/contracts';
import type { Model } from '../model/model.js';
import { buildPart } from './build-part.js';
import { toFigureColumn } from './figure-column.js';
import type { Part } from './figure-part.js';
import type { Atom, Figure } from './figures.js';
import type { Grouped } from './grouped.js';
import { identifier } from './literal.js';
import type { Aliases } from './source.js';
import { indent, whereSql } from './sql-text.js';

/** Figures of different datasets, or per entity: each part is aggregated apart, and the parts are joined on their groups. */
export function joinParts(
  query: SemanticQuery,
  model: Model,
  parts: readonly Part[],
  figures: readonly Figure[],
  aliases: Aliases,
): Grouped {
  const names = parts.map((part, i) =>
    parts.filter((p) => p.base === part.base).length > 1 ? `${part.base}_figures_${i + 1}` : `${part.base}_figures`,
  );
  const builts = parts.map((part) => buildPart(query, model, part, aliases, parts.length > 1));
  const ctes = builts.map((built, i) => {
    const columns = [
      ...built.keys.map((key) => `${key.sql} AS ${identifier(key.name)}`),
      ...built.atoms.map((atom, j) => `${atom} AS figure_${j + 1}`),
    ];
    const groups = built.keys.length > 0 ? `\nGROUP BY ${built.keys.map((key) => key.sql).join(', ')}` : '';
    return `${names[i] ?? ''} AS (\n${indent(`SELECT ${columns.join(', ')}\nFROM ${built.from}${whereSql(built.where)}${groups}`)}\n)`;
  });
  const keys = builts[0]?.keys ?? [];
  const using = keys.map((key) => identifier(key.name)).join(', ');
  const from = names
    .map((name, i) => (i === 0 ? name : keys.length > 0 ? `FULL JOIN ${name} USING (${using})` : `CROSS JOIN ${name}`))
    .join('\n');
  const sqlOf = (atom: Atom): string => {
    const at = parts.findIndex((part) => part.atoms.includes(atom));
    const column = `${names[at] ?? ''}.figure_${(parts[at]?.atoms.indexOf(atom) ?? 0) + 1}`;
    const counts =
      (atom.aggregate === 'count' || atom.aggregate === 'count_distinct' || atom.aggregate === 'sum') && !atom.per;
    return parts.length > 1 && keys.length > 0 && counts ? `COALESCE(${column}, 0)` : column;
  };
  return {
    with: ctes,
    from,
    where: [],
    keys: keys.map((key) => ({
      ...key,
      sql: identifier(key.name),
      order: key.orderOf?.(identifier(key.name)) ?? (key.grain ? null : key.order),
    })),
    grouped: false,
    figures: figures.map((figure) => toFigureColumn(figure, sqlOf)),
  };
}
