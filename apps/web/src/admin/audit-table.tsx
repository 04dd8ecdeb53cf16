import type { AuditList } from '@copilot/contracts';
import Link from 'next/link';
import { formatCell } from '../answer/format-cell';
import { auditScope } from './audit-scope';
import { buttonClass } from '../ui/button';
import type { AuditFilter } from './audit-filters';
import { StatusBadge } from './status-badge';

/** The audit log, newest first. */
export function AuditTable({ list, filter }: { list: AuditList; filter: AuditFilter }) {
  if (list.entries.length === 0)
    return (
      <p className="card px-6 py-12 text-center text-ink-soft">
        No record matches. Clear the filter to see all of them.
      </p>
    );
  return (
    <div className="space-y-3">
      <div className="card relative overflow-x-auto" tabIndex={0} role="region" aria-label="Audit log">
        <table className="w-full min-w-[46rem] text-sm">
          <thead className="border-b border-line bg-sunken text-left">
            <tr>
              {['Time (UTC)', 'User', 'Scope', 'Question or event', 'Status', 'Rows', 'ms'].map((head) => (
                <th
                  key={head}
                  scope="col"
                  className={`px-3 py-2 font-medium ${head === 'Rows' || head === 'ms' ? 'text-right' : ''}`}
                >
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {list.entries.map((entry) => (
              <tr key={entry.id} className="align-top hover:bg-sunken">
                <td className="whitespace-nowrap px-3 py-2 tabular-nums text-ink-soft">
                  {formatCell(entry.created_at, 'datetime')}
                </td>
                <td className="px-3 py-2">{entry.username ?? '–'}</td>
                <td className="whitespace-nowrap px-3 py-2 text-ink-soft">{auditScope(entry)}</td>
                <td className="max-w-md px-3 py-2">
                  <Link
                    prefetch={false}
                    href={`/admin/audit/${entry.id}`}
                    className="break-words underline decoration-line-strong underline-offset-4 hover:text-accent"
                  >
                    {entry.question ?? entry.kind.replaceAll(/[._-]/g, ' ')}
                  </Link>
                </td>
                <td className="px-3 py-2">
                  <StatusBadge status={entry.status} />
                </td>
                <td className="px-3 py-2 text-right tabular-nums">{entry.row_count ?? ''}</td>
                <td className="px-3 py-2 text-right tabular-nums">
                  {entry.duration_ms === null ? '' : Math.round(entry.duration_ms)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="flex justify-between gap-2">
        {filter.before === undefined ? (
          <span />
        ) : (
          <Link href={pageAt(filter, undefined)} className={buttonClass()}>
            Newest
          </Link>
        )}
        {list.next_before !== null && (
          <Link prefetch={false} href={pageAt(filter, list.next_before)} className={buttonClass()}>
            Older
          </Link>
        )}
      </div>
    </div>
  );
}

function pageAt(filter: AuditFilter, before: string | undefined): string {
  const { before: _before, ...rest } = filter;
  const query = new URLSearchParams(before === undefined ? rest : { ...rest, before });
  return query.size === 0 ? '/admin' : `/admin?${query.toString()}`;
}
