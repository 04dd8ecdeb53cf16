import { describe, expect, it } from 'vitest';
import type { Allowed } from '../guard/choose-allowed.js';
import { startRun } from '../run/start-run.js';
import { fakeGuard, fakeReader, managerOfStore1, policy, resultOf, REVENUE_SQL, silentLog } from '../test/fakes.js';
import { toRolePolicy } from '@copilot/contracts';
import { explainEmpty } from './explain-empty.js';

const rolePolicy = toRolePolicy(policy, 'store_manager');
const run = startRun({ timeoutMs: 60_000, log: silentLog });
const probe = (sql: string, label: string) => ({
  sql,
  judge: () => ({ label, formatted: '$5.00', question: null }),
});

async function answered(): Promise<Allowed> {
  const verdict = await fakeGuard.check({ sql: REVENUE_SQL, policy: rolePolicy, rowLimit: 200 });
  if (!verdict.ok) throw new Error('the guard of the tests lets this through');
  return verdict;
}

describe('explainEmpty', () => {
  it('runs each look through the guard and under the scope of the asker', async () => {
    const reader = fakeReader(resultOf(['revenue'], [[5]]));
    const check = { outside: null, probes: [probe(REVENUE_SQL, 'a'), probe('SELECT 1 FROM payment', 'b')] };
    const found = await explainEmpty(check, await answered(), managerOfStore1, rolePolicy, run, {
      guard: fakeGuard,
      reader,
    });
    expect(found.culprits.map(({ label }) => label)).toEqual(['a']);
    expect(reader.statements).toEqual([REVENUE_SQL]);
  });

  it('reads no view that the answer did not read', async () => {
    const reader = fakeReader(resultOf(['revenue'], [[5]]));
    const check = { outside: null, probes: [probe(REVENUE_SQL, 'a')] };
    const other = { ...(await answered()), relations: [] };
    const found = await explainEmpty(check, other, managerOfStore1, rolePolicy, run, { guard: fakeGuard, reader });
    expect(found.culprits).toEqual([]);
    expect(reader.statements).toEqual([]);
  });

  it('finds nothing where the database does not answer, and still says what was known', async () => {
    const outside = { from: '2022-01-01', to: '2022-07-27', question: null };
    const reader = {
      run: () => Promise.resolve({ ok: false as const, problem: { code: 'database.timeout', message: 'Slow.' } }),
    };
    const check = { outside, probes: [probe(REVENUE_SQL, 'a')] };
    expect(
      await explainEmpty(check, await answered(), managerOfStore1, rolePolicy, run, { guard: fakeGuard, reader }),
    ).toEqual({ outside, culprits: [] });
  });
});
