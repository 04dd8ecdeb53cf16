import { sampleUsers as seeded } from '@copilot/database';

const sees: ReadonlyMap<string, string> = new Map([
  ['admin_user', 'administrator: every view, all stores, the audit log'],
  ['manager_store1', 'store manager of store 1'],
  ['manager_multi', 'store manager of stores 1 and 2'],
  ['marketing_user', 'marketing for stores 1 and 2: no contact data, totals only'],
  ['finance_user', 'finance of store 1: payments; customers by number only'],
]);

/** The five sample users of a local start, with the passwords that `npm start` prints and what each sees. */
export const sampleUsers = seeded.map(({ username, password, role }) => ({
  username,
  password,
  sees: sees.get(username) ?? role,
}));

/** The password of a sample user; undefined for anybody else. */
export function samplePassword(username: string): string | undefined {
  return sampleUsers.find((user) => user.username === username)?.password;
}
