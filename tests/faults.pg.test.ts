import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createKeyPair } from '@copilot/certificate';
import { createAuditStore, createPool, databaseUrls } from '@copilot/database';
import type { WiredService } from '@copilot/workflow';
import type { UserContext } from '@copilot/contracts';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  databaseMissing,
  openTestDatabase,
  withClient,
  type TestDatabase,
} from '../packages/database/src/testing/open-test-database.js';
import { wireWorkflow, workflowSettings } from './support/wire-workflow.js';

const missing = databaseMissing(process.env['TEST_DATABASE_URL']);
const isServer = (process.env['TEST_DATABASE_URL'] ?? '') !== '';
if (missing !== null) console.warn(`faults.pg.test.ts is skipped: ${missing}`);
else if (!isServer)
  console.warn(
    'faults.pg.test.ts: what needs a second session beside the question is skipped on the embedded database',
  );

const token = 'the-internal-token-of-the-fault-tests-0123456789';
const headers = { 'x-internal-token': token, 'content-type': 'application/json' };
const manager: UserContext = { username: 'manager_store1', role: 'store_manager', store_ids: [1], all_stores: false };
const { privateKey } = createKeyPair();

describe.skipIf(missing !== null)('when something breaks in the middle of a question', { timeout: 240_000 }, () => {
  let database: TestDatabase;
  let service: WiredService;
  let server: FastifyInstance;
  let address: string;
  const children: ChildProcess[] = [];

  const settings = (): Record<string, string> => ({
    ...workflowSettings(database, { token, privateKey }),
    WORKFLOW_HOST: '127.0.0.1',
  });
  beforeAll(async () => {
    database = await openTestDatabase(process.env['TEST_DATABASE_URL']);
    ({ service, server } = await wireWorkflow(settings()));
    address = await server.listen({ host: '127.0.0.1', port: 0 });
    // What the planner looks up once is read before anything is made to break.
    expect((await ask('total revenue')).body).toMatchObject({ status: 'answered' });
  }, 240_000);
  afterAll(async () => {
    children.forEach((child) => child.kill('SIGKILL'));
    // Callers that were killed leave connections behind that nobody ends any more.
    server?.server.closeAllConnections();
    await server?.close();
    await service?.close();
    await database?.close();
  }, 60_000);

  const ask = async (
    question: string,
    to = address,
    signal?: AbortSignal,
  ): Promise<{ status: number; body: Record<string, unknown> }> => {
    const reply = await fetch(`${to}/run`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ question, user_context: manager }),
      ...(signal ? { signal } : {}),
    });
    return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
  };
  const asAdmin = <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => withClient(database.adminUrl, work);
  const recordsOf = (question: string): Promise<{ status: string; row_count: number | null }[]> =>
    asAdmin(async (client) => {
      const { rows } = await client.query<{ status: string; row_count: number | null }>(
        'SELECT status, row_count FROM public.query_audit_logs WHERE question = $1 ORDER BY id',
        [question],
      );
      return rows;
    });
  const chainHolds = async (): Promise<boolean> => {
    const pool = createPool(databaseUrls({ ...database, baseUrl: database.adminUrl }).app, {
      max: 1,
      applicationName: 'faults',
    });
    try {
      return (await createAuditStore(pool).verify()).ok;
    } finally {
      await pool.end();
    }
  };
  const until = async (holds: () => Promise<boolean>): Promise<void> => {
    while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
  };

  it.each([
    ['the disk is full', '53100'],
    ['the write fails', '58030'],
    ['the table is gone for the service', '42501'],
  ])('shows no answer that cannot be audited because %s, and answers again afterwards', async (why, sqlState) => {
    await asAdmin((client) =>
      client.query(`
        CREATE FUNCTION public.fail_to_write() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '${sqlState}'; END $$;
        CREATE TRIGGER fail_to_write BEFORE INSERT ON public.query_audit_logs FOR EACH ROW EXECUTE FUNCTION public.fail_to_write()`),
    );
    const question = `total revenue by month`;
    const before = (await recordsOf(question)).length;
    try {
      for (const asked of [question, 'what is the weather', 'delete all customers']) {
        const { status, body } = await ask(asked);
        expect(status, why).toBe(503);
        expect(body).toMatchObject({ statusCode: 503, error: 'Service Unavailable' });
        expect(Object.keys(body).sort()).toEqual(['error', 'message', 'request_id', 'statusCode']);
        expect(JSON.stringify(body)).not.toMatch(/No space|extend file|query_audit|\d{3,}\.\d\d/);
      }
    } finally {
      await asAdmin((client) => client.query('DROP FUNCTION public.fail_to_write() CASCADE'));
    }
    expect(await recordsOf(question)).toHaveLength(before);
    expect(await ask(question)).toMatchObject({ status: 200, body: { status: 'answered' } });
    expect(await recordsOf(question)).toHaveLength(before + 1);
    expect(await chainHolds()).toBe(true);
  });

  describe.skipIf(!isServer)('while its statement waits for a lock that we hold', () => {
    /** Lets a question begin, waits until its statement is seen waiting inside the database, and does the damage. */
    const whileWaiting = async <T>(
      begin: () => Promise<T>,
      work: (waiting: number, reply: Promise<T>) => Promise<void>,
    ): Promise<void> => {
      const holder = new pg.Client({ connectionString: database.adminUrl });
      await holder.connect();
      try {
        await holder.query('BEGIN');
        await holder.query('LOCK TABLE public.film_category IN ACCESS EXCLUSIVE MODE');
        const find = async (): Promise<number | undefined> => {
          const { rows } = await holder.query<{ pid: number }>(
            `SELECT pid FROM pg_catalog.pg_stat_activity
             WHERE datname = current_database() AND usename = 'copilot_read_store_manager' AND wait_event_type = 'Lock'`,
          );
          return rows[0]?.pid;
        };
        const reply = begin();
        reply.catch(() => undefined);
        let pid: number | undefined;
        await until(async () => (pid = await find()) !== undefined);
        await work(pid ?? 0, reply);
      } finally {
        await holder.query('ROLLBACK').catch(() => undefined);
        await holder.end();
      }
    };

    it('a lost connection to the database is a failed answer without rows, on record, and the next question is answered', async () => {
      const question = 'revenue by category';
      await whileWaiting(
        () => ask(question),
        async (pid, reply) => {
          await asAdmin((client) => client.query('SELECT pg_terminate_backend($1)', [pid]));
          expect((await reply).body).toMatchObject({ status: 'failed', error_stage: 'execute', row_count: 0 });
        },
      );
      expect(await recordsOf(question)).toMatchObject([{ status: 'failed' }]);
      expect((await ask(question)).body).toMatchObject({ status: 'answered' });
      expect(await chainHolds()).toBe(true);
    });

    it('a caller that is killed ends the question, which is still on record', async () => {
      const question = 'number of films by category';
      const caller = new AbortController();
      await whileWaiting(
        () => ask(question, address, caller.signal),
        async (pid, reply) => {
          caller.abort();
          await expect(reply).rejects.toThrow();
          const isWaiting = (): Promise<boolean> =>
            asAdmin(async (client) => {
              const { rows } = await client.query(
                `SELECT FROM pg_catalog.pg_stat_activity WHERE pid = $1 AND wait_event_type = 'Lock'`,
                [pid],
              );
              return rows.length > 0;
            });
          await until(async () => !(await isWaiting()));
          await until(async () => (await recordsOf(question)).length === 1);
        },
      );
      expect(await recordsOf(question)).toMatchObject([{ status: 'failed' }]);
      expect(await chainHolds()).toBe(true);
    });

    it('a killed workflow service lets nothing out, and its successor answers on an unbroken chain', async () => {
      const question = 'rentals by category';
      const start = async (): Promise<{ child: ChildProcess; url: string }> => {
        const port = await freePort();
        const child = spawn(process.execPath, [join(import.meta.dirname, '../apps/workflow/dist/main.js')], {
          env: { PATH: process.env['PATH'], ...settings(), WORKFLOW_PORT: String(port) },
          stdio: 'ignore',
        });
        children.push(child);
        const url = `http://127.0.0.1:${port}`;
        await until(async () => {
          if (child.exitCode !== null) throw new Error('the workflow service ended: is it built (npx tsc -b)?');
          return fetch(`${url}/health`).then(
            (reply) => reply.ok,
            () => false,
          );
        });
        return { child, url };
      };
      const first = await start();
      expect((await ask('total revenue', first.url)).body).toMatchObject({ status: 'answered' });
      await whileWaiting(
        () => ask(question, first.url),
        async (_pid, reply) => {
          first.child.kill('SIGKILL');
          await expect(reply).rejects.toThrow();
        },
      );
      expect(await recordsOf(question)).toEqual([]);
      const second = await start();
      expect((await ask(question, second.url)).body).toMatchObject({ status: 'answered' });
      expect(await recordsOf(question)).toMatchObject([{ status: 'answered' }]);
      expect(await chainHolds()).toBe(true);
    });
  });
});

async function freePort(): Promise<number> {
  const { createServer: listen } = await import('node:net');
  const probe = listen();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const port = (probe.address() as { port: number }).port;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
