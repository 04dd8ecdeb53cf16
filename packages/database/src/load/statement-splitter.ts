/** One SQL statement of a script, without its semicolon, and the line on which its first word stands. */
export interface ScriptStatement {
  readonly text: string;
  readonly line: number;
}

type Quote =
  { kind: 'none' } | { kind: 'string'; escapes: boolean } | { kind: 'name' } | { kind: 'dollar'; tag: string };

/**
 * Cuts a script into statements line by line, as psql does: quotes, dollar quotes and comments are honoured, comments are left out.
 * `push` returns the statements that end on the line; `pending` tells where an unfinished one began.
 */
export function createStatementSplitter(): {
  push(line: string, number: number): ScriptStatement[];
  pending(): { line: number; inside: string } | null;
  /** With `standard_conforming_strings = off` a backslash escapes in every string. */
  setBackslashEscapes(on: boolean): void;
} {
  let text = '';
  let startLine = 0;
  let quote: Quote = { kind: 'none' };
  let commentDepth = 0;
  let backslashEscapes = false;

  let begun = false;

  const finish = (): ScriptStatement[] => {
    const done = begun ? [{ text: text.trim(), line: startLine }] : [];
    text = '';
    begun = false;
    return done;
  };

  /** Handles the character at `at` outside of quotes and comments; returns how many characters it took. */
  const takePlain = (line: string, at: number, number: number, out: ScriptStatement[]): number => {
    const char = line.charAt(at);
    if (line.startsWith('--', at)) return line.length - at;
    if (line.startsWith('/*', at)) {
      commentDepth = 1;
      return 2;
    }
    if (char === ';' && !isInsideAtomicBody(text)) {
      out.push(...finish());
      return 1;
    }
    if (!begun && char.trim() !== '') {
      begun = true;
      startLine = number;
    }
    const dollar =
      char === '$' && !/[\w$]/.test(text.slice(-1))
        ? /^\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/.exec(line.slice(at))
        : null;
    if (dollar) {
      quote = { kind: 'dollar', tag: dollar[0] };
      text += dollar[0];
      return dollar[0].length;
    }
    if (char === "'") quote = { kind: 'string', escapes: backslashEscapes || /^(|.*\W)e$/is.test(text.slice(-2)) };
    if (char === '"') quote = { kind: 'name' };
    text += char;
    return 1;
  };

  /** Copies the inside of a quote up to its end or to the end of the line. */
  const takeQuoted = (line: string, at: number): number => {
    if (quote.kind === 'dollar') {
      const end = line.indexOf(quote.tag, at);
      const stop = end < 0 ? line.length : end + quote.tag.length;
      text += line.slice(at, stop);
      if (end >= 0) quote = { kind: 'none' };
      return stop - at;
    }
    const char = line.charAt(at);
    if (quote.kind === 'string' && quote.escapes && char === '\\') {
      text += line.slice(at, at + 2);
      return 2;
    }
    text += char;
    if (char === (quote.kind === 'name' ? '"' : "'")) quote = { kind: 'none' };
    return 1;
  };

  const takeComment = (line: string, at: number): number => {
    if (line.startsWith('/*', at)) commentDepth += 1;
    else if (line.startsWith('*/', at)) commentDepth -= 1;
    else return 1;
    return 2;
  };

  return {
    push(line, number) {
      const out: ScriptStatement[] = [];
      for (let at = 0; at < line.length;) {
        if (commentDepth > 0) at += takeComment(line, at);
        else if (quote.kind === 'none') at += takePlain(line, at, number, out);
        else at += takeQuoted(line, at);
      }
      if (begun) text += '\n';
      return out;
    },
    pending() {
      if (!begun && commentDepth === 0) return null;
      const inside = commentDepth > 0 ? 'a comment' : quote.kind === 'none' ? 'a statement' : 'a quoted text';
      return { line: startLine, inside };
    },
    setBackslashEscapes(on) {
      backslashEscapes = on;
    },
  };
}

/** The semicolons in the body of `CREATE FUNCTION … BEGIN ATOMIC … END` do not end it. */
function isInsideAtomicBody(text: string): boolean {
  return /^\s*create\b/i.test(text) && /\bbegin\s+atomic\b/i.test(text) && !/\bend\s*$/i.test(text);
}
