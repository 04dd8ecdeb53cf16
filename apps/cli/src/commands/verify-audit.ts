import { createAuditStore, createPool, databaseUrls, readAuditHeads, readPublicKeys } from '@copilot/database';
import { settingsFromEnvironment } from '../env.js';
import { writePublicKey } from '../system/public-keys.js';
import { withDatabase } from '../system/with-database.js';

/** `npm run audit:verify`: recomputes the chain of the audit log. Exit code 1 when it breaks, with the place and the reason. */
export async function verifyAudit(): Promise<number> {
  const settings = settingsFromEnvironment();
  return withDatabase({ settings, say: (line) => console.error(line) }, async ({ addresses, secrets }) => {
    const { app } = databaseUrls({ baseUrl: addresses.databaseBase, secret: secrets.databaseSecret });
    const pool = createPool(app, { max: 1, applicationName: 'copilot-audit-verify' });
    try {
      const heads = await readAuditHeads(settings.home);
      writePublicKey(settings.home, secrets);
      const result = await createAuditStore(pool).verify(heads, await readPublicKeys(settings.home));
      if (result.ok) {
        console.log(
          `The audit chain holds: ${result.checked} records checked, also against ${heads.length} exported ends.`,
        );
        return 0;
      }
      const place = result.brokenAt
        ? `at record ${result.brokenAt.id}: ${result.brokenAt.reason}`
        : 'at an unknown record';
      console.log(`The audit chain is broken ${place} (${result.checked} records checked).`);
      return 1;
    } finally {
      await pool.end();
    }
  });
}
