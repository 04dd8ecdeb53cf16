import type { UserContext } from '@copilot/contracts';

const ROLES: Record<UserContext['role'], string> = {
  admin: 'admin',
  store_manager: 'store manager',
  marketing: 'marketing',
  finance: 'finance',
};

/** A role as people say it. */
export function describeRole(role: UserContext['role']): string {
  return ROLES[role];
}

/** The stores of a scope as people say them: "store 1", "stores 1 and 2", "all stores". */
export function describeStores(scope: Pick<UserContext, 'store_ids' | 'all_stores'>): string {
  const { store_ids: stores, all_stores: all } = scope;
  if (all) return 'all stores';
  if (stores.length === 0) return 'no store';
  if (stores.length === 1) return `store ${stores[0]}`;
  if (stores.length > 6) return `${stores.length} stores`;
  return `stores ${stores.slice(0, -1).join(', ')} and ${stores.at(-1)}`;
}
