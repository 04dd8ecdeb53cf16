import type pg from 'pg';
import type { Role } from '@copilot/contracts';
import { hashPassword } from './hash-password.js';

interface SampleUser {
  readonly username: string;
  readonly password: string;
  readonly role: Role;
  readonly storeIds: readonly number[];
  readonly allStores: boolean;
}

/** For trying out on one machine only: their passwords stand in the documentation. */
export const sampleUsers: readonly SampleUser[] = [
  { username: 'admin_user', password: 'admin123', role: 'admin', storeIds: [], allStores: true },
  { username: 'manager_store1', password: 'manager123', role: 'store_manager', storeIds: [1], allStores: false },
  { username: 'manager_multi', password: 'manager123', role: 'store_manager', storeIds: [1, 2], allStores: false },
  { username: 'marketing_user', password: 'marketing123', role: 'marketing', storeIds: [1, 2], allStores: false },
  { username: 'finance_user', password: 'finance123', role: 'finance', storeIds: [1], allStores: false },
];

/** Adds the sample users that are missing; what an administrator has changed about the others stays. */
export async function seedSampleUsers(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ username: string }>('SELECT username FROM public.auth_users');
  const known = new Set(rows.map((row) => row.username));
  const missing = sampleUsers.filter((user) => !known.has(user.username));
  for (const user of missing) {
    await client.query(
      `INSERT INTO public.auth_users (username, password_hash, role, store_ids, all_stores) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (username) DO NOTHING`,
      [user.username, await hashPassword(user.password), user.role, user.storeIds, user.allStores],
    );
  }
  return missing.length;
}
