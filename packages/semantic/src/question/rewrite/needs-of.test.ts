import { describe, expect, it } from 'vitest';
import { needsOf } from './needs-of.js';
import { parsePattern } from './pattern.js';

describe('the words that a pattern needs', () => {
  it.each([
    ['hand me <thing>', [['hand'], ['me']]],
    ['<thing> (of|for) <value>', [['of', 'for']]],
    ['<thing> (of|) <value>', []],
    ['<figure> <grain>', []],
  ])('%s', (pattern, needs) => {
    expect(needsOf(parsePattern(pattern))).toEqual(needs);
  });
});
