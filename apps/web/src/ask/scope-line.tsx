'use client';

import type { UserContext } from '@copilot/contracts';
import { describeRole, describeStores } from '../session/describe-scope';
import { Icon } from '../ui/icon';

/** Who asks and what they can see, beside the box; with several stores, the choice between them. */
export function ScopeLine(props: {
  user: UserContext;
  viewCount: number | null;
  storeId: number | null;
  onStore: (storeId: number | null) => void;
}) {
  const { user, viewCount, storeId } = props;
  const several = user.store_ids.length > 1;
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 gap-y-1 text-sm text-ink-soft" data-testid="scope-line">
      <Icon name="shield" />
      <span>{describeRole(user.role)}</span>
      <span aria-hidden="true">·</span>
      {several ? (
        <select
          aria-label="Stores to ask about"
          className="-my-1 rounded-md border border-line bg-surface px-1.5 py-1 text-ink"
          value={storeId ?? 'all'}
          onChange={(event) => props.onStore(event.target.value === 'all' ? null : Number(event.target.value))}
        >
          <option value="all">{describeStores(user)}</option>
          {user.store_ids.map((id) => (
            <option key={id} value={id}>
              store {id} only
            </option>
          ))}
        </select>
      ) : (
        <span>{describeStores(user)}</span>
      )}
      {viewCount !== null && (
        <>
          <span aria-hidden="true">·</span>
          <a href="/catalog" className="underline decoration-line-strong underline-offset-4 hover:text-ink">
            {viewCount} views
          </a>
        </>
      )}
    </p>
  );
}
