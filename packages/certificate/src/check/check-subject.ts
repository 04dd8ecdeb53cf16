import type { Certificate, Policy } from '@copilot/contracts';
import { failed, judged, type Check } from './check.js';

/** The role is one of the policy, and the scope is said in words. */
export function checkSubject({ subject }: Certificate, policy: Policy): Check {
  const role = policy.roles.find((known) => known.role === subject.role);
  if (!role) return failed('subject', `the policy has no role ${subject.role}`);
  const stores = subject.all_stores ? 'all stores' : `stores ${subject.store_ids.join(', ') || 'none'}`;
  return judged('subject', true, `${subject.username}, ${subject.role}, ${stores}`);
}
