import type { Turn } from '@copilot/contracts';
import { describe, expect, it } from 'vitest';
import { plan } from './testing/ask-planner.js';

describe('a share within a group', () => {
  it.each([
    'share of takings by shop within each month',
    "each shop's share of every month's takings",
    'what percentage of each month’s takings does each shop bring in',
    'for each month, what share of the takings does each shop have',
  ])('is taken of what the whole group has: %s', (question) => {
    const { query, sql } = plan(question);
    const month = query.dimensions.findIndex((d) => d.grain === 'month');
    expect(query.dimensions).toHaveLength(2);
    expect(query.calculations).toMatchObject([{ kind: 'share', within: [month] }]);
    expect(sql).toContain('OVER (PARTITION BY month)');
  });

  it('is one of everything where no group is said to be the whole', () => {
    expect(plan('share of takings by shop and month').query.calculations).toMatchObject([{ kind: 'share' }]);
    expect(plan('share of takings by shop and month').query.calculations?.[0]?.within).toBeUndefined();
  });

  it('keeps the groups of the answer before', () => {
    const { query, columns } = plan('takings by shop and month');
    const turn: Turn = {
      question: 'takings by shop and month',
      status: 'answered',
      query,
      columns: columns.map((c) => c.name),
      rows: [
        [1, '2022-01-01', 9],
        [2, '2022-01-01', 8],
      ],
    };
    expect(plan('as a share of the month', { conversation: { id: 'c', turns: [turn] } }).query).toMatchObject({
      dimensions: query.dimensions,
      calculations: [{ kind: 'share', within: [1] }],
    });
  });
});
