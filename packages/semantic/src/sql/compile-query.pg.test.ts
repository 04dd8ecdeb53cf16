import type { Cell } from '@copilot/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile, type QueryInput } from '../testing/compile.js';
import { openSmallChain, type SmallChain } from '../testing/open-small-chain.js';

const url = process.env['TEST_DATABASE_URL'];

const revenue = { metric: 'revenue' };
const rentals = { metric: 'rental_count' };
const byCategory = { member: 'categories.category' };
const byMonth = { member: 'payments.payment_date', grain: 'month' as const };
const byCustomer = { member: 'customers.full_name' };

describe('a compiled query', () => {
  let chain: SmallChain;
  beforeAll(async () => {
    chain = await openSmallChain(url);
  });
  afterAll(() => chain?.close());

  /** The statement, and its rows as objects under the names of its columns. */
  async function run(query: QueryInput): Promise<{ sql: string; rows: Record<string, Cell>[] }> {
    const { sql, columns } = compile(query);
    const rows = await chain.rows(sql);
    return { sql, rows: rows.map((row) => Object.fromEntries(columns.map((c, i) => [c.name, row[i] ?? null]))) };
  }
  const column = (rows: Record<string, Cell>[], ...names: string[]): Cell[][] =>
    rows.map((row) => names.map((name) => row[name] ?? null));

  describe('adds up figures', () => {
    it('as one number when nothing groups them', async () => {
      const { sql, rows } = await run({ metrics: [revenue] });
      expect(sql).toMatchInlineSnapshot(`
        "SELECT SUM(payments.amount) AS revenue
        FROM analytics.v_payments AS payments"
      `);
      expect(rows).toEqual([{ revenue: 20 }]);
    });

    it('per group, under every category that a film has', async () => {
      const { sql, rows } = await run({ metrics: [revenue], dimensions: [byCategory] });
      expect(sql).toMatchInlineSnapshot(`
        "SELECT categories.category,
               SUM(payments.amount) AS revenue
        FROM analytics.v_payments AS payments
        LEFT JOIN analytics.v_films AS films ON films.film_id = payments.film_id
        JOIN analytics.v_film_categories AS film_categories ON film_categories.film_id = films.film_id
        LEFT JOIN analytics.v_categories AS categories ON categories.category_id = film_categories.category_id
        GROUP BY categories.category_id, categories.category
        ORDER BY revenue DESC NULLS LAST, category, categories.category_id"
      `);
      // ALPHA DAWN (9) counts in Action and in Sci-Fi.
      expect(column(rows, 'category', 'revenue')).toEqual([
        ['Action', 15],
        ['Sci-Fi', 9],
        ['Comedy', 5],
      ]);
    });

    it('by category and by actor: each pair has the money of its own films', async () => {
      const { rows } = await run({ metrics: [revenue], dimensions: [byCategory, { member: 'actors.full_name' }] });
      expect(column(rows, 'category', 'actor', 'revenue').sort()).toEqual([
        ['Action', 'MIRA STONE', 15],
        ['Action', 'OTTO VANCE', 9],
        ['Comedy', 'OTTO VANCE', 5],
        ['Sci-Fi', 'MIRA STONE', 9],
        ['Sci-Fi', 'OTTO VANCE', 9],
      ]);
    });

    it('of a film once, when two of its actors meet the condition', async () => {
      const { sql, rows } = await run({
        metrics: [revenue],
        filters: [{ kind: 'compare', member: 'actors.full_name', op: 'in', values: ['MIRA STONE', 'OTTO VANCE'] }],
      });
      expect(sql).toMatchInlineSnapshot(`
        "SELECT SUM(payments.amount) AS revenue
        FROM analytics.v_payments AS payments
        LEFT JOIN analytics.v_films AS films ON films.film_id = payments.film_id
        WHERE EXISTS (
          SELECT 1
          FROM analytics.v_film_actors AS film_actors
          LEFT JOIN analytics.v_actors AS actors ON actors.actor_id = film_actors.actor_id
          WHERE film_actors.film_id = films.film_id
            AND actors.full_name IN ('MIRA STONE', 'OTTO VANCE')
        )"
      `);
      expect(rows).toEqual([{ revenue: 20 }]);
    });

    // rental | payments      A join of rentals and payments has 7 rows, but there are 6 rentals.
    // 1      | 4.00, 1.00
    it('counts a rental once when two payments belong to it', async () => {
      const { sql, rows } = await run({ metrics: [rentals, revenue], dimensions: [byCustomer] });
      expect(sql).toMatchInlineSnapshot(`
        "WITH rentals_figures AS (
          SELECT rentals.customer_id AS customer_id, customers.full_name AS customer, COUNT(*) AS figure_1
          FROM analytics.v_rentals AS rentals
          LEFT JOIN analytics.v_customers AS customers ON customers.customer_id = rentals.customer_id
          GROUP BY rentals.customer_id, customers.full_name
        ),
        payments_figures AS (
          SELECT payments.customer_id AS customer_id, customers_2.full_name AS customer, SUM(payments.amount) AS figure_1
          FROM analytics.v_payments AS payments
          LEFT JOIN analytics.v_customers AS customers_2 ON customers_2.customer_id = payments.customer_id
          GROUP BY payments.customer_id, customers_2.full_name
        )
        SELECT customer_id AS customer_id,
               customer AS customer,
               COALESCE(rentals_figures.figure_1, 0) AS rentals,
               COALESCE(payments_figures.figure_1, 0) AS revenue
        FROM rentals_figures
        FULL JOIN payments_figures USING (customer_id, customer)
        ORDER BY rentals DESC NULLS LAST, customer_id, customer"
      `);
      expect(column(rows, 'customer', 'rentals', 'revenue').sort()).toEqual([
        ['ADA NORTH', 2, 8],
        ['BEN SOUTH', 2, 5],
        ['CLEO WEST', 2, 7],
      ]);
    });

    it('counts a rental once when the condition is about its payments', async () => {
      const { rows } = await run({
        metrics: [rentals],
        filters: [{ kind: 'compare', member: 'payments.amount', op: 'gt', values: [0] }],
      });
      expect(rows).toEqual([{ rentals: 6 }]);
    });

    it('averages the price of each film once, however many copies of it there are', async () => {
      const { rows } = await run({
        metrics: [{ field: 'films.rental_rate', aggregate: 'avg' }],
        filters: [{ kind: 'exists', dataset: 'inventory', filters: [] }],
      });
      // (0.99 + 2.99 + 4.99) / 3, and not over the five copies.
      expect(Object.values(rows[0] ?? {})).toEqual([2.99]);
    });

    it('averages a field of the one side once for each group that the many side makes', async () => {
      const { sql, rows } = await run({
        metrics: [{ field: 'films.length', aggregate: 'avg' }],
        dimensions: [{ member: 'stores.store_id' }],
      });
      expect(sql).toMatchInlineSnapshot(`
        "SELECT distinct_rows.group_1 AS store,
               ROUND((AVG(distinct_rows.value_1))::numeric, 2) AS average_length
        FROM (
          SELECT DISTINCT films.film_id AS row_key_1, inventory.store_id AS group_1, films.length AS value_1
          FROM analytics.v_films AS films
          JOIN analytics.v_inventory AS inventory ON inventory.film_id = films.film_id
        ) AS distinct_rows
        GROUP BY distinct_rows.group_1
        ORDER BY AVG(distinct_rows.value_1) DESC NULLS LAST, store"
      `);
      // Store 1 has ALPHA (90), BRAVO (120), CHARLIE (60); store 2 has ALPHA (90), CHARLIE (60).
      expect(rows.map((row) => Object.values(row)).sort()).toEqual([
        [1, 90],
        [2, 75],
      ]);
    });

    it('of two datasets by month, each by its own date', async () => {
      const { rows } = await run({ metrics: [revenue, rentals], dimensions: [byMonth] });
      expect(column(rows, 'month', 'revenue', 'rentals')).toEqual([
        ['2022-01-01', 5, 1],
        ['2022-02-01', 6, 2],
        ['2022-03-01', 7, 2],
        ['2022-04-01', 2, 1],
      ]);
    });
  });

  describe('ranks', () => {
    it('with ties: whoever has as many as the last one stays', async () => {
      const { sql, rows } = await run({
        metrics: [rentals],
        dimensions: [byCustomer],
        sort: [{ by: 'metric:0', direction: 'desc' }],
        limit: 1,
        with_ties: true,
      });
      expect(sql).toMatchInlineSnapshot(`
        "WITH grouped AS (
          SELECT rentals.customer_id, customers.full_name AS customer, rentals.rentals
          FROM (
            SELECT rentals.customer_id, COUNT(*) AS rentals
            FROM analytics.v_rentals AS rentals
            GROUP BY rentals.customer_id
          ) AS rentals
          LEFT JOIN analytics.v_customers AS customers ON customers.customer_id = rentals.customer_id
        ),
        ranked AS (
          SELECT *, rank() OVER (ORDER BY rentals DESC NULLS LAST) AS position
          FROM grouped
        )
        SELECT customer_id, customer, rentals
        FROM ranked
        WHERE position <= 1
        ORDER BY position, customer_id, customer"
      `);
      expect(column(rows, 'customer', 'rentals')).toEqual([
        ['ADA NORTH', 2],
        ['BEN SOUTH', 2],
        ['CLEO WEST', 2],
      ]);
    });

    it('without ties: as many as were asked for, in an order that does not change', async () => {
      const { rows } = await run({
        metrics: [rentals],
        dimensions: [byCustomer],
        sort: [{ by: 'metric:0', direction: 'desc' }],
        limit: 2,
      });
      expect(column(rows, 'customer')).toEqual([['ADA NORTH'], ['BEN SOUTH']]);
    });

    it('from the second place on', async () => {
      const { rows } = await run({
        metrics: [revenue],
        dimensions: [byCustomer],
        sort: [{ by: 'metric:0', direction: 'desc' }],
        offset: 1,
        limit: 1,
      });
      expect(column(rows, 'customer', 'revenue')).toEqual([['CLEO WEST', 7]]);
    });

    it('within each group', async () => {
      const { sql, rows } = await run({
        metrics: [revenue],
        dimensions: [{ member: 'films.title' }, { member: 'stores.store_id' }],
        sort: [{ by: 'metric:0', direction: 'desc' }],
        limit: 1,
        limit_per: [1],
      });
      expect(sql).toMatchInlineSnapshot(`
        "WITH grouped AS (
          SELECT payments.film_id, films.title AS film, payments.store, payments.revenue
          FROM (
            SELECT payments.film_id, payments.store_id AS store, SUM(payments.amount) AS revenue
            FROM analytics.v_payments AS payments
            GROUP BY payments.film_id, payments.store_id
          ) AS payments
          LEFT JOIN analytics.v_films AS films ON films.film_id = payments.film_id
        ),
        ranked AS (
          SELECT *, rank() OVER (PARTITION BY store ORDER BY revenue DESC NULLS LAST) AS position
          FROM grouped
        )
        SELECT film, store, revenue
        FROM ranked
        WHERE position <= 1
        ORDER BY store, position, film_id, film"
      `);
      // Store 1: ALPHA 7, BRAVO 6. Store 2: CHARLIE 5, ALPHA 2.
      expect(column(rows, 'film', 'store', 'revenue')).toEqual([
        ['ALPHA DAWN', 1, 7],
        ['CHARLIE NOON', 2, 5],
      ]);
    });
  });

  describe('computes over the groups', () => {
    const over = (calculation: NonNullable<QueryInput['calculations']>[number]): QueryInput => ({
      metrics: [revenue],
      dimensions: [byMonth],
      calculations: [calculation],
    });
    const last = (rows: Record<string, Cell>[]): Cell[] => rows.map((row) => Object.values(row).at(-1) ?? null);

    it('the share of each', async () => {
      const { sql, rows } = await run(over({ kind: 'share', metric: 0 }));
      expect(sql).toMatchInlineSnapshot(`
        "WITH grouped AS (
          SELECT date_trunc('month', payments.payment_date)::date AS month, SUM(payments.amount) AS revenue
          FROM analytics.v_payments AS payments
          GROUP BY date_trunc('month', payments.payment_date)::date
        ),
        calculated AS (
          SELECT *, 100.0 * revenue / NULLIF(SUM(revenue) OVER (), 0) AS share_of_revenue
          FROM grouped
        )
        SELECT month, revenue, ROUND(share_of_revenue::numeric, 2) AS share_of_revenue
        FROM calculated
        ORDER BY month ASC"
      `);
      expect(last(rows)).toEqual([25, 30, 35, 10]);
    });

    it('a running total', async () => {
      const { sql, rows } = await run(over({ kind: 'running', metric: 0 }));
      expect(sql).toMatchInlineSnapshot(`
        "WITH grouped AS (
          SELECT date_trunc('month', payments.payment_date)::date AS month, SUM(payments.amount) AS revenue
          FROM analytics.v_payments AS payments
          GROUP BY date_trunc('month', payments.payment_date)::date
        ),
        calculated AS (
          SELECT *, SUM(revenue) OVER (ORDER BY month) AS running_revenue
          FROM grouped
        )
        SELECT month, revenue, running_revenue
        FROM calculated
        ORDER BY month ASC"
      `);
      expect(last(rows)).toEqual([5, 11, 18, 20]);
    });

    it('the change from the month before, which the first month does not have', async () => {
      const { sql, rows } = await run(over({ kind: 'change', metric: 0 }));
      expect(sql).toMatchInlineSnapshot(`
        "WITH grouped AS (
          SELECT date_trunc('month', payments.payment_date)::date AS month, SUM(payments.amount) AS revenue
          FROM analytics.v_payments AS payments
          GROUP BY date_trunc('month', payments.payment_date)::date
        ),
        calculated AS (
          SELECT *, revenue - lag(revenue) OVER (ORDER BY month) AS revenue_change
          FROM grouped
        )
        SELECT month, revenue, revenue_change
        FROM calculated
        ORDER BY month ASC"
      `);
      expect(last(rows)).toEqual([null, 1, 1, -5]);
    });

    it('the change in percent', async () => {
      expect(last((await run(over({ kind: 'change_percent', metric: 0 }))).rows)).toEqual([null, 20, 16.67, -71.43]);
    });

    it('the change from two months before', async () => {
      expect(last((await run(over({ kind: 'change', metric: 0, offset: 2 }))).rows)).toEqual([null, null, 2, -4]);
    });

    it('a moving average', async () => {
      const { sql, rows } = await run(over({ kind: 'moving_average', metric: 0, window: 2 }));
      expect(sql).toMatchInlineSnapshot(`
        "WITH grouped AS (
          SELECT date_trunc('month', payments.payment_date)::date AS month, SUM(payments.amount) AS revenue
          FROM analytics.v_payments AS payments
          GROUP BY date_trunc('month', payments.payment_date)::date
        ),
        calculated AS (
          SELECT *, AVG(revenue) OVER (ORDER BY month ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS moving_average_revenue
          FROM grouped
        )
        SELECT month, revenue, ROUND(moving_average_revenue::numeric, 2) AS moving_average_revenue
        FROM calculated
        ORDER BY month ASC"
      `);
      expect(last(rows)).toEqual([5, 5.5, 6.5, 4.5]);
    });

    it('the rank and the cumulative share, largest first', async () => {
      const { rows } = await run({
        metrics: [revenue],
        dimensions: [byCustomer],
        sort: [{ by: 'metric:0', direction: 'desc' }],
        calculations: [
          { kind: 'rank', metric: 0 },
          { kind: 'cumulative_share', metric: 0 },
        ],
      });
      expect(rows.map((row) => Object.values(row).slice(-3))).toEqual([
        [8, 1, 40],
        [7, 2, 75],
        [5, 3, 100],
      ]);
    });
  });

  describe('groups by keys before it looks up their names', () => {
    const perCustomer = { metrics: [revenue], dimensions: [byCustomer] };

    it('so that no name is joined to the rows', async () => {
      const { sql, rows } = await run({ ...perCustomer, limit: 2 });
      expect(sql).toMatchInlineSnapshot(`
        "SELECT payments.customer_id,
               customers.full_name AS customer,
               payments.revenue
        FROM (
          SELECT payments.customer_id, SUM(payments.amount) AS revenue
          FROM analytics.v_payments AS payments
          GROUP BY payments.customer_id
        ) AS payments
        LEFT JOIN analytics.v_customers AS customers ON customers.customer_id = payments.customer_id
        ORDER BY revenue DESC NULLS LAST, customer_id, customer
        LIMIT 2"
      `);
      expect(column(rows, 'customer_id', 'customer', 'revenue')).toEqual([
        [1, 'ADA NORTH', 8],
        [3, 'CLEO WEST', 7],
      ]);
    });

    it('unless a condition or a figure asks for what is joined', () => {
      const country = { kind: 'compare' as const, member: 'customers.country', op: 'eq' as const, values: ['Chile'] };
      const whole = 'GROUP BY payments.customer_id, customers.full_name';
      expect(compile({ ...perCustomer, filters: [country] }).sql).toContain(whole);
      expect(compile({ ...perCustomer, metrics: [{ ...revenue, filters: [country] }] }).sql).toContain(whole);
    });
  });

  describe('keeps groups by their figure', () => {
    it('above a number', async () => {
      const { sql, rows } = await run({
        metrics: [revenue],
        dimensions: [byCustomer],
        having: [{ metric: 0, op: 'gt', values: [5] }],
      });
      expect(sql).toMatchInlineSnapshot(`
        "WITH grouped AS (
          SELECT payments.customer_id, customers.full_name AS customer, payments.revenue
          FROM (
            SELECT payments.customer_id, SUM(payments.amount) AS revenue
            FROM analytics.v_payments AS payments
            GROUP BY payments.customer_id
          ) AS payments
          LEFT JOIN analytics.v_customers AS customers ON customers.customer_id = payments.customer_id
        ),
        kept AS (
          SELECT *
          FROM grouped
          WHERE revenue > 5
        )
        SELECT customer_id, customer, revenue
        FROM kept
        ORDER BY revenue DESC NULLS LAST, customer_id, customer"
      `);
      expect(column(rows, 'customer')).toEqual([['ADA NORTH'], ['CLEO WEST']]);
    });

    it('between two numbers, both included', async () => {
      const { rows } = await run({
        metrics: [revenue],
        dimensions: [byCustomer],
        having: [{ metric: 0, op: 'between', values: [5, 7] }],
      });
      expect(column(rows, 'customer')).toEqual([['CLEO WEST'], ['BEN SOUTH']]);
    });

    it('above the average of all groups', async () => {
      const { sql, rows } = await run({
        metrics: [revenue],
        dimensions: [byCustomer],
        having: [{ metric: 0, op: 'gt', against: 'avg' }],
      });
      expect(sql).toMatchInlineSnapshot(`
        "WITH grouped AS (
          SELECT payments.customer_id, customers.full_name AS customer, payments.revenue
          FROM (
            SELECT payments.customer_id, SUM(payments.amount) AS revenue
            FROM analytics.v_payments AS payments
            GROUP BY payments.customer_id
          ) AS payments
          LEFT JOIN analytics.v_customers AS customers ON customers.customer_id = payments.customer_id
        ),
        kept AS (
          SELECT *
          FROM grouped
          WHERE revenue > (SELECT AVG(revenue) FROM grouped)
        )
        SELECT customer_id, customer, revenue
        FROM kept
        ORDER BY revenue DESC NULLS LAST, customer_id, customer"
      `);
      expect(column(rows, 'customer')).toEqual([['ADA NORTH'], ['CLEO WEST']]);
    });

    it('and counts them', async () => {
      const { sql, rows } = await run({
        metrics: [revenue],
        dimensions: [byCustomer],
        having: [{ metric: 0, op: 'gte', values: [7] }],
        count_groups: true,
      });
      expect(sql).toMatchInlineSnapshot(`
        "WITH grouped AS (
          SELECT payments.customer_id, customers.full_name AS customer, payments.revenue
          FROM (
            SELECT payments.customer_id, SUM(payments.amount) AS revenue
            FROM analytics.v_payments AS payments
            GROUP BY payments.customer_id
          ) AS payments
          LEFT JOIN analytics.v_customers AS customers ON customers.customer_id = payments.customer_id
        ),
        kept AS (
          SELECT *
          FROM grouped
          WHERE revenue >= 7
        )
        SELECT COUNT(*) AS customer_count
        FROM kept"
      `);
      expect(rows.map((row) => Object.values(row))).toEqual([[2]]);
    });

    it('or folds them into one figure', async () => {
      const { rows } = await run({ metrics: [revenue], dimensions: [byMonth], fold: 'max' });
      expect(rows.map((row) => Object.values(row))).toEqual([[7]]);
    });
  });

  describe('asks whether something is there', () => {
    it('at all', async () => {
      const { sql, rows } = await run({
        entity: 'films',
        filters: [{ kind: 'exists', dataset: 'rentals', filters: [] }],
      });
      expect(sql).toMatchInlineSnapshot(`
        "SELECT films.title
        FROM analytics.v_films AS films
        WHERE EXISTS (
          SELECT 1
          FROM analytics.v_rentals AS rentals
          WHERE rentals.film_id = films.film_id
        )
        ORDER BY films.title, films.film_id"
      `);
      expect(column(rows, 'title')).toEqual([['ALPHA DAWN'], ['BRAVO DUSK'], ['CHARLIE NOON']]);
    });

    it('not at all', async () => {
      const { sql, rows } = await run({
        entity: 'films',
        filters: [{ kind: 'exists', dataset: 'rentals', negate: true, filters: [] }],
      });
      expect(sql).toMatchInlineSnapshot(`
        "SELECT films.title
        FROM analytics.v_films AS films
        WHERE NOT EXISTS (
          SELECT 1
          FROM analytics.v_rentals AS rentals
          WHERE rentals.film_id = films.film_id
        )
        ORDER BY films.title, films.film_id"
      `);
      expect(column(rows, 'title')).toEqual([['DELTA RAIN']]);
    });

    it('at least so often', async () => {
      const { rows } = await run({
        entity: 'films',
        filters: [{ kind: 'exists', dataset: 'rentals', filters: [], count: { op: 'gte', value: 3 } }],
      });
      expect(column(rows, 'title')).toEqual([['ALPHA DAWN']]);
    });

    it('not even once, which counts as less than one', async () => {
      const { rows } = await run({
        entity: 'films',
        filters: [{ kind: 'exists', dataset: 'rentals', filters: [], count: { op: 'lt', value: 1 } }],
      });
      expect(column(rows, 'title')).toEqual([['DELTA RAIN']]);
    });
  });

  describe('takes', () => {
    it('medians, overall and per group', async () => {
      const median = { field: 'payments.amount', aggregate: 'median' as const };
      const { sql, rows } = await run({ metrics: [median] });
      expect(sql).toMatchInlineSnapshot(`
        "SELECT ROUND((percentile_cont(0.5) WITHIN GROUP (ORDER BY payments.amount))::numeric, 2) AS median_amount
        FROM analytics.v_payments AS payments"
      `);
      expect(rows.map((row) => Object.values(row))).toEqual([[3]]);
      const grouped = await run({ metrics: [median], dimensions: [{ member: 'stores.store_id' }] });
      expect(grouped.rows.map((row) => Object.values(row)).sort()).toEqual([
        [1, 3],
        [2, 3.5],
      ]);
    });

    it('an average per customer over the figures of the customers, not over the payments', async () => {
      const { rows } = await run({ metrics: [{ metric: 'revenue', per: 'customers', aggregate: 'avg' }] });
      // (8 + 5 + 7) / 3
      expect(rows.map((row) => Object.values(row))).toEqual([[6.67]]);
    });

    it('the share of rows that meet a condition', async () => {
      const { sql, rows } = await run({
        metrics: [{ metric: 'rental_count', filters: [{ kind: 'named', name: 'late' }], over: rentals, percent: true }],
      });
      expect(sql).toMatchInlineSnapshot(`
        "SELECT ROUND((100.0 * COUNT(*) FILTER (WHERE rentals.return_date > rentals.due_date) / NULLIF(COUNT(*), 0))::numeric, 2) AS rentals_percent
        FROM analytics.v_rentals AS rentals"
      `);
      expect(rows.map((row) => Object.values(row))).toEqual([[33.33]]);
    });

    it('a time range half-open: the first instant of the next month is outside', async () => {
      const between = (from: string, to: string): QueryInput => ({
        metrics: [rentals],
        time_range: { member: 'rentals.rental_date', from, to, label: 'then' },
      });
      expect((await run(between('2022-02-05T10:00:00Z', '2022-02-20T10:00:00Z'))).rows).toEqual([{ rentals: 1 }]);
      expect((await run(between('2022-02-01', '2022-03-01'))).rows).toEqual([{ rentals: 2 }]);
    });

    it('a quote in a name as a part of the name', async () => {
      const { sql, rows } = await run({
        entity: 'films',
        filters: [{ kind: 'compare', member: 'films.title', op: 'eq', values: ["A' OR '1'='1"] }],
      });
      expect(sql).toContain("'A'' OR ''1''=''1'");
      expect(rows).toEqual([]);
    });
  });

  it('describes its columns in the order of the select list', async () => {
    const { columns } = compile({
      metrics: [revenue],
      dimensions: [byCustomer],
      calculations: [{ kind: 'share', metric: 0 }],
    });
    expect(columns.map(({ name, role, format }) => ({ name, role, format }))).toMatchInlineSnapshot(`
      [
        {
          "format": "id",
          "name": "customer_id",
          "role": "dimension",
        },
        {
          "format": "text",
          "name": "customer",
          "role": "dimension",
        },
        {
          "format": "currency",
          "name": "revenue",
          "role": "metric",
        },
        {
          "format": "percent",
          "name": "share_of_revenue",
          "role": "metric",
        },
      ]
    `);
  });
});

describe('a query that cannot be compiled', () => {
  it('says what the role may not see', () => {
    expect(() => compile({ metrics: [revenue], dimensions: [byCustomer] }, 'marketing')).toThrow(
      'Your role may see revenue only as totals by month, film or category, not in this combination.',
    );
    expect(() => compile({ metrics: [revenue], dimensions: [byCustomer] }, 'finance')).toThrow(/full.name|role/i);
  });

  it('says what it lacks', () => {
    expect(() => compile({})).toThrow('A query needs a figure, a grouping or an entity to list.');
  });
});
