import type { Policy, UserContext } from '@copilot/contracts';
import { describe, expect, it } from 'vitest';
import { rememberRows } from './remember-rows.js';
import type { StatementReader } from './statement-reader.js';

const policy = { version: 'p1' } as Policy; // nothing else of it is looked at
const roomBytes = 1_000_000;
const storeOne: UserContext = { username: 'ann', role: 'store_manager', store_ids: [1], all_stores: false };
const films = 'SELECT films.title FROM analytics.v_films AS films LIMIT 200';

/** A database whose data have a version and whose rows tell how often it was read. */
function countingReader(): { reader: StatementReader; data: { version: string | null; reads: number; width: number } } {
  const data = { version: 'v1' as string | null, reads: 0, width: 1 };
  const reader: StatementReader = {
    run: ({ withDataVersion }) => {
      data.reads += 1;
      const rows = [[data.reads, 'x'.repeat(data.width)]];
      const dataVersion = withDataVersion === true ? data.version : null;
      return Promise.resolve({ ok: true, value: { columns: [], rows, truncated: false, dataVersion } });
    },
  };
  return { reader, data };
}

type Asked = Parameters<StatementReader['run']>[0];

const asking =
  (reader: StatementReader) =>
  async (dataVersion: string | null, change: Partial<Asked> = {}): Promise<{ read: unknown; isKept: boolean }> => {
    const asked = { sql: films, context: storeOne, requestId: 'r', rowLimit: 200, timeoutMs: 1_000, dataVersion };
    const found = await reader.run({ ...asked, ...change });
    if (!found.ok) throw new Error(found.problem.code);
    return { read: found.value.rows[0]?.[0], isKept: found.value.isKept === true };
  };

describe('rows that were read', () => {
  it('are given again while the data are the same, and read anew after any change', async () => {
    const { reader, data } = countingReader();
    const ask = asking(rememberRows(reader, { policy, roomBytes }));
    expect(await ask('v1')).toEqual({ read: 1, isKept: false });
    expect(await ask('v1')).toEqual({ read: 1, isKept: true });
    data.version = 'v2';
    expect(await ask('v2')).toEqual({ read: 2, isKept: false });
    expect(await ask('v2')).toEqual({ read: 2, isKept: true });
  });

  it('are kept under the version of their own snapshot, not under the one that was asked with', async () => {
    const { reader, data } = countingReader();
    const ask = asking(rememberRows(reader, { policy, roomBytes }));
    data.version = 'v2'; // written between the look at the version and the rows
    await ask('v1');
    expect(await ask('v1')).toEqual({ read: 2, isKept: false });
    expect(await ask('v2')).toEqual({ read: 2, isKept: true });
  });

  it('are never shared between roles, stores, row limits or texts', async () => {
    const ask = asking(rememberRows(countingReader().reader, { policy, roomBytes }));
    await ask('v1');
    for (const change of [
      { context: { ...storeOne, role: 'finance' } },
      { context: { ...storeOne, store_ids: [2] } },
      { context: { ...storeOne, store_ids: [1, 2] } },
      { context: { ...storeOne, all_stores: true } },
      { rowLimit: 100 },
      { sql: `${films} ` },
    ] as const)
      expect(await ask('v1', change as Partial<Asked>)).toMatchObject({ isKept: false });
    // another person with the same rights may have them
    expect(await ask('v1', { context: { ...storeOne, username: 'bob' } })).toMatchObject({ isKept: true });
  });

  it('are read every time where no version can be had', async () => {
    const { reader, data } = countingReader();
    const ask = asking(rememberRows(reader, { policy, roomBytes }));
    data.version = null;
    await ask(null);
    expect(await ask(null)).toEqual({ read: 2, isKept: false });
    data.version = 'v1';
    await ask('v1');
    expect(await ask(null)).toEqual({ read: 4, isKept: false });
  });

  it.each(['now()', 'CURRENT_DATE', "'today'::date", 'age(payment_date)', 'random()', 'LOCALTIMESTAMP'])(
    'are read every time for a statement with %s',
    async (asked) => {
      const ask = asking(rememberRows(countingReader().reader, { policy, roomBytes }));
      const sql = `SELECT ${asked} FROM analytics.v_payments`;
      await ask('v1', { sql });
      expect(await ask('v1', { sql })).toEqual({ read: 2, isKept: false });
    },
  );

  it('take no more room than they may, the ones used last staying', async () => {
    const { reader, data } = countingReader();
    const ask = asking(rememberRows(reader, { policy, roomBytes: 20_000 }));
    data.width = 3_000;
    await ask('v1', { sql: 'a' });
    await ask('v1', { sql: 'b' });
    await ask('v1', { sql: 'a' });
    await ask('v1', { sql: 'c' });
    expect((await ask('v1', { sql: 'a' })).isKept).toBe(true);
    expect((await ask('v1', { sql: 'b' })).isKept).toBe(false);
    data.width = 400_000;
    await ask('v1', { sql: 'huge' });
    expect((await ask('v1', { sql: 'huge' })).isKept).toBe(false);
  });
});
