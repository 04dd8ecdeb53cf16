import { createHighlighterCore, createCssVariablesTheme } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import sql from 'shiki/langs/sql.mjs';

const theme = createCssVariablesTheme({ name: 'tokens', variablePrefix: '--shiki-', fontStyle: false });
let highlighter: Promise<Awaited<ReturnType<typeof createHighlighterCore>>> | undefined;

/** Lines of SQL as pieces of text with the name of their colour; text only, never markup. */
export async function toSqlTokens(text: string): Promise<{ text: string; color: string }[][]> {
  highlighter ??= createHighlighterCore({ themes: [theme], langs: [sql], engine: createJavaScriptRegexEngine() });
  const { tokens } = (await highlighter).codeToTokens(text, { lang: 'sql', theme: 'tokens' });
  return tokens.map((line) => line.map((token) => ({ text: token.content, color: toClass(token.color ?? '') })));
}

function toClass(color: string): string {
  const name = /--shiki-token-([a-z-]+)/.exec(color)?.[1];
  switch (name) {
    case 'keyword':
      return 'text-[var(--sql-keyword)]';
    case 'string':
    case 'string-expression':
      return 'text-[var(--sql-string)]';
    case 'constant':
      return 'text-[var(--sql-number)]';
    case 'function':
      return 'text-[var(--sql-function)]';
    case 'comment':
      return 'text-[var(--sql-comment)]';
    default:
      return '';
  }
}
