import { AuditListSchema } from '@copilot/contracts';
import { AuditFilters, type AuditFilter } from '../../../admin/audit-filters';
import { AuditTable } from '../../../admin/audit-table';
import { ChainStatus } from '../../../admin/chain-status';
import { requireAdmin } from '../../../admin/require-admin';
import { readForPage } from '../../../session/read-session';
import { Notice } from '../../../ui/notice';

const FIELDS = ['status', 'kind', 'username', 'q', 'from', 'to', 'before'] as const;

export default async function AuditPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const token = await requireAdmin();
  if (token === null) return null;
  const given = await searchParams;
  const filter: AuditFilter = Object.fromEntries(
    FIELDS.flatMap((field) => {
      const value = given[field];
      return typeof value === 'string' && value !== '' ? [[field, value]] : [];
    }),
  );
  const list = await readForPage(token, `audit?${toQuery(filter)}`, AuditListSchema);
  return (
    <div className="space-y-5">
      <ChainStatus />
      <AuditFilters filter={filter} />
      {list === null ? (
        <Notice look="bad" role="alert" title="The audit log cannot be read with this filter">
          <p className="text-ink-soft">Clear the filter, or load the page again in a moment.</p>
        </Notice>
      ) : (
        <AuditTable list={list} filter={filter} />
      )}
    </div>
  );
}

/** The API takes moments; people give days. `to` means the whole of that day. */
function toQuery(filter: AuditFilter): URLSearchParams {
  const query = new URLSearchParams({ ...filter, limit: '50' });
  if (filter.from !== undefined) query.set('from', `${filter.from}T00:00:00Z`);
  if (filter.to !== undefined) query.set('to', `${filter.to}T23:59:59Z`);
  return query;
}
