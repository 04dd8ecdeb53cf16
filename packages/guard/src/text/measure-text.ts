/** How much there is to parse: tokens (words, numbers, literals, signs) and the deepest nesting of brackets and CASE. */
export interface TextMeasure {
  readonly tokens: number;
  readonly depth: number;
}

/**
 * Measures a text before the parser sees it, in one pass. It follows PostgreSQL's lexical rules closely enough for a bound on work;
 * nothing about permission is decided here, because the exact sizes are checked again on the tree.
 */
export function measureText(sql: string): TextMeasure {
  const pattern =
    /--[^\r\n]*|\/\*|[eE]'(?:[^'\\]|\\[\s\S]|'')*'?|'(?:[^']|'')*'?|"(?:[^"]|"")*"?|(\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$)|[\w$\u0080-\uffff]+|\s+|[\s\S]/g;
  let tokens = 0;
  let depth = 0;
  let deepest = 0;
  for (let match = pattern.exec(sql); match; match = pattern.exec(sql)) {
    const [token, dollarTag] = match;
    if (token.startsWith('--') || /^\s/.test(token)) continue;
    if (token === '/*') pattern.lastIndex = endOfComment(sql, pattern.lastIndex);
    else {
      tokens += 1;
      if (dollarTag !== undefined) pattern.lastIndex = endOfDollarQuote(sql, pattern.lastIndex, dollarTag);
      const word = token.toLowerCase();
      if (token === '(' || token === '[' || word === 'case') deepest = Math.max(deepest, ++depth);
      else if (token === ')' || token === ']' || word === 'end') depth = Math.max(0, depth - 1);
    }
  }
  return { tokens, depth: deepest };
}

function endOfComment(sql: string, from: number): number {
  const marks = /\/\*|\*\//g;
  marks.lastIndex = from;
  for (let open = 1; open > 0;) {
    const mark = marks.exec(sql);
    if (!mark) return sql.length;
    open += mark[0] === '/*' ? 1 : -1;
  }
  return marks.lastIndex;
}

function endOfDollarQuote(sql: string, from: number, tag: string): number {
  const end = sql.indexOf(tag, from);
  return end === -1 ? sql.length : end + tag.length;
}
