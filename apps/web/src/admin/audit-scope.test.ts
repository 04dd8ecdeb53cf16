import { describe, expect, it } from 'vitest';
import { auditScope } from './audit-scope';

describe('the scope of an audit record', () => {
  it.each([
    [
      'role and stores of a question',
      { role: 'store_manager', store_ids: [1, 2], all_stores: false },
      'store manager, stores 1 and 2',
    ],
    ['all stores', { role: 'admin', store_ids: [], all_stores: true }, 'admin, all stores'],
    ['the role alone where an event names no stores', { role: 'admin', store_ids: [], all_stores: false }, 'admin'],
    ['nothing of a failed login', { role: null, store_ids: [], all_stores: false }, '–'],
  ] as const)('says %s', (_name, { store_ids, ...entry }, words) => {
    expect(auditScope({ ...entry, store_ids: [...store_ids] })).toBe(words);
  });
});
