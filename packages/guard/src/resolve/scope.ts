/** A column of a view, by its names in the policy. */
export interface ViewColumn {
  readonly view: string;
  readonly column: string;
}

/**
 * A column that can be referred to. `source` is the view column whose value it passes on unchanged; `readable` is false for a
 * column of a view that the role may not read; `definitions` are the expressions that compute it otherwise.
 */
export interface Column {
  readonly name: string;
  readonly source: ViewColumn | undefined;
  readonly readable: boolean;
  readonly definitions: readonly unknown[];
  /** Columns that are read whenever this one is: both sides of JOIN … USING. */
  readonly merged?: readonly Column[];
  /** The name that reaches it when the relation it belongs to has none of its own. */
  readonly qualifier?: string | undefined;
}

/** One entry of the FROM clause as expressions see it: PostgreSQL's namespace item. */
export interface RangeItem {
  readonly name: string | undefined;
  /** The view, when it is one without an alias: only then `schema.view.column` reaches it. */
  readonly view: string | undefined;
  readonly columns: readonly Column[];
  readonly nameVisible: boolean;
  readonly columnsVisible: boolean;
}

/** What expressions of one query level can see; `outer` is the level around it. */
export interface Scope {
  readonly items: readonly RangeItem[];
  readonly outer: Scope | undefined;
}

/** The WITH queries that can be seen, nearest first. */
export interface CteScope {
  readonly queries: ReadonlyMap<string, readonly Column[]>;
  readonly outer: CteScope | undefined;
}

/** What a column reference turned out to be. */
export type Reference =
  | { readonly kind: 'column'; readonly column: Column }
  | { readonly kind: 'ambiguous' }
  | { readonly kind: 'row' }
  | { readonly kind: 'unknown' };

/**
 * Looks a bare name up as PostgreSQL does: columns level by level from the inside, and only if no level has one, a relation of that
 * name, which means its whole row.
 */
export function findColumn(scope: Scope | undefined, name: string): Reference {
  for (let level = scope; level; level = level.outer) {
    const found = level.items
      .filter((item) => item.columnsVisible)
      .flatMap((item) => item.columns.filter((column) => column.name === name));
    const [first] = found;
    if (found.length > 1) return { kind: 'ambiguous' };
    if (first) return { kind: 'column', column: first };
  }
  return findItem(scope, name) ? { kind: 'row' } : { kind: 'unknown' };
}

/** Looks up `relation.column`, or `schema.view.column` where the view has no alias. */
export function findQualifiedColumn(scope: Scope | undefined, path: readonly string[], schema: string): Reference {
  const item = findItemByPath(scope, path.slice(0, -1), schema);
  if (item === 'ambiguous') return { kind: 'ambiguous' };
  const found = item?.columns.filter((column) => column.name === path.at(-1)) ?? [];
  const [first] = found;
  if (found.length > 1) return { kind: 'ambiguous' };
  return first ? { kind: 'column', column: first } : { kind: 'unknown' };
}

/** The relation that `name`, or `schema.view`, stands for: the nearest level that has it decides. */
export function findItemByPath(
  scope: Scope | undefined,
  path: readonly string[],
  schema: string,
): RangeItem | 'ambiguous' | undefined {
  const [first, second] = path;
  if (first === undefined || path.length > 2) return undefined;
  if (second === undefined) return findItem(scope, first);
  return first === schema ? findItem(scope, second, true) : undefined;
}

function findItem(scope: Scope | undefined, name: string, unaliased = false): RangeItem | 'ambiguous' | undefined {
  for (let level = scope; level; level = level.outer) {
    const found = level.items.filter(
      (item) => item.nameVisible && (unaliased ? item.view === name : item.name === name),
    );
    if (found.length > 1) return 'ambiguous';
    if (found[0]) return found[0];
  }
  return undefined;
}

export function findCte(scope: CteScope | undefined, name: string): readonly Column[] | undefined {
  for (let level = scope; level; level = level.outer) {
    const columns = level.queries.get(name);
    if (columns) return columns;
  }
  return undefined;
}

/** The same column, reached through the relation of that name; spelled out because it is done for every column of every join. */
export function withQualifier(column: Column, qualifier: string | undefined): Column {
  if (column.qualifier === qualifier) return column;
  const { name, source, readable, definitions, merged } = column;
  return merged
    ? { name, source, readable, definitions, merged, qualifier }
    : { name, source, readable, definitions, qualifier };
}

/** Gives the first columns other names, as `AS alias (a, b)` does; nothing when there are more names than columns. */
export function renameColumns(columns: readonly Column[], names: readonly string[]): readonly Column[] | undefined {
  if (names.length > columns.length) return undefined;
  if (names.length === 0) return columns;
  return columns.map((column, index) => ({ ...column, name: names[index] ?? column.name }));
}
