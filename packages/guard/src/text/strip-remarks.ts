import { scanSync } from 'libpg-query';
import { editText } from '../rewrite/edit-text.js';

/**
 * Takes the remarks (`-- …`, `/* … *\/`) out of a text, by PostgreSQL's own lexer, and the blanks at its end.
 *
 * libpg_query's lexer sees a remark between two words that belong together (`NOT /* *\/ IN`, `NULLS /* *\/ FIRST`) where PostgreSQL's
 * does not; without remarks in the text that runs, both read the same. *Returns* nothing where the lexer fails: an open quote or remark.
 */
export function stripRemarks(sql: string): string | undefined {
  if (!sql.includes('--') && !sql.includes('/*')) return sql.trimEnd();
  const tokens = scan(sql);
  const remarks = tokens?.filter(({ tokenName }) => tokenName === 'SQL_COMMENT' || tokenName === 'C_COMMENT');
  const edits = remarks?.map(({ start, end }) => ({ start, end, text: ' ' }));
  return edits && editText(sql, edits).trimEnd();
}

function scan(sql: string): ReturnType<typeof scanSync>['tokens'] | undefined {
  try {
    return scanSync(sql).tokens;
  } catch {
    // The binding reads the lexer's message as JSON and throws; the parser then says properly what is wrong.
    return undefined;
  }
}
