import { describe, expect, it } from 'vitest';
import { createStatementSplitter } from './statement-splitter.js';

function split(script: string, backslashes = false): string[] {
  const splitter = createStatementSplitter();
  splitter.setBackslashEscapes(backslashes);
  return script.split('\n').flatMap((line, index) => splitter.push(line, index + 1).map((s) => `${s.line}: ${s.text}`));
}

describe('createStatementSplitter', () => {
  it('tells the line on which each statement begins and leaves comments out', () => {
    expect(split('-- a; comment\nSET a = 1; SET b\n = 2;\n/* x; /* y; */ z */ SELECT 1;')).toEqual([
      '2: SET a = 1',
      '2: SET b\n = 2',
      '4: SELECT 1',
    ]);
  });

  it('does not end a statement inside quotes of any kind', () => {
    expect(split(`SELECT 'a;''b', "c;""d", $x$ e; $y$ $x$, E'f\\';';`)).toEqual([
      `1: SELECT 'a;''b', "c;""d", $x$ e; $y$ $x$, E'f\\';'`,
    ]);
  });

  it('takes a backslash as an escape in plain strings only when told so', () => {
    expect(split(`SELECT 'a\\'; SELECT 2;`)).toEqual([`1: SELECT 'a\\'`, '1: SELECT 2']);
    expect(split(`SELECT 'a\\'; SELECT 2';`, true)).toEqual([`1: SELECT 'a\\'; SELECT 2'`]);
  });

  it('keeps a function body in one piece', () => {
    const plpgsql = 'CREATE FUNCTION f() RETURNS int AS $_$\nBEGIN\n  RETURN 1;\nEND $_$ LANGUAGE plpgsql;';
    const atomic = 'CREATE FUNCTION g() RETURNS int BEGIN ATOMIC\n SELECT 1;\n SELECT 2;\nEND;';
    expect(split(`${plpgsql}\n${atomic}`)).toEqual([`1: ${plpgsql.slice(0, -1)}`, `5: ${atomic.slice(0, -1)}`]);
  });

  it('says where an unfinished statement began', () => {
    const splitter = createStatementSplitter();
    splitter.push('SELECT 1;', 1);
    expect(splitter.pending()).toBeNull();
    splitter.push("SELECT 'abc", 2);
    expect(splitter.pending()).toEqual({ line: 2, inside: 'a quoted text' });
  });
});
