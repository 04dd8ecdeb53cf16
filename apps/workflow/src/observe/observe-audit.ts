import type { AuditRecord, AuditTrail } from '../audit/to-audit-record.js';
import type { Metrics } from './create-metrics.js';
import type { TraceExporter } from './create-trace-exporter.js';

/** Counts and traces what the audit has written: every question passes here once, whatever became of it. */
export function observeAudit(audit: AuditTrail, metrics: Metrics, traces: TraceExporter | null): AuditTrail {
  const { conclude } = audit;
  /** When the answer has been sent: nobody waits for it. */
  const observe = (record: AuditRecord): void =>
    void setImmediate(() => {
      metrics.observe(record);
      traces?.observe(record);
    });
  const counted = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      metrics.auditFailed();
      throw error;
    }
  };
  return {
    append: async (record) => {
      const written = await counted(() => audit.append(record));
      observe(record);
      return written;
    },
    ...(conclude && {
      conclude: async (record, grounds, exchange) => {
        const concluded = await counted(() => conclude(record, grounds, exchange));
        if (concluded.isWritten) observe(record);
        return concluded;
      },
    }),
  };
}
