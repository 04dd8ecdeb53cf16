import type { TimeGrain } from '@copilot/contracts';
import type { Model } from '../model/model.js';
import { aggregateSql } from './aggregate.js';
import type { Built, Part } from './figure-part.js';
import { toKeys, type Key } from './keys.js';
import type { Source } from './source.js';
import { indent, whereSql } from './sql-text.js';

/** Takes the figure for each entity first and folds those figures after. */
export function foldPerEntity(
  part: Part,
  from: string,
  where: readonly string[],
  keys: readonly Key[],
  per: string,
  atoms: readonly string[],
): Built {
  const columns = [
    ...keys.map((key, i) => `${key.sql} AS group_${i + 1}`),
    `${per} AS entity`,
    ...atoms.map((atom, i) => `${atom} AS figure_${i + 1}`),
  ];
  const groups = [...keys.map((key) => key.sql), per].join(', ');
  const inner = `(\n${indent(`SELECT ${columns.join(', ')}\nFROM ${from}${whereSql(where)}\nGROUP BY ${groups}`)}\n) AS per_entity`;
  return {
    from: inner,
    where: [`per_entity.entity IS NOT NULL`],
    keys: keys.map((key, i): Key => ({ ...key, sql: `per_entity.group_${i + 1}`, order: null })),
    atoms: part.atoms.map((atom, i) =>
      aggregateSql(atom.outer ?? 'avg', `per_entity.figure_${i + 1}`, [], atom.fraction, false),
    ),
  };
}

/** The column that tells the entities (or stretches of time, `@month`) of a part apart. */
export function perEntityKey(per: string, source: Source, model: Model, time: string | null): string {
  const [name, grain] = per.split('@');
  if (grain && (time ?? name)) {
    const member = name || time || '';
    return toKeys({ member, grain: grain as TimeGrain }, source, model)[0]?.sql ?? '';
  }
  const dataset = model.datasets.get(per);
  if (!dataset) return source.column(per);
  return source.column(`${per}.${dataset.primaryKey[0] ?? ''}`);
}
