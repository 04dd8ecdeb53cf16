import { createKeyPair, verifyCertificate } from '@copilot/certificate';
import type { Answer, UserContext } from '@copilot/contracts';
import { AnswerSchema } from '@copilot/contracts';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TestDatabase } from '../packages/database/src/testing/open-test-database.js';
import { databaseMissing, openTestDatabase } from '../packages/database/src/testing/open-test-database.js';
import { wireWorkflow, workflowSettings } from './support/wire-workflow.js';

const missing = databaseMissing(process.env['TEST_DATABASE_URL']);
const TOKEN = 'the-internal-token-of-the-tests-0123456789';
const managerOf = (store: number): UserContext => ({
  username: store === 1 ? 'manager_store1' : 'manager_multi',
  role: 'store_manager',
  store_ids: [store],
  all_stores: false,
});

describe.skipIf(missing !== null)('a question that is asked again', () => {
  const { privateKey, publicKey } = createKeyPair();
  let database: TestDatabase;
  let server: FastifyInstance;
  let shop: pg.Client;
  let close: () => Promise<void>;

  beforeAll(async () => {
    database = await openTestDatabase(process.env['TEST_DATABASE_URL'], 'generated');
    const wired = await wireWorkflow(workflowSettings(database, { token: TOKEN, privateKey }));
    server = wired.server;
    shop = new pg.Client({ connectionString: database.adminUrl });
    await shop.connect();
    close = async () => {
      await server.close();
      await wired.service.close();
      await shop.end();
    };
  });
  afterAll(async () => {
    await close?.();
    await database?.close();
  });

  let asked = 0;
  const ask = async (question: string, context: UserContext): Promise<Answer & { isKept: boolean }> => {
    const requestId = `kept-${++asked}`;
    const reply = await server.inject({
      method: 'POST',
      url: '/run',
      headers: { 'x-internal-token': TOKEN },
      payload: { question, request_id: requestId, user_context: context, conversation: null },
    });
    expect(reply.statusCode).toBe(200);
    const { rows } = await shop.query<{ detail: string | null }>(
      `SELECT e.detail FROM public.query_audit_events e JOIN public.query_audit_logs l ON l.id = e.log_id
       WHERE l.request_id = $1 AND e.stage = 'execute'`,
      [requestId],
    );
    return { ...AnswerSchema.parse(reply.json()), isKept: rows[0]?.detail === 'rows.kept' };
  };
  const copies = 'number of copies';
  const countOf = ({ data }: Answer): number => Number(data.rows[0]?.[0]);
  const addCopy = 'INSERT INTO public.inventory (film_id, store_id) VALUES (1, 1)';

  it('gets the same rows under a request, a certificate and a record of its own', async () => {
    const first = await ask(copies, managerOf(1));
    const again = await ask(copies, managerOf(1));
    expect(first.isKept).toBe(false);
    expect(again.isKept).toBe(true);
    expect(again.data).toEqual(first.data);
    expect(again.answer).toBe(first.answer);
    expect(again.widgets).toEqual(first.widgets);
    expect(again.certificate?.request_id).toBe(again.request_id);
    expect(again.certificate?.signature).not.toBe(first.certificate?.signature);
    const checked = await verifyCertificate(again.certificate, publicKey, database.policy, { data: again.data });
    expect(checked.ok).toBe(true);
  });

  it('sees what was written in between', async () => {
    const before = countOf(await ask(copies, managerOf(1)));
    await shop.query(addCopy);
    const after = await ask(copies, managerOf(1));
    expect(after.isKept).toBe(false);
    expect(countOf(after)).toBe(before + 1);
  });

  it('sees nothing of a writer who has not finished, and everything when he has', async (test) => {
    if (database.engine === 'embedded') test.skip('the embedded engine runs one transaction after the other');
    const before = countOf(await ask(copies, managerOf(1)));
    const other = new pg.Client({ connectionString: database.adminUrl });
    await other.connect();
    try {
      await other.query('BEGIN');
      await other.query(addCopy);
      // another change ends what was kept, so that rows are read and kept anew while the writer is under way
      await shop.query('UPDATE public.film SET length = length WHERE film_id = 1');
      const during = await ask(copies, managerOf(1));
      expect([during.isKept, countOf(during)]).toEqual([false, before]);
      expect((await ask(copies, managerOf(1))).isKept).toBe(true);
      await other.query('COMMIT');
      expect(countOf(await ask(copies, managerOf(1)))).toBe(before + 1);
    } finally {
      await other.end();
    }
  });

  it('gets nothing that another store was answered', async () => {
    await ask(copies, managerOf(1));
    const other = await ask(copies, managerOf(2));
    expect(other.isKept).toBe(false);
    const { rows } = await shop.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM public.inventory WHERE store_id = 2',
    );
    expect(countOf(other)).toBe(rows[0]?.count);
  });

  it('is refused at once when the asker was disabled meanwhile', async () => {
    await ask(copies, managerOf(1));
    await shop.query("UPDATE public.auth_users SET active = false WHERE username = 'manager_store1'");
    const refused = await ask(copies, managerOf(1));
    expect(refused.status).not.toBe('answered');
    expect(refused.data.rows).toEqual([]);
    await shop.query("UPDATE public.auth_users SET active = true WHERE username = 'manager_store1'");
    expect((await ask(copies, managerOf(1))).isKept).toBe(true);
  });

  describe('before its token is looked at', () => {
    const tokenId = 'e5b1c8c0-0000-4000-8000-000000000001';
    const use = { rate_key: 'ask:manager_store1', rate_limit: 3, window_seconds: 60 };
    const sendUnseen = async (question: string, change: { rowVersion?: string; session?: object } = {}) => {
      const context = managerOf(1);
      const requestId = `unseen-${++asked}`;
      const session = { token_id: tokenId, ...use, ...change.session };
      const { rows } = await shop.query<{ version: string }>(
        "SELECT xmin::text AS version FROM public.auth_users WHERE username = 'manager_store1'",
      );
      const rowVersion = change.rowVersion ?? rows[0]?.version ?? '';
      const run = { question, request_id: requestId, user_context: context, conversation: null };
      const body = { ...run, asker_version: rowVersion, session };
      const reply = await server.inject({
        method: 'POST',
        url: '/run',
        headers: { 'x-internal-token': TOKEN },
        payload: body,
      });
      return { requestId, reply };
    };
    const askUnseen = async (...asked: Parameters<typeof sendUnseen>) => {
      const { requestId, reply } = await sendUnseen(...asked);
      const written = await shop.query('SELECT 1 FROM public.query_audit_logs WHERE request_id = $1', [requestId]);
      return { status: reply.statusCode, isWritten: written.rowCount === 1 };
    };
    const answered = { status: 200, isWritten: true };
    const sentBack = { status: 409, isWritten: false };
    beforeEach(async () => {
      await shop.query('DELETE FROM public.rate_counters');
      await ask(copies, managerOf(1));
    });

    it('is answered from the rows that are kept, and counted', async () => {
      expect(await askUnseen(copies)).toEqual(answered);
      const { rows } = await shop.query('SELECT used FROM public.rate_counters WHERE key = $1', [use.rate_key]);
      expect(rows).toEqual([{ used: 1 }]);
    });

    it('reads rows that are not kept, and is counted', async () => {
      expect(await askUnseen('number of films')).toEqual(answered);
      const { rows } = await shop.query('SELECT used FROM public.rate_counters WHERE key = $1', [use.rate_key]);
      expect(rows).toEqual([{ used: 1 }]);
    });

    it('gets rows read anew where those that are kept have been overtaken', async () => {
      expect(await askUnseen(copies)).toEqual(answered);
      for (let change = 0; change < 4; change += 1) {
        await shop.query(addCopy);
        const { reply } = await sendUnseen(copies, { session: { rate_limit: 100 } });
        const { rows } = await shop.query('SELECT count(*)::int AS count FROM public.inventory WHERE store_id = 1');
        expect(rows).toEqual([{ count: countOf(AnswerSchema.parse(reply.json())) }]);
      }
    });

    it.each([copies, 'number of films'])(
      'is sent back when the user, the token or the rate says no: %s',
      async (question) => {
        expect(await askUnseen(question, { rowVersion: '3' })).toEqual(sentBack);
        await shop.query('INSERT INTO public.auth_revoked_tokens (token_id, expires_at) VALUES ($1, now())', [tokenId]);
        expect(await askUnseen(question)).toEqual(sentBack);
        await shop.query('DELETE FROM public.auth_revoked_tokens');
        expect(await askUnseen(question, { session: { rate_limit: 1 } })).toEqual(answered);
        expect(await askUnseen(question, { session: { rate_limit: 1 } })).toEqual(sentBack);
      },
    );
  });
});
