import { createAuditStore, createPool, exportAuditHead } from '@copilot/database';

const everyMs = 60_000;

/**
 * Writes the ends of the audit chains beside the data, once a minute and at the end, so that a cut tail is found. A database that cannot be
 * reached is tried again the next time.
 */
export function keepAuditHeads({ appUrl, folder }: { appUrl: string; folder: string }): { stop(): Promise<void> } {
  const write = async (): Promise<void> => {
    const pool = createPool(appUrl, { max: 1, applicationName: 'copilot-audit-heads' });
    pool.on('error', () => undefined);
    try {
      await exportAuditHead(createAuditStore(pool), folder);
    } catch {
      // not reachable now
    } finally {
      await pool.end().catch(() => undefined);
    }
  };
  const timer = setInterval(() => void write(), everyMs);
  return {
    stop: async () => {
      clearInterval(timer);
      await Promise.race([write(), new Promise((resolve) => setTimeout(resolve, 2000).unref())]);
    },
  };
}
