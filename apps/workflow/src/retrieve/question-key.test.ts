import { describe, expect, it } from 'vitest';
import { questionKey } from './question-key.js';

describe('questionKey', () => {
  it.each([
    ['Turnover by shop?', 'please show me the turnover by shop'],
    ['What is our turnover by shop', 'turnover by shops.'],
    ['turnover   BY shop', 'Turnover by shop, please'],
    ['films that were rented', 'film that were rented'],
  ])('is one for “%s” and “%s”', (left, right) => {
    expect(questionKey(left)).toBe(questionKey(right));
  });

  it.each([
    ['turnover by shop', 'turnover by month'],
    ['films over 5 dollars', 'films over 6 dollars'],
    ['films with a rate > 3', 'films with a rate < 3'],
    ['films with rentals', 'films without rentals'],
    ['from May to June', 'from June to May'],
    ['shops with more films than copies', 'shops with more copies than films'],
    ['turnover in 2022', 'turnover in 2022-05'],
    ['films not rented', 'films rented'],
  ])('tells “%s” and “%s” apart', (left, right) => {
    expect(questionKey(left)).not.toBe(questionKey(right));
  });
});
