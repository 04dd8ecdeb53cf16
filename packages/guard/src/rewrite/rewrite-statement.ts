import { scanSync } from 'libpg-query';
import type { Resolution } from '../resolve/resolution.js';
import { isMessage, messageOf, type Message } from '../tree/node.js';
import { locationOf } from '../tree/index-tree.js';
import { editText, sliceBytes, type Edit } from './edit-text.js';

/** How the outer LIMIT came about. */
export type LimitKind = 'kept' | 'lowered' | 'added' | 'wrapped';

/** The text to run and the tree that it must parse to. */
export interface Rewritten {
  readonly sql: string;
  readonly tree: unknown;
  readonly rowLimit: number;
  readonly limit: LimitKind;
  /** Whether a `*` was written out. */
  readonly starsWritten: boolean;
}

/**
 * Makes the statement say all that was decided about it: views get their schema, a `*` over columns that the role may not read is
 * written out, and the outer level has a literal LIMIT of at most `rowLimit`.
 *
 * The text is edited at the positions the parser reports and the tree is changed alike; the caller parses the text again and
 * compares. Printing the tree instead would lose what a printer gets wrong.
 */
export function rewriteStatement(
  sql: string,
  statement: Message,
  resolution: Resolution,
  { schema, rowLimit }: { readonly schema: string; readonly rowLimit: number },
): Rewritten {
  const bare = new Set(
    resolution.relations
      .filter((use) => use.kind === 'view' && use.node['schemaname'] === undefined)
      .map((use) => use.node),
  );
  const stars = new Map(resolution.stars.map((star) => [star.target, star.columns] as const));
  const edits: Edit[] = [...bare].map((node) => ({
    start: locationOf(node),
    end: locationOf(node),
    text: `${schema}.`,
  }));
  for (const [target, columns] of stars) edits.push(starEdit(sql, target, columns));

  const inner = rebuild(statement, bare, stars, schema);
  const limit = limitOf(statement, rowLimit);
  const starsWritten = stars.size > 0;
  if (limit.kind === 'lowered') {
    const edit = limitEdit(sql, limit.location, limit.digits, rowLimit);
    const tree = { SelectStmt: { ...inner, limitCount: constant(rowLimit) } };
    if (edit) return { sql: editText(sql, [...edits, edit]), tree, rowLimit, limit: 'lowered', starsWritten };
  }
  const text = editText(sql, edits);
  if (limit.kind === 'kept')
    return { sql: text, tree: { SelectStmt: inner }, rowLimit: limit.count, limit: 'kept', starsWritten };
  const limited = { limitCount: constant(rowLimit), limitOption: 'LIMIT_OPTION_COUNT' };
  if (limit.kind === 'added') {
    const tree = { SelectStmt: { ...inner, ...limited } };
    return { sql: `${text}\nLIMIT ${rowLimit}`, tree, rowLimit, limit: 'added', starsWritten };
  }
  return {
    sql: `SELECT * FROM (\n${text}\n) AS answer\nLIMIT ${rowLimit}`,
    tree: wrapped(inner, limited),
    rowLimit,
    limit: 'wrapped',
    starsWritten,
  };
}

type Limit =
  | { readonly kind: 'kept'; readonly count: number }
  | { readonly kind: 'lowered'; readonly location: number; readonly digits: string }
  | { readonly kind: 'added' }
  | { readonly kind: 'wrapped' };

/** A literal LIMIT or FETCH FIRST is kept or lowered; WITH TIES, ALL, NULL and expressions keep their meaning inside a wrapper. */
function limitOf(statement: Message, rowLimit: number): Limit {
  const count = statement['limitCount'];
  if (count === undefined) return { kind: 'added' };
  const literal = messageOf(count, 'A_Const');
  const whole = literal?.['ival'];
  if (!literal || !isMessage(whole) || statement['limitOption'] !== 'LIMIT_OPTION_COUNT') return { kind: 'wrapped' };
  const value = typeof whole['ival'] === 'number' ? whole['ival'] : 0;
  if (value < 0) return { kind: 'wrapped' };
  if (value <= rowLimit) return { kind: 'kept', count: value };
  return { kind: 'lowered', location: locationOf(literal), digits: String(value) };
}

/** Replaces the digits of the literal; nothing if it is spelled in another way (0x1F4), which is then wrapped. */
function limitEdit(sql: string, location: number, digits: string, rowLimit: number): Edit | undefined {
  const found = /^\d+(?![\w.])/.exec(sliceBytes(sql, location))?.[0];
  return found === digits ? { start: location, end: location + digits.length, text: String(rowLimit) } : undefined;
}

function starEdit(sql: string, target: Message, columns: readonly NamedColumn[]): Edit {
  const start = locationOf(target);
  const rest = sliceBytes(sql, start);
  const star = scanSync(rest).tokens.find((token) => token.text === '*');
  const text = columns.map(({ qualifier, name }) => [qualifier, name].flatMap(quote).join('.')).join(', ');
  return { start, end: start + (star?.end ?? 0), text };
}

interface NamedColumn {
  readonly qualifier: string | undefined;
  readonly name: string;
}

/** Quotes an identifier where a plain one would be read differently. */
function quote(identifier: string | undefined): string[] {
  if (identifier === undefined) return [];
  const [token] = /^[a-z_][a-z0-9_]*$/.test(identifier) ? scanSync(identifier).tokens : [];
  const isPlain = token !== undefined && token.keywordKind === 0 && token.tokenName === 'IDENT';
  return [isPlain ? identifier : `"${identifier.replaceAll('"', '""')}"`];
}

/** The same tree with the schema on bare views and the stars written out. */
function rebuild(
  statement: Message,
  bare: ReadonlySet<Message>,
  stars: ReadonlyMap<Message, readonly NamedColumn[]>,
  schema: string,
): Message {
  if (bare.size === 0 && stars.size === 0) return statement;
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value))
      return stars.size > 0 ? value.flatMap((item) => writtenOut(item) ?? [visit(item)]) : value.map(visit);
    if (!isMessage(value)) return value;
    const copy: Record<string, unknown> = {};
    for (const key in value) copy[key] = typeof value[key] === 'object' ? visit(value[key]) : value[key];
    if (bare.has(value)) copy['schemaname'] = schema;
    return copy;
  };
  const writtenOut = (item: unknown): unknown[] | undefined => {
    const target = stars.size > 0 ? messageOf(item, 'ResTarget') : undefined;
    const columns = target ? stars.get(target) : undefined;
    return columns?.map(({ qualifier, name }) => ({
      ResTarget: {
        val: { ColumnRef: { fields: [qualifier, name].flatMap((part) => (part === undefined ? [] : [text(part)])) } },
      },
    }));
  };
  const rebuilt = visit(statement);
  return isMessage(rebuilt) ? rebuilt : statement;
}

function wrapped(inner: Message, limited: Message): unknown {
  return {
    SelectStmt: {
      targetList: [{ ResTarget: { val: { ColumnRef: { fields: [{ A_Star: {} }] } } } }],
      fromClause: [{ RangeSubselect: { subquery: { SelectStmt: inner }, alias: { aliasname: 'answer' } } }],
      ...limited,
      op: 'SETOP_NONE',
    },
  };
}

function constant(value: number): unknown {
  return { A_Const: { ival: { ival: value } } };
}

function text(value: string): unknown {
  return { String: { sval: value } };
}
