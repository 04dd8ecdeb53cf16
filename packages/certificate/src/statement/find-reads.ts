import type { Policy } from '@copilot/contracts';
import { outputName } from './output-name.js';
import { asMessage, items, ofKind, texts, type Message } from './tree.js';

/** A column in sight; `from` is the view column that it is, if it is one unchanged. */
interface Field {
  readonly name: string;
  readonly from: { readonly view: string; readonly column: string } | undefined;
}

/** A relation in sight under its name. `hidden` ones are reached by name only: their columns stand in a join beside them. */
interface Source {
  readonly name: string | undefined;
  readonly fields: readonly Field[];
  readonly hidden: boolean;
}

interface Level {
  readonly sources: readonly Source[];
  readonly outer: Level | undefined;
}

type Withs = ReadonlyMap<string, readonly Field[]>;

/** What a statement reads, worked out from its text and the policy's list of views. */
export interface Reads {
  /** View name → columns read, both sorted; a view of which only rows are counted has none. */
  readonly views: ReadonlyMap<string, readonly string[]>;
  /** Relations that are neither a view of the policy nor a WITH query, and column names that no relation has. */
  readonly unknown: readonly string[];
  readonly outputs: readonly Field[];
}

/**
 * Finds the views and columns that a SELECT reads. Written for the checker alone, against the same outside fact as the guard,
 * PostgreSQL's rules for names, and sharing nothing with it: when both agree, two readings of the text agree.
 */
export function findReads(select: Message, policy: Policy): Reads {
  const finder = new ReadFinder(policy);
  const outputs = finder.select(select, undefined, new Map());
  const views = [...finder.views].map(([view, columns]) => [view, [...columns].sort()] as const);
  return { views: new Map(views.sort(([a], [b]) => (a < b ? -1 : 1))), unknown: finder.unknown, outputs };
}

/** Lives for one statement and gathers what is read. */
class ReadFinder {
  readonly views = new Map<string, Set<string>>();
  readonly unknown: string[] = [];

  constructor(private readonly policy: Policy) {}

  select(statement: Message, outer: Level | undefined, above: Withs): readonly Field[] {
    const withs = this.withQueries(asMessage(statement['withClause']), outer, above);
    const larg = asMessage(statement['larg']);
    const rarg = asMessage(statement['rarg']);
    const here: Level = { sources: [], outer };
    this.expression([statement['limitCount'], statement['limitOffset']], here, withs);
    if (larg && rarg) return this.union(this.select(larg, outer, withs), this.select(rarg, outer, withs));

    const rows = items(statement['valuesLists']);
    if (rows.length > 0) {
      this.expression(rows, here, withs);
      return items(ofKind(rows[0], 'List')?.['items']).map((_, index) => computed(`column${index + 1}`));
    }
    return this.plainSelect(statement, outer, withs);
  }

  private plainSelect(statement: Message, outer: Level | undefined, withs: Withs): readonly Field[] {
    let sources: readonly Source[] = [];
    for (const entry of items(statement['fromClause']))
      sources = [...sources, ...this.from(entry, sources, outer, withs)];
    const level: Level = { sources, outer };
    const outputs = items(statement['targetList']).flatMap((target) =>
      this.target(ofKind(target, 'ResTarget'), level, withs),
    );
    const { whereClause, havingClause, windowClause } = statement;
    this.expression([whereClause, havingClause, windowClause], level, withs);
    const isOutput = (name: string): boolean => outputs.some((field) => field.name === name);
    const isInput = (name: string): boolean => inSight(sources).some((field) => field.name === name);
    // GROUP BY prefers a column of FROM to an alias, ORDER BY and DISTINCT ON the other way round.
    this.byName(items(statement['groupClause']), (name) => isOutput(name) && !isInput(name), level, withs);
    this.byName([...items(statement['sortClause']), ...items(statement['distinctClause'])], isOutput, level, withs);
    return outputs;
  }

  private withQueries(clause: Message | undefined, outer: Level | undefined, above: Withs): Withs {
    const withs = new Map(above);
    if (clause?.['recursive'] === true) this.unknown.push('WITH RECURSIVE');
    for (const entry of items(clause?.['ctes'])) {
      const query = ofKind(entry, 'CommonTableExpr');
      const select = ofKind(query?.['ctequery'], 'SelectStmt');
      if (!query || !select) continue;
      const fields = this.select(select, outer, new Map(withs));
      withs.set(String(query['ctename']), renamed(fields, texts(query['aliascolnames'])));
    }
    return withs;
  }

  /** The store column of one view may meet the store column of another; any other mixture is no longer a view's column. */
  private union(left: readonly Field[], right: readonly Field[]): Field[] {
    return left.map((field, index) => {
      const other = right[index]?.from;
      const same = field.from?.view === other?.view && field.from?.column === other?.column;
      return same || (this.isStore(field.from) && this.isStore(other)) ? field : computed(field.name);
    });
  }

  isStore(from: Field['from']): boolean {
    const scope = this.policy.views.find((view) => view.name === from?.view)?.scope;
    return scope?.kind === 'store' && scope.column === from?.column;
  }

  private from(entry: unknown, left: readonly Source[], outer: Level | undefined, withs: Withs): Source[] {
    const relation = ofKind(entry, 'RangeVar');
    if (relation) return [this.relation(relation, withs)];
    const subselect = ofKind(entry, 'RangeSubselect');
    if (subselect) {
      const around = subselect['lateral'] === true ? { sources: left, outer } : outer;
      const select = ofKind(subselect['subquery'], 'SelectStmt') ?? {};
      return [named(subselect, undefined, this.select(select, around, withs))];
    }
    const call = ofKind(entry, 'RangeFunction');
    if (call) return [this.rowFunction(call, { sources: left, outer }, withs)];
    const join = ofKind(entry, 'JoinExpr');
    return join ? this.join(join, left, outer, withs) : [];
  }

  private relation(relation: Message, withs: Withs): Source {
    const name = String(relation['relname']);
    const schema = relation['schemaname'];
    const query = schema === undefined ? withs.get(name) : undefined;
    if (query) return named(relation, name, query);
    const isOurs = schema === undefined || schema === this.policy.schema;
    const view =
      isOurs && relation['catalogname'] === undefined
        ? this.policy.views.find((known) => known.name === name)
        : undefined;
    if (view) this.views.set(name, this.views.get(name) ?? new Set());
    else this.unknown.push([schema, name].filter((part) => part !== undefined).join('.'));
    const columns = (view?.columns ?? []).map((column): Field => ({ name: column, from: { view: name, column } }));
    return named(relation, name, columns);
  }

  private rowFunction(call: Message, level: Level, withs: Withs): Source {
    this.expression(call['functions'], level, withs);
    const [first] = items(call['functions']);
    const functionCall = ofKind(items(ofKind(first, 'List')?.['items'])[0], 'FuncCall');
    const own = texts(functionCall?.['funcname']).at(-1) ?? '?column?';
    const columns = own === 'unnest' ? Math.max(1, items(functionCall?.['args']).length) : 1;
    const name = columns > 1 ? own : String(asMessage(call['alias'])?.['aliasname'] ?? own);
    const fields = Array.from({ length: columns }, () => computed(name));
    return named(call, own, call['ordinality'] === true ? [...fields, computed('ordinality')] : fields);
  }

  private join(join: Message, left: readonly Source[], outer: Level | undefined, withs: Withs): Source[] {
    const larg = this.from(join['larg'], left, outer, withs);
    const rarg = this.from(join['rarg'], [...left, ...larg], outer, withs);
    const sides = [inSight(larg), inSight(rarg)] as const;
    const shared = sides[0].filter((field) => sides[1].some(({ name }) => name === field.name)).map(({ name }) => name);
    const using = join['isNatural'] === true ? shared : texts(join['usingClause']);
    const merged = using.map((name) => this.merge(name, sides, join['jointype']));
    const fields = [...merged, ...sides.flat().filter(({ name }) => !using.includes(name))];
    this.expression(join['quals'], { sources: [...larg, ...rarg], outer }, withs);
    const usingAlias = asMessage(join['join_using_alias'])?.['aliasname'];
    const extra = usingAlias === undefined ? [] : [{ name: String(usingAlias), fields: merged, hidden: true }];
    if (asMessage(join['alias'])) return [named(join, undefined, fields), ...extra];
    const inner = [...larg, ...rarg].map((source) => ({ ...source, hidden: true }));
    return [...inner, { name: undefined, fields, hidden: false }, ...extra];
  }

  private merge(name: string, sides: readonly (readonly Field[])[], type: unknown): Field {
    const pair = sides.map((side) => side.find((field) => field.name === name));
    for (const field of pair) this.read(field, name);
    const chosen = type === 'JOIN_RIGHT' ? pair[1] : pair[0];
    return { name, from: type === 'JOIN_FULL' ? undefined : chosen?.from };
  }

  private target(target: Message | undefined, level: Level, withs: Withs): Field[] {
    const reference = ofKind(target?.['val'], 'ColumnRef');
    const path = texts(reference?.['fields']);
    if (reference && isStar(reference)) {
      const fields = path.length > 0 ? this.source(path, level)?.fields : inSight(level.sources);
      if (!fields) this.unknown.push(`${path.join('.')}.*`);
      for (const field of fields ?? []) this.read(field, field.name);
      return [...(fields ?? [])];
    }
    const field = reference ? this.reference(path, level) : undefined;
    if (!reference) this.expression(target?.['val'], level, withs);
    const name = target?.['name'] ?? outputName(target?.['val'])?.name ?? '?column?';
    return [{ name: String(name), from: field?.from }];
  }

  private expression(value: unknown, level: Level, withs: Withs): void {
    if (Array.isArray(value)) for (const item of value) this.expression(item, level, withs);
    const fields = asMessage(value);
    for (const [name, inner] of Object.entries(fields ?? {})) {
      if (name === 'ColumnRef')
        this.reference(texts(asMessage(inner)?.['fields']), level, isStar(asMessage(inner) ?? {}));
      else if (name === 'SelectStmt') this.select(asMessage(inner) ?? {}, level, withs);
      else if (typeof inner === 'object') this.expression(inner, level, withs);
    }
  }

  private byName(entries: readonly unknown[], isAlias: (name: string) => boolean, level: Level, withs: Withs): void {
    for (const entry of entries) {
      const value = ofKind(entry, 'SortBy')?.['node'] ?? entry;
      const set =
        ofKind(value, 'GroupingSet')?.['content'] ??
        (isPlainRow(value) ? ofKind(value, 'RowExpr')?.['args'] : undefined);
      const path = texts(ofKind(value, 'ColumnRef')?.['fields']);
      const [name] = path;
      if (set) this.byName(items(set), isAlias, level, withs);
      else if (path.length !== 1 || name === undefined || !isAlias(name)) this.expression(value, level, withs);
    }
  }

  /** The nearest level that has the name decides. A name that stands for a whole row reads all of it. */
  private reference(path: readonly string[], level: Level, star = false): Field | undefined {
    const name = path.at(-1) ?? '';
    const source = star
      ? this.source(path, level)
      : path.length > 1
        ? this.source(path.slice(0, -1), level)
        : undefined;
    if (star) for (const field of source?.fields ?? []) this.read(field, field.name);
    if (star) return undefined;
    if (path.length > 1)
      return this.read(
        source?.fields.find((field) => field.name === name),
        path.join('.'),
      );
    for (let at: Level | undefined = level; at; at = at.outer) {
      const found = inSight(at.sources).filter((field) => field.name === name);
      for (const field of found) this.read(field, name);
      if (found.length > 0) return found[0];
    }
    const row = this.source(path, level);
    if (row) for (const field of row.fields) this.read(field, field.name);
    else this.unknown.push(name);
    return undefined;
  }

  private source(path: readonly string[], level: Level): Source | undefined {
    const name = path.at(-1);
    for (let at: Level | undefined = level; at; at = at.outer) {
      const found = at.sources.find((source) => source.name === name);
      if (found) return found;
    }
    return undefined;
  }

  private read(field: Field | undefined, name: string): Field | undefined {
    if (!field) this.unknown.push(name);
    if (field?.from) this.views.get(field.from.view)?.add(field.from.column);
    return field;
  }
}

function named(node: Message, own: string | undefined, fields: readonly Field[]): Source {
  const alias = asMessage(node['alias']);
  const name = alias ? String(alias['aliasname']) : own;
  return { name, fields: renamed(fields, texts(alias?.['colnames'])), hidden: false };
}

function renamed(fields: readonly Field[], names: readonly string[]): readonly Field[] {
  return fields.map((field, index) => ({ ...field, name: names[index] ?? field.name }));
}

function inSight(sources: readonly Source[]): Field[] {
  return sources.filter((source) => !source.hidden).flatMap((source) => source.fields);
}

function computed(name: string): Field {
  return { name, from: undefined };
}

function isStar(reference: Message): boolean {
  return ofKind(items(reference['fields']).at(-1), 'A_Star') !== undefined;
}

function isPlainRow(value: unknown): boolean {
  return ofKind(value, 'RowExpr')?.['row_format'] === 'COERCE_IMPLICIT_CAST';
}
