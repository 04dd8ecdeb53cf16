import type { Cell, UserContext } from '@copilot/contracts';
import { toRolePolicy } from '@copilot/contracts';
import { describe, expect, it } from 'vitest';
import type { StatementReader } from '../execute/statement-reader.js';
import { managerOfStore1, policy, resultOf, roleModel } from '../test/fakes.js';
import { createScopeDataLoader } from './create-scope-data-loader.js';

/** A database whose answers depend on the store that asks. `asked` leaves out the looks at the version of the data. */
function reader(
  clock = () => '2022-07-27T00:00:00Z',
  version: () => string | null = () => null,
): StatementReader & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    run({ sql, context, withDataVersion }) {
      if (withDataVersion === true)
        return Promise.resolve({ ok: true, value: { ...resultOf(['one'], [[1]]), dataVersion: version() } });
      asked.push(sql);
      const rows: Cell[][] = sql.includes('max(')
        ? [['2022-01-01T00:00:00Z', clock()]]
        : [[`VALUE OF ${context.store_ids.join()}`]];
      return Promise.resolve({ ok: true, value: resultOf(['value'], rows) });
    },
  };
}

/** Lets what runs behind come to its end. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

const request = (context: UserContext = managerOfStore1) => ({
  context,
  rolePolicy: toRolePolicy(policy, context.role),
  roleModel,
  requestId: 'run-1',
});

describe('createScopeDataLoader', () => {
  it('asks once for each list of names and for the span of the times', async () => {
    const database = reader();
    const loaded = await createScopeDataLoader({ reader: database }).load(request());
    if (!loaded.ok) throw new Error('not loaded');
    expect(loaded.value.values).toEqual(
      new Map([
        ['films.title', ['VALUE OF 1']],
        ['films.special_features', ['VALUE OF 1']],
      ]),
    );
    expect(loaded.value.clock).toEqual(
      new Map([['payments.payment_date', { min: '2022-01-01T00:00:00Z', max: '2022-07-27T00:00:00Z' }]]),
    );
    expect(database.asked).toEqual([
      'SELECT min(payment_date), max(payment_date) FROM analytics.v_payments',
      'SELECT DISTINCT title AS value FROM analytics.v_films ORDER BY 1 LIMIT 10000',
      'SELECT DISTINCT unnest(special_features) AS value FROM analytics.v_films ORDER BY 1 LIMIT 10000',
    ]);
  });

  it('asks for the span of ready-made totals only where a figure of the role is read from them', async () => {
    const payments = roleModel.datasets.get('payments');
    const paidAt = payments?.fields.get('payment_date');
    const revenue = roleModel.metrics.get('revenue');
    if (payments === undefined || paidAt === undefined || revenue === undefined) throw new Error('the fake has all');
    const fields = new Map([['payment_date', { ...paidAt, dataset: 'totals' }]]);
    const datasets = new Map([['totals', { ...payments, name: 'totals', view: 'v_totals', rollup: true, fields }]]);
    const clocksOf = async (rollups: ReadonlyMap<string, string>): Promise<string[]> => {
      const database = reader();
      const metrics = new Map([['revenue', { ...revenue, rollups }]]);
      await createScopeDataLoader({ reader: database }).load({
        ...request(),
        roleModel: { ...roleModel, datasets, metrics },
      });
      return database.asked;
    };
    expect(await clocksOf(new Map())).toEqual([]);
    expect(await clocksOf(new Map([['totals', 'revenue']]))).toEqual([
      'SELECT min(payment_date), max(payment_date) FROM analytics.v_totals',
    ]);
  });

  it('never shares names between scopes, and reads them once in each', async () => {
    const database = reader();
    const loader = createScopeDataLoader({ reader: database });
    const other = await loader.load(request({ ...managerOfStore1, store_ids: [2] }));
    const [first, second] = await Promise.all([loader.load(request()), loader.load(request())]);
    expect(other.ok && other.value.values.get('films.title')).toEqual(['VALUE OF 2']);
    expect(first.ok && first.value.values.get('films.title')).toEqual(['VALUE OF 1']);
    expect(first).toEqual(second);
    expect(database.asked).toHaveLength(6);
  });

  it('looks at the clock behind the questions after a minute, and reads the names anew when the data has moved on', async () => {
    let now = 0;
    let newest = '2022-07-27T00:00:00Z';
    const database = reader(() => newest);
    const loader = createScopeDataLoader({ reader: database, now: () => now });
    const first = await loader.load(request());
    now = 61_000;
    await loader.load(request());
    await settle();
    expect(database.asked).toHaveLength(4);
    now = 122_000;
    newest = '2022-07-28T00:00:00Z';
    expect(await loader.load(request())).toEqual(first);
    await settle();
    expect(database.asked).toHaveLength(7);
    const later = await loader.load(request());
    expect(later.ok && later.value.clock.get('payments.payment_date')?.max).toBe(newest);
    expect(later.ok && first.ok && later.value.values === first.value.values).toBe(true);
  });

  it('reads nothing again while the version of the data stands', async () => {
    let now = 0;
    let version = '1';
    const newest = '2022-07-28T00:00:00Z';
    const database = reader(
      () => (version === '1' ? '2022-07-27T00:00:00Z' : newest),
      () => version,
    );
    const loader = createScopeDataLoader({ reader: database, now: () => now });
    await loader.load(request());
    for (now = 61_000; now < 1_000_000; now += 301_000) await loader.load(request());
    expect(database.asked).toHaveLength(3);
    version = '2';
    const later = await loader.load(request());
    expect(later.ok && later.value.clock.get('payments.payment_date')?.max).toBe(newest);
    expect(database.asked).toHaveLength(6);
  });

  it('tries again what could not be read in time, though the version stands', async () => {
    let now = 0;
    let isBusy = true;
    const database = reader(undefined, () => '1');
    const busy: StatementReader = {
      run: (asked) =>
        isBusy && asked.sql.includes('max(')
          ? Promise.resolve({ ok: false, problem: { code: 'database.timeout', message: 'x' } })
          : database.run(asked),
    };
    const loader = createScopeDataLoader({ reader: busy, now: () => now });
    const first = await loader.load(request());
    expect(first.ok && first.value.clock.size).toBe(0);
    isBusy = false;
    now = 301_000;
    const later = await loader.load(request());
    expect(later.ok && later.value.clock.size).toBe(1);
  });

  it('waits for the clock when what it knows is old', async () => {
    let now = 0;
    let newest = '2022-07-27T00:00:00Z';
    const loader = createScopeDataLoader({ reader: reader(() => newest), now: () => now });
    await loader.load(request());
    now = 301_000;
    newest = '2022-07-28T00:00:00Z';
    const later = await loader.load(request());
    expect(later.ok && later.value.clock.get('payments.payment_date')?.max).toBe(newest);
  });

  it('reads a long list of names in pages', async () => {
    const asked: string[] = [];
    const paged: StatementReader = {
      run({ sql, rowLimit }) {
        asked.push(sql);
        const from = Number(/OFFSET (\d+)/.exec(sql)?.[1] ?? 0);
        const all = sql.includes('title') ? 45_000 : 1;
        const count = Math.max(0, Math.min(rowLimit, all - from));
        const rows: Cell[][] = Array.from({ length: count }, (_, index) => [`NAME ${from + index}`]);
        return Promise.resolve({ ok: true, value: resultOf(['value'], sql.includes('max(') ? [[null, null]] : rows) });
      },
    };
    const loaded = await createScopeDataLoader({ reader: paged }).load(request());
    expect(loaded.ok && loaded.value.values.get('films.title')).toHaveLength(45_000);
    expect(new Set(loaded.ok ? loaded.value.values.get('films.title') : []).size).toBe(45_000);
    expect(asked.filter((sql) => sql.includes('title'))).toHaveLength(5);
  });

  it('leaves out a field that cannot be listed, and fails when the database is away, without keeping that', async () => {
    let code = 'database.too-large';
    const database = reader();
    const failing: StatementReader = {
      run: (asked) =>
        asked.sql.includes('title')
          ? Promise.resolve({ ok: false, problem: { code, message: 'x' } })
          : database.run(asked),
    };
    const loader = createScopeDataLoader({ reader: failing });
    const partly = await loader.load(request());
    expect(partly.ok && [...partly.value.values.keys()]).toEqual(['films.title', 'films.special_features']);
    expect(partly.ok && partly.value.values.get('films.title')).toEqual([]);
    code = 'database.unreachable';
    const away = createScopeDataLoader({ reader: failing });
    expect(await away.load(request())).toMatchObject({ ok: false, problem: { code: 'database.unreachable' } });
    code = 'database.too-large';
    expect((await away.load(request())).ok).toBe(true);
  });
});
