import type { Cell, Turn } from '@copilot/contracts';
import { describe, expect, it } from 'vitest';
import { decline, plan } from './testing/ask-planner.js';

const queryOf = (question: string) => plan(question).query;

/** The query of a turn after others, each given without rows. */
function after(turns: readonly string[], question: string) {
  const answered: Turn[] = [];
  for (const asked of turns) {
    const { query, columns } = plan(asked, { conversation: { id: 'c', turns: [...answered] } });
    const rows: Cell[][] = [];
    answered.push({ question: asked, status: 'answered', query, columns: columns.map((c) => c.name), rows });
  }
  return plan(question, { conversation: { id: 'c', turns: answered } }).query;
}

describe('those who meet a condition on their own figure', () => {
  it.each([
    ['how many clients of each branch have paid over 70', 'customers.store_id', 'revenue'],
    ['how many clients in every country have made 12 or more hires', 'customers.country', 'rental_count'],
    ['for each genre, how many films went out more than 9 times', 'categories.category', 'rental_count'],
    ['how many movies of each rating went out over 15 times', 'films.rating', 'rental_count'],
  ])('are counted for each group: "%s"', (question, group, metric) => {
    const query = queryOf(question);
    expect(query).toMatchObject({
      count_groups: true,
      count_within: [1],
      metrics: [{ metric }],
      having: [{ op: expect.any(String) as string }],
    });
    expect(query.dimensions[1]?.member).toBe(group);
  });

  it('are counted month by month, in the order of time', () => {
    const { query, sql } = plan('in each month, how many clients borrowed more than 4 discs');
    expect(query).toMatchObject({
      count_within: [1],
      dimensions: [{ member: 'customers.full_name' }, { grain: 'month' }],
    });
    expect(sql).toMatch(/GROUP BY month\n/);
    expect(sql).toMatch(/ORDER BY month/);
  });

  it('are not told from what they are grouped by where only "with" joins the condition', () => {
    expect(decline('number of clients per country with over 12 hires').kind).toBe('clarify');
    expect(queryOf('number of hires for each country with at least 6 clients').count_groups).toBeUndefined();
  });

  it('stay counted when the answer is narrowed, bounded anew or grouped', () => {
    const first = 'how many clients have paid more than 60?';
    expect(after([first], 'only in April 2022')).toMatchObject({
      count_groups: true,
      time_range: { from: '2022-04-01' },
    });
    expect(after([first], 'by home store')).toMatchObject({
      count_groups: true,
      count_within: [1],
      having: [{ values: [60] }],
    });
    expect(after([first, 'by home store'], 'by country instead')).toMatchObject({
      count_within: [1],
      dimensions: [{ member: 'customers.full_name' }, { member: 'customers.country' }],
    });
    expect(after([first, 'by home store'], 'list them').count_groups).not.toBe(true);
  });
});

describe('what stands behind ranked groups', () => {
  it.each([
    ['top 4 countries hires', 'rental_count'],
    ['top 2 ratings copies', 'copy_count'],
    ['top 3 countries inactive clients', 'customer_count'],
    ['top 3 actors film revenue', 'revenue'],
  ])('is their figure: "%s"', (question, metric) => {
    expect(queryOf(question).metrics.map((m) => m.metric)).toContain(metric);
    expect(queryOf(question).metrics).toHaveLength(1);
  });
});

describe('an owner called by its number', () => {
  it.each(['how many branch 2 clients are active', 'number of branch 1 clients in Italy'])(
    'is not what is counted: "%s"',
    (question) => {
      expect(queryOf(question).metrics).toEqual([{ metric: 'customer_count' }]);
    },
  );
});

describe('days of the week that are set against each other', () => {
  it.each([
    'compare Tuesday and Thursday hires',
    'hires on Tuesday vs Thursday',
    'which day had more hires, Tuesday or Thursday',
  ])('are the groups: "%s"', (question) => {
    expect(queryOf(question)).toMatchObject({ dimensions: [{ grain: 'weekday' }], limit: null });
  });

  it('are one figure where they are only named', () => {
    expect(queryOf('hires on Tuesday and Thursday').dimensions).toEqual([]);
  });
});

describe('what is added up', () => {
  it.each([
    'what is the sum of the rental rates of all movies',
    'add up the rental rate of every movie',
    'total rental rate of every movie',
  ])('is one figure: "%s"', (question) => {
    expect(queryOf(question)).toMatchObject({
      metrics: [{ field: 'films.rental_rate', aggregate: 'sum' }],
      dimensions: [],
    });
  });
});

describe('a turn about groups that are shown', () => {
  it('ranks them by the figure that is shown', () => {
    expect(after(['hires by branch'], 'which branch has the most?')).toMatchObject({
      metrics: [{ metric: 'rental_count' }],
      dimensions: [{ member: 'stores.store_id' }],
      limit: 1,
    });
    expect(after(['copies by rating'], 'which rating has the fewest?')).toMatchObject({
      metrics: [{ metric: 'copy_count' }],
      sort: [{ direction: 'asc' }],
    });
    expect(after(['hires by branch'], 'which branch took the most money?')).toMatchObject({
      metrics: [{ metric: 'revenue' }],
    });
  });

  it('ranks them by how many were counted in each', () => {
    const counted = 'how many clients have paid more than 60?';
    expect(after([counted, 'by home store'], 'which branch has the most?')).toMatchObject({
      count_groups: true,
      count_within: [1],
      limit: 1,
    });
  });

  it('shows their figures again where they are asked for', () => {
    const shown = after([], 'top 3 countries by hires');
    expect(after(['top 3 countries by hires'], 'include the numbers please')).toEqual(shown);
  });
});

describe('an average of some only', () => {
  it.each(['movies that are longer than the average G movie', 'clients who paid more than the average Italian client'])(
    'is asked back: "%s"',
    (question) => expect(decline(question).kind).toBe('clarify'),
  );

  it('is told from some that are set against the average', () => {
    expect(queryOf('G movies that are longer than average').filters).toHaveLength(2);
  });
});

describe('a total and an average of the same', () => {
  it('are two figures beside the count', () => {
    expect(queryOf('for each branch the number of payments, the total and the average amount').metrics).toHaveLength(3);
  });
});

describe('things that stand beside a figure', () => {
  it.each(['clients and average payment by branch', 'movies and average length per rating'])(
    'are counted: "%s"',
    (question) => {
      expect(queryOf(question).metrics).toHaveLength(2);
    },
  );
});

describe('a share of some that were picked', () => {
  it.each([
    'share of hires of Comedy and Drama by genre',
    'what percentage of takings is from Comedy and Drama movies',
  ])('is asked back, for everything may be the whole: "%s"', (question) =>
    expect(decline(question).kind).toBe('clarify'),
  );

  it('is answered for one of them', () => {
    expect(queryOf('share of Comedy in all takings').metrics[0]).toMatchObject({ percent: true });
  });
});

describe('a number before a comma', () => {
  it('is no day of the month behind it', () => {
    expect(queryOf('takings branch 1 vs 2, feb 2022')).toMatchObject({
      time_range: { from: '2022-02-01', to: '2022-03-01' },
      dimensions: [{ member: 'stores.store_id' }],
    });
  });
});

describe('a wish to change data, with a slip of the keys', () => {
  it('is refused', () => {
    expect(decline('please remove the Friday hires from the databse').kind).toBe('refuse');
  });
});
