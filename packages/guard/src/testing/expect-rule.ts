import { describe, expect, it } from 'vitest';
import { createGuard } from '../create-guard.js';
import { examplePolicy } from './example-policy.js';

/** What a rule refuses and what it must let through; statements are asked for `role`, by default the manager of a store. */
export interface RuleExamples {
  readonly refuses: readonly string[];
  readonly allows: readonly string[];
  readonly role?: string;
}

/** Tests a rule from outside, through the whole guard: the refusals must come from this rule, the others must pass every rule. */
export function expectRule(rule: string, { refuses, allows, role = 'store_manager' }: RuleExamples): void {
  describe(rule, async () => {
    const guard = await createGuard();
    const check = (sql: string) => guard.check({ sql, policy: examplePolicy(role), rowLimit: 200 });
    it.each(refuses.map(named))('refuses $name', ({ sql }) => {
      const verdict = check(sql);
      expect(verdict.ok ? `allowed as ${verdict.sql}` : verdict.rule).toBe(rule);
    });
    it.each(allows.map(named))('lets $name through', ({ sql }) => {
      const verdict = check(sql);
      expect(verdict.ok ? 'allowed' : `${verdict.rule}: ${verdict.problem.message}`).toBe('allowed');
    });
  });
}

function named(sql: string): { readonly name: string; readonly sql: string } {
  return { name: sql.length > 120 ? `${sql.slice(0, 117)}…` : sql, sql };
}
