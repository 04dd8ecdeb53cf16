import type { AuditEntry } from '@copilot/contracts';
import { describeStores } from '../session/describe-scope';

/** Role and stores of an audit record as people say them. */
export function auditScope(entry: Pick<AuditEntry, 'role' | 'store_ids' | 'all_stores'>): string {
  if (entry.role === null) return '–';
  const role = entry.role.replaceAll('_', ' ');
  // Logins and refusals name the role alone.
  return entry.store_ids.length === 0 && !entry.all_stores ? role : `${role}, ${describeStores(entry)}`;
}
