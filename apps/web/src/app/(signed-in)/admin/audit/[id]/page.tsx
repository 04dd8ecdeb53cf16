import { AuditDetailSchema } from '@copilot/contracts';
import Link from 'next/link';
import { AuditRecord } from '../../../../../admin/audit-record';
import { requireAdmin } from '../../../../../admin/require-admin';
import { readForPage } from '../../../../../session/read-session';
import { Notice } from '../../../../../ui/notice';

export default async function AuditRecordPage({ params }: { params: Promise<{ id: string }> }) {
  const token = await requireAdmin();
  if (token === null) return null;
  const { id } = await params;
  const record = await readForPage(token, `audit/${encodeURIComponent(id)}`, AuditDetailSchema);
  return (
    <div className="space-y-4">
      <Link href="/admin" className="text-sm text-ink-soft underline underline-offset-4 hover:text-ink">
        Back to the audit log
      </Link>
      {record === null ? <Notice look="caution" title="There is no such record" /> : <AuditRecord record={record} />}
    </div>
  );
}
