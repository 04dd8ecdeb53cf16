import { describe, expect, it } from 'vitest';
import { toRolePolicy } from '@copilot/contracts';
import { policy } from '../test/fakes.js';
import type { Verdict } from './choose-allowed.js';
import { rememberVerdicts } from './remember-verdicts.js';

const request = { sql: 'SELECT 1', policy: toRolePolicy(policy, 'store_manager'), rowLimit: 200 };
const blocked: Verdict = { ok: false, rule: 'x', problem: { code: 'guard.x', message: 'x' }, checks: [] };

function counting(verdictOf: (sql: string) => Verdict) {
  const judged: string[] = [];
  const guard = rememberVerdicts({
    check: ({ sql, policy: { role }, rowLimit }) => {
      judged.push(`${role} ${rowLimit} ${sql}`);
      return verdictOf(sql);
    },
  });
  return { guard, judged };
}
const allowed = (sql: string): Verdict => ({
  ok: true,
  sql,
  relations: [],
  functions: [],
  rowLimit: 200,
  limit: 'added',
  outputColumns: [],
  checks: [],
});

describe('rememberVerdicts', () => {
  it('judges the same text of the same role once', async () => {
    const { guard, judged } = counting(allowed);
    expect(await guard.check(request)).toEqual(await guard.check(request));
    expect(judged).toHaveLength(1);
  });

  it('judges anew what differs in text, role, policy or limit', async () => {
    const { guard, judged } = counting(allowed);
    await guard.check(request);
    await guard.check({ ...request, sql: 'SELECT 1 ' });
    await guard.check({ ...request, policy: toRolePolicy(policy, 'admin') });
    await guard.check({ ...request, policy: { ...request.policy, version: 'next' } });
    await guard.check({ ...request, rowLimit: 100 });
    expect(judged).toHaveLength(5);
  });

  it('remembers no refusal, which may have been one of time', async () => {
    const { guard, judged } = counting(() => blocked);
    await guard.check(request);
    await guard.check(request);
    expect(judged).toHaveLength(2);
  });
});
