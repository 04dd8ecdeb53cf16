import type { AuditTrail } from '../audit/to-audit-record.js';
import type { Metrics } from './create-metrics.js';
import type { TraceExporter } from './create-trace-exporter.js';

/** Counts and traces what the audit has written: every question passes here once, whatever became of it. */
export function observeAudit(audit: AuditTrail, metrics: Metrics, traces: TraceExporter | null): AuditTrail {
  return {
    async append(record) {
      try {
        const written = await audit.append(record);
        metrics.observe(record);
        traces?.observe(record);
        return written;
      } catch (error) {
        metrics.auditFailed();
        throw error;
      }
    },
  };
}
