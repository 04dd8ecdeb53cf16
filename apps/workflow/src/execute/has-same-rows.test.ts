import { describe, expect, it } from 'vitest';
import { resultOf } from '../test/fakes.js';
import { hasSameRows } from './has-same-rows.js';

const byStore = resultOf(['store', 'revenue'], [[1, 10.5], [2, 20.25]]); // prettier-ignore

describe('hasSameRows', () => {
  it.each([
    ['other names', resultOf(['a', 'b'], [[1, 10.5], [2, 20.25]])],
    ['another order of rows', resultOf(['a', 'b'], [[2, 20.25], [1, 10.5]])],
    ['another order of columns', resultOf(['b', 'a'], [[10.5, 1], [20.25, 2]])],
    ['a column more', resultOf(['a', 'n', 'b'], [[1, 'x', 10.5], [2, 'y', 20.25]])],
    ['figures with more places', resultOf(['a', 'b'], [[1, 10.500000001], [2, 20.2499999]])],
  ])('takes results with %s for the same', (_name, other) => {
    expect(hasSameRows(byStore, other)).toBe(true);
    expect(hasSameRows(other, byStore)).toBe(true);
  }); // prettier-ignore

  it.each([
    ['another figure', resultOf(['a', 'b'], [[1, 10.5], [2, 20.26]])],
    ['figures that changed places', resultOf(['a', 'b'], [[1, 20.25], [2, 10.5]])],
    ['a row less', resultOf(['a', 'b'], [[1, 10.5]])],
    ['a row twice', resultOf(['a', 'b'], [[1, 10.5], [1, 10.5]])],
    ['nothing in place of a figure', resultOf(['a', 'b'], [[1, 10.5], [2, null]])],
  ])('tells results with %s apart', (_name, other) => {
    expect(hasSameRows(byStore, other)).toBe(false);
    expect(hasSameRows(other, byStore)).toBe(false);
  }); // prettier-ignore

  it('takes a day and the midnight at which it begins for one', () => {
    const days = resultOf(['month', 'n'], [['2022-05-01', 1]]);
    expect(hasSameRows(days, resultOf(['m', 'n'], [['2022-05-01T00:00:00Z', 1]]))).toBe(true);
    expect(hasSameRows(days, resultOf(['m', 'n'], [['2022-05-01T01:00:00Z', 1]]))).toBe(false);
  });
});
