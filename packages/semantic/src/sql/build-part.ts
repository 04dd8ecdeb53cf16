import type { Filter, SemanticQuery } from '@copilot/contracts';
import { qualify } from '../model/expression.js';
import { findField, type Model } from '../model/model.js';
import { aggregateSql } from './aggregate.js';
import { distinctRows } from './distinct-rows.js';
import type { Built, Part } from './figure-part.js';
import { figureKey } from './figure-key.js';
import type { Atom } from './figures.js';
import { foldPerEntity, perEntityKey } from './fold-per-entity.js';
import { toKeys } from './keys.js';
import { compileFilters, type PredicateContext } from './predicate.js';
import { scalarAgainst } from './scalar-against.js';
import { createSource, type Aliases } from './source.js';
import { timeFilter } from '../plan/time-filter.js';

/** Builds the FROM, WHERE, groups and aggregates of one dataset's figures. */
export function buildPart(query: SemanticQuery, model: Model, part: Part, aliases: Aliases, several: boolean): Built {
  const source = createSource(model, part.base, aliases);
  const own = part.atoms[0]?.time ?? null;
  const timeFor = (member: string): string => {
    const field = findField(model, member);
    if (field?.dataset === part.base || !own) return member;
    return several || !field || model.datasets.get(part.base)?.rollup ? own : member;
  };
  const dimensions = query.dimensions.map((d) => (d.grain && !d.figure ? { ...d, member: timeFor(d.member) } : d));
  const within: string[] = [];
  const keys = dimensions.flatMap((dimension) => {
    if (!dimension.figure) return toKeys(dimension, source, model);
    const found = figureKey(dimension, source, model, (inner, p) => buildPart(inner, model, p, aliases, false));
    within.push(...found.where);
    return [found.key];
  });
  const context: PredicateContext = { model, aliases, scalar: (filter) => scalarAgainst(filter, model, aliases) };
  const filters: Filter[] = query.filters.map((f) => (f.kind === 'time' ? { ...f, member: timeFor(f.member) } : f));
  const { time_range: range } = query;
  if (range) filters.push(timeFilter({ ...range, member: timeFor(range.member) }));
  const where = [...compileFilters(filters, source, context), ...within];
  const perKeys = part.per ? perEntityKey(part.per, source, model, own) : null;
  const conditions = part.atoms.map((atom) => compileFilters(atom.filters, source, context));
  const argument = (atom: Atom): string =>
    'member' in atom.argument
      ? source.column(atom.argument.member)
      : qualify(atom.argument.expression, source.baseAlias);
  const base = model.datasets.get(part.base);
  const key = base?.primaryKey.map((column) => `${source.baseAlias}.${column}`) ?? [];
  const keyed = source.onlyLinks() && keys.every((k) => k.near || k.unique || !source.fansOut());
  const repeats = source.fansOut() && !keyed;
  const args = part.atoms.map(argument);
  if (
    !repeats ||
    part.atoms.every(
      (atom, i) =>
        atom.aggregate === 'count_distinct' ||
        atom.aggregate === 'min' ||
        atom.aggregate === 'max' ||
        (atom.aggregate === 'count' && key.length === 1 && args[i] === key[0]),
    )
  ) {
    const atoms = part.atoms.map((atom, i) =>
      aggregateSql(
        repeats && atom.aggregate === 'count' ? 'count_distinct' : atom.aggregate,
        args[i] ?? '*',
        conditions[i] ?? [],
        atom.fraction,
        atom.aggregate === 'count' && key.includes(args[i] ?? '') && !repeats,
      ),
    );
    return perKeys
      ? foldPerEntity(part, source.from(), where, keys, perKeys, atoms)
      : { from: source.from(), where, keys, atoms, labelJoins: source.labelJoins() };
  }
  return distinctRows(part, source.from(), where, keys, key, args, conditions, perKeys);
}
