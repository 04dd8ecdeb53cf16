import { findField, type Field, type Model } from '../model/model.js';
import { qualify } from '../model/expression.js';
import { chooseJoinPath, fansOut, type Hop } from '../plan/join-path.js';

/** Raised inside compilation when the role's model has no way to reach a member; becomes a `plan.*` problem at the door. */
export class CompileProblem extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Hands out aliases that no enclosing query uses: `rentals`, then `rentals_2`. */
export interface Aliases {
  take(dataset: string): string;
}

export function createAliases(): Aliases {
  const used = new Map<string, number>();
  return {
    take(dataset) {
      const n = (used.get(dataset) ?? 0) + 1;
      used.set(dataset, n);
      return n === 1 ? dataset : `${dataset}_${n}`;
    },
  };
}

/** The FROM clause of one SELECT, growing as members are asked for. */
export interface Source {
  readonly base: string;
  readonly baseAlias: string;
  readonly aliases: Aliases;
  /** SQL of a member, joining what it needs. */
  column(member: string): string;
  field(member: string): Field;
  /** Alias of a dataset that is joined already, or undefined. */
  joined(dataset: string): string | undefined;
  /** Joins the way to a dataset and returns its alias. */
  reach(dataset: string): string;
  /** Hops to a dataset from the base; null when there is no way. */
  path(dataset: string): readonly Hop[] | null;
  /** Whether a joined path repeats rows of the base. */
  fansOut(): boolean;
  /** Whether every path that repeats rows goes over a pure link, so that grouping by its far end counts each base row once a group. */
  onlyLinks(): boolean;
  addJoin(text: string): void;
  from(): string;
  /** The joins that lead from the base to at most one row, by a single key. */
  labelJoins(): readonly LabelJoin[];
}

/** A join that adds what belongs to a key of the base, and neither repeats rows nor leaves any out. */
export interface LabelJoin {
  readonly alias: string;
  /** The key, as a column of the base. */
  readonly near: string;
  readonly text: string;
}

/** Starts a FROM clause at one dataset. Paths that keep the rows use LEFT JOIN where the far side may lie outside the caller's scope. */
export function createSource(model: Model, base: string, aliases: Aliases): Source {
  const dataset = model.datasets.get(base);
  if (!dataset) throw new CompileProblem('plan.outside-role', `${base} is not part of what your role may read`);
  const baseAlias = aliases.take(base);
  const joined = new Map<string, string>([[base, baseAlias]]);
  const labels: LabelJoin[] = [];
  const lines: string[] = [`analytics.${dataset.view} AS ${baseAlias}`];
  let repeated = false;
  /** Datasets that were reached over a hop that repeats rows. */
  const repeating = new Set<string>();
  let links = true;

  const path = (to: string): readonly Hop[] | null => chooseJoinPath(model, base, to);
  const requirePath = (to: string): readonly Hop[] => {
    const hops = path(to);
    if (!hops)
      throw new CompileProblem(
        'plan.no-join-path',
        `${label(model, base)} and ${label(model, to)} are not connected in the data you may see`,
      );
    return hops;
  };
  const joinHop = (hop: Hop): void => {
    if (joined.has(hop.to)) return;
    const alias = aliases.take(hop.to);
    const from = joined.get(hop.from) ?? hop.from;
    joined.set(hop.to, alias);
    const text = joinLine(model, hop, from, alias);
    lines.push(text);
    const [near, ...more] = hop.relationship.fromColumns;
    if (hop.direction === 'one' && hop.from === base && near && more.length === 0)
      labels.push({ alias, near: `${baseAlias}.${near}`, text });
    if (hop.direction === 'many') {
      repeated = true;
      // Over a second link the same pair comes once for each thing between the two: an actor in two films of one category.
      links &&= (model.datasets.get(hop.to)?.bridge ?? false) && !repeating.has(hop.from);
    }
    if (hop.direction === 'many' || repeating.has(hop.from)) repeating.add(hop.to);
  };
  const source: Source = {
    base,
    baseAlias,
    aliases,
    path,
    joined: (name) => joined.get(name),
    reach(name) {
      for (const hop of requirePath(name)) joinHop(hop);
      return joined.get(name) ?? baseAlias;
    },
    field: (member) => requireField(model, member),
    column(member) {
      const field = requireField(model, member);
      const alias = joined.get(field.dataset);
      const hops = alias && field.dataset === base ? [] : requirePath(field.dataset);
      const last = hops.at(-1);
      const key = last?.direction === 'one' ? last.relationship.toColumns.indexOf(field.name) : -1;
      const near = last && key >= 0 ? last.relationship.fromColumns[key] : undefined;
      // The key on the near side says the same without a join, and stays when the far row lies outside the scope.
      if (last && near && (!alias || !fansOut(hops)))
        return qualify(near, last.from === base ? baseAlias : source.reach(last.from));
      if (alias) return qualify(field.expression, alias);
      return qualify(field.expression, source.reach(field.dataset));
    },
    fansOut: () => repeated,
    onlyLinks: () => links,
    addJoin: (text) => void lines.push(text),
    from: () => lines.join('\n'),
    labelJoins: () => labels,
  };
  return source;
}

export function requireField(model: Model, member: string): Field {
  const field = findField(model, member);
  if (!field)
    throw new CompileProblem(
      'plan.outside-role',
      `${member.replace('.', ' ').replaceAll('_', ' ')} is not part of what your role may read`,
    );
  return field;
}

/** The condition that links the two ends of a hop. */
export function linkCondition(hop: Hop, fromAlias: string, toAlias: string): string {
  const { fromColumns, toColumns } = hop.relationship;
  const [near, far] = hop.direction === 'one' ? [fromColumns, toColumns] : [toColumns, fromColumns];
  return near.map((column, i) => `${toAlias}.${far[i] ?? column} = ${fromAlias}.${column}`).join(' AND ');
}

function joinLine(model: Model, hop: Hop, from: string, to: string): string {
  const kind = hop.direction === 'one' ? 'LEFT JOIN' : 'JOIN';
  return `${kind} analytics.${model.datasets.get(hop.to)?.view ?? hop.to} AS ${to} ON ${linkCondition(hop, from, to)}`;
}

function label(model: Model, dataset: string): string {
  return model.datasets.get(dataset)?.noun[1] ?? dataset;
}

export { fansOut };
