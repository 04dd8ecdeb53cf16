import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { UserContext } from '@copilot/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReader } from '../read/create-reader.js';
import { checkRoles } from '../walls/check-roles.js';
import { databaseMissing, openTestDatabase, withClient, type TestDatabase } from '../testing/open-test-database.js';
import { createPool } from './create-pool.js';
import { databaseUrls } from './database-urls.js';

const missing = databaseMissing(process.env['TEST_DATABASE_URL']);
const admin: UserContext = { username: 'a', role: 'admin', store_ids: [], all_stores: true };

/** `sslmode` stands in the address and every login of ours takes it over. A server without TLS is never spoken to in the clear instead. */
describe.skipIf(missing !== null)('an address that asks for TLS', () => {
  let database: TestDatabase;
  let folder: string;
  let hasTls: boolean;
  let trusting: string;
  let doubting: string;

  beforeAll(async () => {
    database = await openTestDatabase(process.env['TEST_DATABASE_URL'], 'without-data');
    folder = mkdtempSync(join(tmpdir(), 'copilot-tls-'));
    const certificate = join(folder, 'root.pem');
    hasTls = await withClient(database.adminUrl, async (client) => {
      const { rows } = await client.query<{ ssl: string }>('SHOW ssl');
      if (rows[0]?.ssl !== 'on') return false;
      const file = await client.query<{ text: string }>(
        "SELECT pg_read_file(current_setting('ssl_cert_file')) AS text",
      );
      writeFileSync(certificate, file.rows[0]?.text ?? '');
      return true;
    });
    doubting = withParameters({ sslmode: 'verify-full' });
    trusting = hasTls ? withParameters({ sslmode: 'verify-full', sslrootcert: certificate }) : doubting;
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await database?.close();
  });

  const withParameters = (parameters: Record<string, string>): string => {
    const url = new URL(database.adminUrl);
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
    return url.href;
  };
  const encryptedLogins = (): Promise<string[]> =>
    withClient(database.adminUrl, async (client) => {
      if (!hasTls) return [];
      const { rows } = await client.query<{ login: string }>(
        `SELECT usename || ' ' || ssl AS login FROM pg_catalog.pg_stat_ssl JOIN pg_catalog.pg_stat_activity USING (pid)
         WHERE datname = current_database() AND usename LIKE 'copilot\\_%' ORDER BY 1`,
      );
      return rows.map(({ login }) => login);
    });
  const read = async (baseUrl: string, sql: string, timeoutMs = 5_000): Promise<unknown> => {
    const reader = createReader({ ...database, baseUrl });
    try {
      const outcome = await reader.run({ sql, context: admin, requestId: 'tls', rowLimit: 10, timeoutMs });
      return outcome.ok ? outcome.value.rows : outcome.problem.code;
    } finally {
      await reader.close();
    }
  };

  it('gets it for the login of the services and for those of the questions, or no connection at all', async () => {
    const pool = createPool(databaseUrls({ ...database, baseUrl: trusting }).app, { max: 1, applicationName: 'tls' });
    const reader = createReader({ ...database, baseUrl: trusting });
    try {
      const asApp = await pool.query('SELECT 1').catch(() => 'refused');
      const asReader = await reader.run({
        sql: 'SELECT 1 AS one',
        context: admin,
        requestId: 'tls',
        rowLimit: 1,
        timeoutMs: 5_000,
      });
      expect([asApp !== 'refused', asReader.ok]).toEqual([hasTls, hasTls]);
      expect(await encryptedLogins()).toEqual(hasTls ? ['copilot_app true', 'copilot_read_admin true'] : []);
    } finally {
      await reader.close();
      await pool.end();
    }
  });

  it('does not trust a certificate that nobody vouches for', async () => {
    expect(await read(doubting, 'SELECT 1 AS one')).toBe('database.unreachable');
    await expect(checkRoles({ ...database, baseUrl: doubting })).rejects.toThrow(/certificate|SSL/);
  });

  it('stops a statement that takes too long, also there', async () => {
    const outcome = await read(trusting, 'SELECT count(*) FROM generate_series(1, 200000000) a', 300);
    expect(outcome).toBe(hasTls ? 'database.timeout' : 'database.unreachable');
  });
});
