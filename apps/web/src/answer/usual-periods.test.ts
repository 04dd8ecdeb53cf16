import { expect, it } from 'vitest';
import { usualPeriods } from './usual-periods';

it('counts the usual periods back from the newest data', () => {
  const periods = usualPeriods('2022-03-02T10:00:00Z');
  expect(Object.fromEntries(periods.map(({ label, from, lastDay }) => [label, `${from} ${lastDay}`]))).toEqual({
    'Last 7 days': '2022-02-24 2022-03-02',
    'This month': '2022-03-01 2022-03-02',
    'Last month': '2022-02-01 2022-02-28',
    'Last 3 months': '2021-12-01 2022-02-28',
    'This year': '2022-01-01 2022-03-02',
    'Last year': '2021-01-01 2021-12-31',
  });
});
