import Link from 'next/link';
import { Button, buttonClass } from '../ui/button';

export type AuditFilter = Partial<Record<'status' | 'kind' | 'username' | 'q' | 'from' | 'to' | 'before', string>>;

const STATUSES = ['answered', 'needs_clarification', 'refused', 'blocked', 'failed'];

/** Narrows the audit log. A plain form: the address holds the filter, so it can be passed on. */
export function AuditFilters({ filter }: { filter: AuditFilter }) {
  return (
    <form
      action="/admin"
      method="get"
      className="card grid items-end gap-3 p-4 sm:grid-cols-2 lg:grid-cols-[2fr_1fr_1fr_auto_auto_auto]"
    >
      <label className="block space-y-1 text-sm">
        <span className="text-ink-soft">Question contains</span>
        <input name="q" type="search" maxLength={200} defaultValue={filter.q} className="field h-9" />
      </label>
      <label className="block space-y-1 text-sm">
        <span className="text-ink-soft">User</span>
        <input
          name="username"
          maxLength={128}
          defaultValue={filter.username}
          className="field h-9"
          autoCapitalize="none"
        />
      </label>
      <label className="block space-y-1 text-sm">
        <span className="text-ink-soft">Status</span>
        <select name="status" defaultValue={filter.status ?? ''} className="field h-9">
          <option value="">Any</option>
          {STATUSES.map((status) => (
            <option key={status} value={status}>
              {status.replaceAll('_', ' ')}
            </option>
          ))}
        </select>
      </label>
      <label className="block space-y-1 text-sm">
        <span className="text-ink-soft">From</span>
        <input name="from" type="date" defaultValue={filter.from} className="field h-9" />
      </label>
      <label className="block space-y-1 text-sm">
        <span className="text-ink-soft">To</span>
        <input name="to" type="date" defaultValue={filter.to} className="field h-9" />
      </label>
      <div className="flex gap-2">
        <Button type="submit" kind="primary" className="h-9">
          Filter
        </Button>
        <Link href="/admin" className={`${buttonClass({ kind: 'ghost' })} h-9`}>
          Clear
        </Link>
      </div>
    </form>
  );
}
