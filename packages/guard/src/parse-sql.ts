import { loadModule, parseSync } from 'libpg-query';
import { sliceBytes } from './rewrite/edit-text.js';
import { stripRemarks } from './text/strip-remarks.js';
import { isMessage, listOf } from './tree/node.js';

/** The statements of a text as PostgreSQL 18 reads them, or why it does not. */
export type Parsed =
  | {
      readonly ok: true;
      readonly statements: readonly unknown[];
      /** The text of the first statement, without remarks, a semicolon and what follows it; positions are bytes of this text. */
      readonly only: string;
    }
  | { readonly ok: false; readonly message: string; readonly position: number | undefined };

export type ParseSql = (sql: string) => Parsed;

/** Loads PostgreSQL's own parser (libpg_query as WASM) once; the function it returns is synchronous and pure. */
export async function loadParser(): Promise<ParseSql> {
  await loadModule();
  return parseSql;
}

function parseSql(written: string): Parsed {
  const sql = stripRemarks(written);
  if (sql === '') return { ok: true, statements: [], only: '' };
  try {
    const result: unknown = parseSync(sql ?? written);
    if (sql === undefined) return { ok: false, message: 'a quote or a remark is not closed', position: undefined };
    const statements = listOf(isMessage(result) ? result['stmts'] : undefined);
    return {
      ok: true,
      statements: statements.map((raw) => (isMessage(raw) ? raw['stmt'] : undefined)),
      only: textOfFirst(sql, statements[0]),
    };
  } catch (error) {
    const details = isSyntaxError(error) ? error.sqlDetails : undefined;
    // Anything else than a syntax error means that the parser itself broke: the caller must not use it again.
    if (!details) throw new ParserBroken(error);
    return { ok: false, message: details.message, position: details.cursorPosition };
  }
}

/** The parser gives a length where a semicolon ends the statement; positions inside it count from the start of the whole text. */
function textOfFirst(sql: string, raw: unknown): string {
  const length = isMessage(raw) ? raw['stmt_len'] : undefined;
  const start = isMessage(raw) && typeof raw['stmt_location'] === 'number' ? raw['stmt_location'] : 0;
  return typeof length === 'number' && length > 0 ? sliceBytes(sql, 0, start + length).trimEnd() : sql;
}

/** The parser failed in a way that is not about the text; its memory can no longer be trusted. */
export class ParserBroken extends Error {
  constructor(cause: unknown) {
    super('the SQL parser stopped working', { cause });
    this.name = 'ParserBroken';
  }
}

interface SyntaxFault {
  readonly sqlDetails: { readonly message: string; readonly cursorPosition: number };
}

function isSyntaxError(error: unknown): error is SyntaxFault {
  return error instanceof Error && error.name === 'SqlError' && 'sqlDetails' in error && error.sqlDetails !== undefined;
}
