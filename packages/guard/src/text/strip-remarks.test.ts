import { loadModule } from 'libpg-query';
import { beforeAll, describe, expect, it } from 'vitest';
import { stripRemarks } from './strip-remarks.js';

beforeAll(() => loadModule());

describe('stripRemarks', () => {
  const cases: readonly [string, string | undefined][] = [
    ['SELECT 1 -- one', 'SELECT 1'],
    ['SELECT 1 -- one\n, 2', 'SELECT 1  \n, 2'],
    ['SELECT 1 --\r, 2', 'SELECT 1  \r, 2'],
    ['SELECT/*a/*b*/c*/1', 'SELECT 1'],
    ["SELECT '--', '/*', \"/*\" FROM t /* é */, ü", "SELECT '--', '/*', \"/*\" FROM t  , ü"],
    ['SELECT $$ -- no remark $$', 'SELECT $$ -- no remark $$'],
    ["SELECT E'\\'--' -- x", "SELECT E'\\'--'"],
    ['-- nothing', ''],
    ['SELECT 1 /* open', undefined],
  ];
  it.each(cases)('%j → %j', (written, stripped) => {
    expect(stripRemarks(written)).toBe(stripped);
  });
});
