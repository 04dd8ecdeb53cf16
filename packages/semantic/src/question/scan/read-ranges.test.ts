import { describe, expect, it } from 'vitest';
import { toTokens } from '../tokens.js';
import { readRanges } from './read-ranges.js';

const labels = (text: string): string[] | null =>
  readRanges(toTokens(text))?.ranges.map((range) => range.label) ?? null;

describe('ranges that follow on one another', () => {
  it.each([
    ['under 60, 60 to 120 and over 120 minutes', ['under 60', '60 to 120', 'over 120']],
    ['up to 10, 11–20, more than 20 visits', ['up to 10', '11 to 20', 'over 20']],
    ['up to 10, 11-20 and more than 20', ['up to 10', '11 to 20', 'over 20']],
    ['up to 1, 1 to 3, over 3', ['up to 1', 'over 1 to 3', 'over 3']],
    ['1, 2, 3 or more', ['1', '2', '3 or more']],
    ['under 1 hour, 1 to 2 hours and over 2 hours', ['under 1', '1 to 2', 'over 2']],
    ['less than 100 and 100 or more', ['under 100', '100 or more']],
    ['0 to 1, 2 to 3, 4 or more', ['0 to 1', '2 to 3', '4 or more']],
  ])('in "%s" are groups', (text, expected) => {
    expect(labels(text)).toEqual(expected);
  });

  it.each([
    'under 60',
    'between 60 and 120',
    '1, 2 and 3',
    'more than 3 and less than 9',
    'over 100, 5',
    '10 to 20, 20 to 30',
  ])('are not in "%s"', (text) => {
    expect(labels(text)).toBeNull();
  });

  it('are one condition when "or" joins what leaves a gap', () => {
    expect(readRanges(toTokens('shorter than 60 or longer than 180'))).toMatchObject({ either: true });
    expect(readRanges(toTokens('under 60, 60 to 120 or over 120'))).toMatchObject({ either: false });
  });

  it('give a shared bound to the first of two', () => {
    expect(readRanges(toTokens('up to 1, 1 to 3, over 3'))?.ranges).toEqual([
      { to: 1, label: 'up to 1' },
      { above: 1, to: 3, label: 'over 1 to 3' },
      { above: 3, label: 'over 3' },
    ]);
  });
});
