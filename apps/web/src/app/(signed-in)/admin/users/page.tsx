import { ManagedUserListSchema } from '@copilot/contracts';
import { requireAdmin } from '../../../../admin/require-admin';
import { UserTable } from '../../../../admin/user-table';
import { readForPage, requireSession } from '../../../../session/read-session';
import { Notice } from '../../../../ui/notice';

export default async function UsersPage() {
  const token = await requireAdmin();
  if (token === null) return null;
  const [{ user }, list] = await Promise.all([
    requireSession(),
    readForPage(token, 'admin/users', ManagedUserListSchema),
  ]);
  if (list === null) return <Notice look="bad" role="alert" title="The users cannot be read just now" />;
  return (
    <div className="space-y-3">
      <UserTable users={list.users} me={user.username} />
      <p className="text-sm text-ink-soft">
        People and passwords are added on the server: <code className="font-mono">npm run users -- add</code>. What is
        changed here holds with the next click of the person concerned.
      </p>
    </div>
  );
}
