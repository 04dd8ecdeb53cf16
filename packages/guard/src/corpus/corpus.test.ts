import { beforeAll, describe, expect, it } from 'vitest';
import { createGuard, type Guard } from '../create-guard.js';
import { examplePolicy } from '../testing/example-policy.js';
import { readExampleCorpus } from '../testing/read-example-corpus.js';

let guard: Guard;
beforeAll(async () => {
  guard = await createGuard();
});

describe('the corpus', () => {
  const attacks = readExampleCorpus('attacks');
  const legitimate = readExampleCorpus('legitimate');

  it('is large enough and names each case once', () => {
    expect(attacks.length).toBeGreaterThanOrEqual(200);
    expect(legitimate.length).toBeGreaterThanOrEqual(60);
    expect(new Set([...attacks, ...legitimate].map(({ id, rule }) => `${rule === undefined} ${id}`)).size).toBe(
      attacks.length + legitimate.length,
    );
  });

  it.each(attacks)('stops $id', ({ sql, role, rule }) => {
    const verdict = guard.check({ sql, policy: examplePolicy(role), rowLimit: 200 });
    expect(verdict.ok ? `allowed as ${verdict.sql}` : verdict.rule).toBe(rule);
  });

  it.each(legitimate)('allows $id', ({ sql, role }) => {
    const verdict = guard.check({ sql, policy: examplePolicy(role), rowLimit: 200 });
    expect(verdict.ok ? 'allowed' : `${verdict.rule}: ${verdict.problem.message}`).toBe('allowed');
    if (!verdict.ok) return;
    expect(verdict.rowLimit).toBeLessThanOrEqual(200);
    const again = guard.check({ sql: verdict.sql, policy: examplePolicy(role), rowLimit: 200 });
    expect(again.ok && again.sql, 'what is run is allowed as it stands').toBe(verdict.sql);
  });
});
