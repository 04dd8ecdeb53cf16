import { describe, expect, it } from 'vitest';
import { toNumericDate } from './numeric-date.js';

describe('dates in digits', () => {
  it.each([
    ['2021-09-03', '2021-09-03'],
    ['23/11/2021', '2021-11-23'],
    ['11/23/2021', '2021-11-23'],
    ['3.11.2021', '2021-11-03'],
    ['23/11/21', '2021-11-23'],
    ['11/2021', '2021-11'],
    ['2021-11', '2021-11'],
    ['2021/11', '2021-11'],
  ])('%s is %s', (text, date) => {
    expect(toNumericDate(text)).toBe(date);
  });

  it.each(['31/02/2021', '13/2021', '25/25/2021'])('%s is no date', (text) => {
    expect(toNumericDate(text)).toBeNull();
  });
});
