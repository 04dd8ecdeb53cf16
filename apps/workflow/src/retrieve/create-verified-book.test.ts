import { describe, expect, it } from 'vitest';
import type { VerifiedQuestions } from './create-verified-book.js';
import { createVerifiedBook } from './create-verified-book.js';

type Row = Awaited<ReturnType<VerifiedQuestions['list']>>[number];
const row = (id: string, question: string, roles: Row['roles'] = ['admin', 'finance']): Row => ({
  id,
  question,
  roles,
  sql: `SELECT ${id} FROM v_payments`,
  verifiedBy: 'admin_user',
  verifiedAt: '2026-01-01T00:00:00Z',
});

describe('createVerifiedBook', () => {
  it('finds what says the same in other words of politeness, and what comes near, for the role alone', async () => {
    const rows = [row('1', 'Turnover by shop'), row('2', 'Turnover by month'), row('3', 'Staff by shop', ['admin'])];
    const book = createVerifiedBook({ list: () => Promise.resolve(rows) });
    const found = await book.lookUp('Please show me the turnover by shop', 'finance');
    expect(found.same).toMatchObject({ question: 'Turnover by shop' });
    expect(found.nearest.map(({ question }) => question)).toEqual(['Turnover by shop', 'Turnover by month']);
    expect((await book.lookUp('staff by shop', 'finance')).same).toBeNull();
    expect((await book.lookUp('staff by shop', 'admin')).same).not.toBeNull();
    expect((await book.lookUp('turnover by week', 'finance')).same).toBeNull();
    expect((await book.lookUp('weather tomorrow', 'finance')).nearest).toEqual([]);
  });

  it('knows a new one two seconds later at most, without asking the store each time', async () => {
    let now = 0;
    let reads = 0;
    const rows: Row[] = [];
    const list = (): Promise<Row[]> => {
      reads += 1;
      return Promise.resolve([...rows]);
    };
    const book = createVerifiedBook({ list }, () => now);
    expect((await book.lookUp('turnover', 'admin')).same).toBeNull();
    rows.push(row('1', 'turnover'));
    await book.lookUp('turnover', 'admin');
    expect(reads).toBe(1);
    now = 2_000;
    expect((await book.lookUp('turnover', 'admin')).same).not.toBeNull();
    expect(reads).toBe(2);
  });

  it('knows none while the store is away, and all again later', async () => {
    let now = 0;
    let isAway = true;
    const list = (): Promise<Row[]> =>
      isAway ? Promise.reject(new Error('gone')) : Promise.resolve([row('1', 'turnover')]);
    const book = createVerifiedBook({ list }, () => now);
    expect(await book.lookUp('turnover', 'admin')).toEqual({ same: null, nearest: [] });
    isAway = false;
    now = 2_000;
    expect((await book.lookUp('turnover', 'admin')).same).not.toBeNull();
  });
});
