import { describe, expect, it } from 'vitest';
import { correctToken, formsOf, toNumber, toOrdinal, toTokens } from './tokens.js';

const lowers = (text: string): string[] => toTokens(text).map((token) => token.lower);

describe('cutting a question into tokens', () => {
  it('keeps offsets into the text as typed, so that every word can be shown where it stands', () => {
    const text = "  Café sales, for ADA   NORTH's films -- since 2022-03-01 (over $1,250.50)?";
    for (const token of toTokens(text))
      if (!['not'].includes(token.text)) expect(text.slice(token.start, token.end)).toBe(token.text);
    expect(toTokens(text).map((token) => token.start)).toEqual(
      [...toTokens(text).map((token) => token.start)].sort((a, b) => a - b),
    );
  });

  it('folds case and accents for matching, and leaves the text alone', () => {
    const [cafe] = toTokens('Café');
    expect(cafe).toMatchObject({ text: 'Café', lower: 'cafe', start: 0, end: 4 });
  });

  it.each([
    ["haven't", ['have', 'not']],
    ["can't", ['can', 'not']],
    ["won't", ['will', 'not']],
    ['isn’t', ['is', 'not']],
    ["store's", ['store', "'s"]],
    ['PG-13', ['pg', '13']],
    ['a>=3', ['a', '>=', '3']],
    ['q3 h1', ['q3', 'h1']],
    ['9am', ['9am']],
  ])('cuts %s into %j', (text, words) => {
    expect(lowers(text)).toEqual(words);
  });

  it('knows which token follows directly on the one before', () => {
    expect(toTokens('PG-13 or R 13').map((token) => token.glued)).toEqual([false, true, false, false, false]);
  });

  it.each([
    ['seven', 7],
    ['1,000', 1000],
    ['$150', 150],
    ['4.5k', 4500],
    ['2m', 2_000_000],
    ['20%', 20],
    ['3rd', 3],
    ['twice', 2],
    ['dozen', 12],
    ['many', null],
    ['1,00', null],
  ])('reads %s as the number %s', (text, value) => {
    expect(toNumber(text)).toBe(value);
  });

  it('says whether a number is money or a percentage', () => {
    expect(toTokens('$5 and 5% and 5').map(({ money, percent }) => [money, percent])).toEqual([
      [true, false],
      [false, false],
      [false, true],
      [false, false],
      [false, false],
    ]);
  });

  it('joins "two and a half" into one token that covers all four words', () => {
    const [days] = toTokens('two and a half days');
    expect(days).toMatchObject({ number: 2.5, start: 0, end: 14 });
    expect(lowers('two and a half days')).toEqual(['two', 'days']);
  });

  it.each([
    ['2022-06-15', '2022-06-15'],
    ['6/5/2022', '2022-06-05'],
  ])('reads %s as a date and not as a number', (text, date) => {
    expect(toTokens(text)).toMatchObject([{ date, number: null }]);
  });

  it('counts a capital only inside the sentence', () => {
    expect(toTokens('Show Action').map((token) => token.capital)).toEqual([false, true]);
  });

  it.each([
    ['second', 2],
    ['22nd', 22],
    ['two', null],
  ])('reads the ordinal %s as %s', (text, value) => {
    expect(toOrdinal(text)).toBe(value);
  });

  it.each([
    ['categories', 'category'],
    ['rented', 'rent'],
    ['cheapest', 'cheap'],
    ['countries', 'country'],
  ])('knows %s as a form of %s', (word, base) => {
    expect(formsOf(word)).toContain(base);
  });

  it('keeps the place of a word that was corrected', () => {
    const [typed] = toTokens('revnue');
    if (!typed) throw new Error('one token was expected');
    expect(correctToken(typed, 'revenue')).toMatchObject({
      text: 'revnue',
      lower: 'revenue',
      corrected: 'revenue',
      start: 0,
      end: 6,
    });
  });
});
