'use client';

import { RoleSchema, type ManagedUser, type UserChange } from '@copilot/contracts';
import { useState } from 'react';
import { gateway } from '../client/gateway';
import { GatewayError } from '../client/gateway-error';
import { describeRole } from '../session/describe-scope';
import { useGate } from '../shell/session-gate';
import { Button } from '../ui/button';

/** Who may sign in, as what and for which stores. A change holds from the person's next request on. */
export function UserTable({ users: first, me }: { users: readonly ManagedUser[]; me: string }) {
  const { withSession } = useGate();
  const [users, setUsers] = useState(first);
  const [said, setSaid] = useState<{ text: string; bad: boolean }>({ text: '', bad: false });

  async function change(username: string, wanted: UserChange) {
    try {
      const changed = await withSession(() => gateway.changeUser(username, wanted));
      setUsers((all) => all.map((user) => (user.username === username ? changed : user)));
      setSaid({ text: `${username} was changed. It holds from their next request on.`, bad: false });
    } catch (cause) {
      setSaid({ text: cause instanceof GatewayError ? cause.message : 'That did not work. Try again.', bad: true });
    }
  }

  return (
    <div className="space-y-3">
      <div className="card relative overflow-x-auto" tabIndex={0} role="region" aria-label="Users">
        <table className="w-full min-w-[44rem] text-sm">
          <thead className="border-b border-line bg-sunken text-left">
            <tr>
              {['User', 'Role', 'Stores', 'Sign-in', ''].map((head, index) => (
                <th key={index} scope="col" className="px-3 py-2 font-medium">
                  {head === '' ? <span className="sr-only">Change</span> : head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {users.map((user) => (
              <UserRow
                key={`${user.username} ${user.role} ${user.store_ids.join()} ${user.all_stores}`}
                user={user}
                isMe={user.username === me}
                onChange={change}
              />
            ))}
          </tbody>
        </table>
      </div>
      <p role="status" className={said.bad ? 'min-h-6 text-bad' : 'min-h-6 text-ink-soft'}>
        {said.text}
      </p>
    </div>
  );
}

function UserRow(props: {
  user: ManagedUser;
  isMe: boolean;
  onChange: (username: string, change: UserChange) => Promise<void>;
}) {
  const { user, isMe, onChange } = props;
  const [role, setRole] = useState(user.role);
  const [all, setAll] = useState(user.all_stores);
  const [stores, setStores] = useState(user.store_ids.join(', '));
  const ids = stores
    .split(/[\s,]+/)
    .filter((part) => part !== '')
    .map(Number);
  const valid = ids.every((id) => Number.isInteger(id) && id >= 0) && (all || ids.length > 0);
  const touched = role !== user.role || all !== user.all_stores || (!all && ids.join() !== user.store_ids.join());

  return (
    <tr className="align-middle">
      <th scope="row" className="px-3 py-2 text-left font-medium">
        {user.username}
        {isMe && <span className="ml-2 font-normal text-ink-soft">you</span>}
      </th>
      <td className="px-3 py-2">
        <select
          aria-label={`Role of ${user.username}`}
          className="field h-8 w-auto py-0"
          value={role}
          disabled={isMe}
          onChange={(event) => setRole(RoleSchema.parse(event.target.value))}
        >
          {RoleSchema.options.map((option) => (
            <option key={option} value={option}>
              {describeRole(option)}
            </option>
          ))}
        </select>
      </td>
      <td className="px-3 py-2">
        <div className="flex flex-wrap items-center gap-3">
          <label className="inline-flex items-center gap-1.5 whitespace-nowrap">
            <input
              type="checkbox"
              className="accent-[var(--accent)]"
              checked={all}
              disabled={isMe}
              onChange={(event) => setAll(event.target.checked)}
            />
            all
          </label>
          <input
            aria-label={`Stores of ${user.username}`}
            aria-invalid={!valid}
            className="field h-8 w-28 disabled:opacity-60"
            value={all ? '' : stores}
            placeholder={all ? 'every store' : '1, 2'}
            disabled={all || isMe}
            onChange={(event) => setStores(event.target.value)}
          />
          {touched && (
            <Button
              kind="primary"
              disabled={!valid}
              onClick={() =>
                void onChange(user.username, {
                  ...(role === user.role ? {} : { role }),
                  ...(all === user.all_stores ? {} : { all_stores: all }),
                  ...(all || ids.join() === user.store_ids.join() ? {} : { store_ids: ids }),
                })
              }
            >
              Save
            </Button>
          )}
        </div>
      </td>
      <td className="px-3 py-2">{user.active ? 'enabled' : <span className="text-bad">disabled</span>}</td>
      <td className="px-3 py-2 text-right">
        <Button
          kind={user.active ? 'danger' : 'plain'}
          disabled={isMe}
          aria-label={`${user.active ? 'Disable' : 'Enable'} ${user.username}`}
          onClick={() => void onChange(user.username, { active: !user.active })}
        >
          {user.active ? 'Disable' : 'Enable'}
        </Button>
      </td>
    </tr>
  );
}
