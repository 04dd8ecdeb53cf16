import { fileURLToPath } from 'node:url';
import type { Policy } from '@copilot/contracts';
import { expect, it } from 'vitest';
import { toGrants } from './apply-policy.js';
import { loadPolicy, policyFaults } from './load-policy.js';

const file = fileURLToPath(new URL('../../../../models/pagila/policy.yaml', import.meta.url));

it('loads the policy of Pagila without a fault', () => {
  const policy = loadPolicy(file);
  expect(policy.roles.map((role) => role.role)).toEqual(['admin', 'store_manager', 'marketing', 'finance']);
  expect(policyFaults(policy)).toEqual([]);
});

it('names every reference that leads nowhere and every repetition', () => {
  const policy: Policy = {
    version: '1',
    schema: 'analytics',
    views: [
      { name: 'v_a', description: '', scope: { kind: 'store', column: 'store_id' }, columns: ['id', 'id'] },
      { name: 'v_a', description: '', scope: { kind: 'shared', reason: '' }, columns: ['id'] },
    ],
    roles: [{ role: 'admin', description: '', database_role: 'r', views: { v_a: ['id', 'no'], v_b: '*' } }],
  };
  expect(policyFaults(policy)).toEqual([
    'view v_a is defined twice',
    'v_a.id is listed twice',
    'v_a is limited by store_id, which is not one of its columns',
    'role admin names the unknown column v_a.no',
    'role admin names the unknown view v_b',
  ]);
});

it('grants by column, never a whole view', () => {
  const policy = loadPolicy(file);
  const finance = policy.roles.find((role) => role.role === 'finance');
  if (finance === undefined) throw new Error('the policy has no role finance');
  expect(toGrants(policy, finance)).toContain(
    'GRANT SELECT ("customer_id", "store_id") ON "analytics"."v_customers" TO "copilot_read_finance"',
  );
  expect(toGrants(policy, finance).join('\n')).not.toMatch(/v_rentals|email|phone.*v_customers/);
});
