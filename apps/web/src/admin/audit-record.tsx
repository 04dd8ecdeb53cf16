import type { AuditDetail } from '@copilot/contracts';
import type { ReactNode } from 'react';
import { formatCell } from '../answer/format-cell';
import { SqlBlock } from '../answer/sql-block';
import { auditScope } from './audit-scope';
import { StageTimeline } from './stage-timeline';
import { StatusBadge } from './status-badge';

/** One record of the audit log with its stages and its place in the chain. */
export function AuditRecord({ record }: { record: AuditDetail }) {
  return (
    <article className="space-y-6">
      <header className="flex flex-wrap items-baseline gap-3">
        <h2 className="break-words text-xl font-semibold tracking-tight">
          {record.question ?? record.kind.replaceAll(/[._-]/g, ' ')}
        </h2>
        <StatusBadge status={record.status} />
      </header>
      <dl className="card grid gap-x-8 gap-y-3 p-5 sm:grid-cols-2 lg:grid-cols-3">
        <Fact name="Record">{record.id}</Fact>
        <Fact name="Time (UTC)">{formatCell(record.created_at, 'datetime')}</Fact>
        <Fact name="User">{record.username ?? '–'}</Fact>
        <Fact name="Scope">{auditScope(record)}</Fact>
        <Fact name="Planner">
          {record.planner === null ? '–' : `${record.planner}${record.model === null ? '' : `, ${record.model}`}`}
        </Fact>
        <Fact name="Rows">{record.row_count ?? '–'}</Fact>
        <Fact name="Views">{record.views.length === 0 ? '–' : record.views.join(', ')}</Fact>
        <Fact name="Request">{record.request_id ?? '–'}</Fact>
        <Fact name="Problem">{record.problem ?? '–'}</Fact>
      </dl>
      {record.events.length > 0 && (
        <section className="space-y-3">
          <h3 className="font-semibold">Stages</h3>
          <StageTimeline events={record.events} />
        </section>
      )}
      {record.sql !== null && (
        <section className="space-y-3">
          <h3 className="font-semibold">SQL</h3>
          <SqlBlock sql={record.sql} />
        </section>
      )}
      <section className="space-y-2">
        <h3 className="font-semibold">Chain</h3>
        <dl className="card space-y-2 p-5">
          <Fact name="Hash of this record">
            <code className="break-all font-mono text-xs">{record.hash ?? '–'}</code>
          </Fact>
          <Fact name="Hash of the record before">
            <code className="break-all font-mono text-xs">{record.previous_hash ?? '–'}</code>
          </Fact>
        </dl>
      </section>
    </article>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-ink-soft">{name}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  );
}
