import { readFileSync } from 'node:fs';
import { PolicySchema, toRolePolicy, type RolePolicy } from '@copilot/contracts';
import { parse } from 'yaml';

const file = new URL('../../../../models/pagila/policy.yaml', import.meta.url);
const policy = PolicySchema.parse(parse(readFileSync(file, 'utf8')));

/** The policy of one role of the product, for tests. */
export function examplePolicy(role: string): RolePolicy {
  return toRolePolicy(policy, role);
}
