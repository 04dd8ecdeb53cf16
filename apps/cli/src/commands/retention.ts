import { parseArgs } from 'node:util';
import { keyIdOf, readPrivateKey } from '@copilot/certificate';
import {
  createAuditStore,
  createPool,
  cutAudit,
  readAuditHeads,
  readPublicKeys,
  removeOldConversations,
} from '@copilot/database';
import { settingsFromEnvironment } from '../env.js';
import { Fault } from '../fault.js';
import { writePublicKey } from '../system/public-keys.js';
import { withDatabase } from '../system/with-database.js';

const usage = 'npm run retention -- [--audit-days N] [--conversation-days N]';
const dayMs = 86_400_000;

/** `npm run retention`: takes away what is older than it must be kept. The audit is verified before and stays verifiable. */
export async function retention(args: readonly string[]): Promise<number> {
  const days = readDays(args);
  const settings = settingsFromEnvironment();
  return withDatabase({ settings, say: (line) => console.error(line) }, async ({ addresses, secrets }) => {
    writePublicKey(settings.home, secrets);
    const pool = createPool(addresses.databaseAdmin, { max: 1, applicationName: 'copilot-retention' });
    try {
      if (days.conversations !== undefined) {
        const removed = await removeOldConversations(pool, new Date(Date.now() - days.conversations * dayMs));
        console.log(`${removed} conversations removed: nobody had added to them for ${days.conversations} days.`);
      }
      if (days.audit === undefined) return 0;
      const verdict = await createAuditStore(pool).verify(
        await readAuditHeads(settings.home),
        await readPublicKeys(settings.home),
      );
      if (!verdict.ok)
        throw new Fault(
          `The audit chain is broken at ${verdict.brokenAt?.id ?? '?'}: nothing was cut. See npm run audit:verify.`,
        );
      const privateKey = readPrivateKey(secrets.certificatePrivateKey);
      const before = new Date(Date.now() - days.audit * dayMs);
      const cut = await cutAudit(pool, { before, privateKey, keyId: keyIdOf(privateKey) });
      console.log(
        `${cut.questions} questions and ${cut.security} security events older than ${days.audit} days cut off; a signed checkpoint stands in their place.`,
      );
      return 0;
    } finally {
      await pool.end();
    }
  });
}

function readDays(args: readonly string[]): { audit: number | undefined; conversations: number | undefined } {
  const { values } = parse(args);
  const read = (name: 'audit-days' | 'conversation-days', least: number): number | undefined => {
    const text = values[name];
    if (text === undefined) return undefined;
    const days = Number(text);
    if (!Number.isInteger(days) || days < least) throw new Fault(`--${name} must be ${least} or more. Usage: ${usage}`);
    return days;
  };
  const days = { audit: read('audit-days', 0), conversations: read('conversation-days', 0) };
  if (days.audit === undefined && days.conversations === undefined) throw new Fault(`Usage: ${usage}`);
  return days;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { 'audit-days': { type: 'string' }, 'conversation-days': { type: 'string' } },
    });
  } catch (error) {
    throw new Fault(`${error instanceof Error ? error.message : String(error)}. Usage: ${usage}`);
  }
}
