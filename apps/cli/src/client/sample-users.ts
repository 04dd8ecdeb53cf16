/** The five sample users of a local start, with the passwords that `npm start` prints. */
export const sampleUsers = [
  { username: 'admin_user', password: 'admin123', sees: 'administrator: every view, all stores, the audit log' },
  { username: 'manager_store1', password: 'manager123', sees: 'store manager of store 1' },
  { username: 'manager_multi', password: 'manager123', sees: 'store manager of stores 1 and 2' },
  {
    username: 'marketing_user',
    password: 'marketing123',
    sees: 'marketing for stores 1 and 2: no contact data, totals only',
  },
  { username: 'finance_user', password: 'finance123', sees: 'finance of store 1: payments; customers by number only' },
] as const;

/** The password of a sample user; undefined for anybody else. */
export function samplePassword(username: string): string | undefined {
  return sampleUsers.find((user) => user.username === username)?.password;
}
