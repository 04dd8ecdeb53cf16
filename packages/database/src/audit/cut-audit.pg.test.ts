import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPool, type Pool } from '../connect/create-pool.js';
import { databaseUrls } from '../connect/database-urls.js';
import { databaseMissing, openTestDatabase, withClient, type TestDatabase } from '../testing/open-test-database.js';
import type { AuditHead } from './audit-record.js';
import { createAuditStore, type AuditStore } from './create-audit-store.js';
import { cutAudit } from './cut-audit.js';

const missing = databaseMissing(process.env['TEST_DATABASE_URL']);
const pair = generateKeyPairSync('ed25519');
const publicKey = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const stranger = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString();

describe.skipIf(missing !== null)('an audit whose beginning was cut off', () => {
  let database: TestDatabase;
  let pool: Pool;
  let audit: AuditStore;
  let heads: AuditHead[];
  let middle: Date;

  beforeAll(async () => {
    database = await openTestDatabase(process.env['TEST_DATABASE_URL'], 'without-data');
    pool = createPool(databaseUrls({ ...database, baseUrl: database.adminUrl }).app, {
      max: 2,
      applicationName: 'test',
    });
    audit = createAuditStore(pool);
    const write = async (count: number): Promise<void> => {
      for (let number = 0; number < count; number += 1) {
        await audit.append(question(number));
        await audit.appendSecurityEvent({ event: 'login', outcome: 'ok' });
      }
    };
    await write(5);
    heads = await audit.heads();
    await new Promise((resolve) => setTimeout(resolve, 20));
    middle =
      (await pool.query<{ now: string }>('SELECT now() AS now')).rows.map(({ now }) => new Date(now))[0] ?? new Date(0);
    await write(4);
  });
  afterAll(async () => {
    await pool?.end();
    await database?.close();
  });

  const asAdmin = <T>(work: Parameters<typeof withClient<T>>[1]): Promise<T> => withClient(database.adminUrl, work);
  const cut = (before: Date) =>
    asAdmin((client) => cutAudit(client as unknown as Pool, { before, privateKey: pair.privateKey, keyId: 'k' }));

  it('cannot be cut by a login of the services', async () => {
    await expect(pool.query(`SELECT public.cut_audit('{}')`)).rejects.toMatchObject({ code: '42501' });
  });

  it('holds from the signed checkpoint on, and goes on growing', async () => {
    expect(await cut(middle)).toEqual({ questions: 5, security: 5 });
    expect(await audit.verify(heads, [stranger, publicKey])).toEqual({ ok: true, checked: 8 });
    await audit.append(question(10));
    expect(await audit.verify([...heads, ...(await audit.heads())], [publicKey])).toEqual({ ok: true, checked: 9 });
    await expect(asAdmin((client) => client.query('DELETE FROM public.query_audit_logs'))).rejects.toMatchObject({
      code: '42501',
    });
  });

  it('is broken for whoever does not know the key that signed', async () => {
    for (const keys of [[], [stranger]])
      expect(await audit.verify([], keys)).toMatchObject({ ok: false, brokenAt: { id: 'q6' } });
  });

  it('keeps its newest record, and can be cut again', async () => {
    expect(await cut(new Date(Date.now() + 60_000))).toEqual({ questions: 4, security: 3 });
    expect(await audit.verify(heads, [publicKey])).toEqual({ ok: true, checked: 2 });
    expect(await cut(new Date(Date.now() + 60_000))).toEqual({ questions: 0, security: 0 });
  });

  it('shows when somebody cuts further without the key', async () => {
    await audit.append(question(11));
    await asAdmin(async (client) => {
      await client.query('ALTER TABLE public.query_audit_events DISABLE TRIGGER USER');
      await client.query('ALTER TABLE public.query_audit_logs DISABLE TRIGGER USER');
      await client.query('DELETE FROM public.query_audit_events WHERE log_id = 10');
      await client.query('DELETE FROM public.query_audit_logs WHERE id = 10');
      await client.query(
        `INSERT INTO public.audit_checkpoints SELECT 'questions', 10, (SELECT prev_hash FROM public.query_audit_logs WHERE id = 11), 'now', 'k', 'AAAA'`,
      );
    });
    expect(await audit.verify([], [publicKey])).toMatchObject({ ok: false, brokenAt: { id: 'q11' } });
  });
});

const question = (number: number): Parameters<AuditStore['append']>[0] => ({
  requestId: `r${number}`,
  conversationId: null,
  username: 'ann',
  role: 'admin',
  storeIds: [],
  allStores: true,
  question: 'how many',
  status: 'answered',
  errorStage: null,
  problem: null,
  planner: 'semantic',
  model: null,
  sql: 'SELECT 1',
  views: [],
  rowCount: 1,
  durationMs: 1,
  timingsMs: {},
  events: [{ stage: 'plan', status: 'ok', durationMs: 1 }],
});
