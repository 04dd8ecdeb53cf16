import { loadModule, parseSync } from 'libpg-query';
import { asMessage, eachNode, items, ofKind, texts, type Message } from './tree.js';

/** A statement that was parsed again, from its text alone. */
export type ReadStatement =
  | {
      readonly ok: true;
      readonly select: Message;
      readonly functions: readonly string[];
      readonly limit: number | null;
    }
  | { readonly ok: false; readonly reason: string };

/** Node kinds that only a statement with side effects, or one whose text is not all of it, contains. */
const foreign = /^(Insert|Update|Delete|Merge|Copy|Call|Explain)Stmt$|^(IntoClause|LockingClause|ParamRef)$/;

/**
 * Parses a text with PostgreSQL's own grammar and makes sure that it is one plain SELECT: no second statement, nothing that writes,
 * locks or takes parameters.
 */
export async function readStatement(sql: string): Promise<ReadStatement> {
  await loadModule();
  let statements: readonly unknown[];
  try {
    statements = items(parseSync(sql).stmts);
  } catch {
    return { ok: false, reason: 'PostgreSQL’s grammar does not accept the text' };
  }
  const select = ofKind(asMessage(statements[0])?.['stmt'], 'SelectStmt');
  if (statements.length !== 1 || !select) return { ok: false, reason: 'it is not exactly one SELECT' };

  let found: string | undefined;
  const functions = new Set<string>();
  eachNode(select, (kind, message) => {
    if (foreign.test(kind)) found = kind;
    if (message['intoClause'] !== undefined || items(message['lockingClause']).length > 0) found = 'INTO or FOR UPDATE';
    if (kind === 'FuncCall') functions.add(texts(message['funcname']).at(-1) ?? '');
  });
  if (select['intoClause'] !== undefined || items(select['lockingClause']).length > 0) found = 'INTO or FOR UPDATE';
  if (found !== undefined) return { ok: false, reason: `it contains ${found}` };
  return { ok: true, select, functions: [...functions].sort(), limit: literalLimit(select) };
}

/** The literal of the outer LIMIT; null when there is none, when it is computed, or when ties may go beyond it. */
function literalLimit(select: Message): number | null {
  const literal = asMessage(ofKind(select['limitCount'], 'A_Const')?.['ival']);
  if (!literal || select['limitOption'] !== 'LIMIT_OPTION_COUNT') return null;
  return Number(literal['ival'] ?? 0);
}
