import type { Policy } from '@copilot/contracts';
import pg from 'pg';
import { appRole, derivePassword } from '../connect/database-urls.js';
import { quoteLiteral } from '../connect/quote.js';
import { loadPagilaFiles } from '../load/load-pagila-files.js';
import { applyPolicy } from '../policy/apply-policy.js';
import { changeRole } from '../policy/change-role.js';
import { generateSampleData } from '../sample/generate-sample-data.js';
import { seedSampleUsers } from '../users/seed-sample-users.js';
import { buildWalls, setScopeKey } from '../walls/build-walls.js';
import { requireWeakRoles } from '../walls/check-roles.js';
import { runMigrations } from './run-migrations.js';

export interface PrepareOptions {
  /** The administrator's connection: the owner of the database, better its superuser. */
  readonly adminUrl: string;
  readonly secret: string;
  readonly scopeKey: string;
  readonly policy: Policy;
  readonly sampleUsers: boolean;
  readonly files?: { readonly schemaFile?: string | undefined; readonly dataFile?: string | undefined };
  /** 1 for the size of Pagila; 0 leaves empty tables empty. */
  readonly sampleScale: number;
  readonly onProgress: (message: string) => void;
}

/**
 * Brings a database to where questions can be asked: migrations, data if there are none, walls, grants of the policy, users; then looks
 * whether the logins are as weak as they must be. Can be run at every start: what is there is kept.
 */
export async function prepareDatabase(options: PrepareOptions): Promise<void> {
  const { adminUrl, onProgress } = options;
  await withAdmin(adminUrl, async (client) => {
    // Two services that start at once take turns; the lock ends with this connection.
    await client.query('SELECT pg_catalog.pg_advisory_lock(7241865325823965)');
    await requireVersion(client);
    const applied = await runMigrations(client, (name) => onProgress(`migration ${name}`));
    if (applied.length === 0) onProgress('migrations: nothing to do');
    await loadIfEmpty(options);
    await securePagila(options);
  });
  await requireWeakRoles({ baseUrl: adminUrl, secret: options.secret, policy: options.policy });
}

/** Walls, logins, grants, scope key and users, in one transaction. */
async function securePagila({
  adminUrl,
  secret,
  scopeKey,
  policy,
  sampleUsers,
  onProgress,
}: PrepareOptions): Promise<void> {
  await withAdmin(adminUrl, async (client) => {
    await inTransaction(client, async () => {
      await buildWalls(client);
      await applyPolicy(client, { policy, secret });
      await changeRole(client, [
        `ALTER ROLE ${appRole} LOGIN NOINHERIT CONNECTION LIMIT 80 PASSWORD ${quoteLiteral(derivePassword(secret, appRole))}`,
        `ALTER ROLE ${appRole} SET search_path = public, pg_temp`,
        `ALTER ROLE ${appRole} SET timezone = 'UTC'`,
        `ALTER ROLE ${appRole} SET statement_timeout = '60s'`,
        `ALTER ROLE ${appRole} SET idle_in_transaction_session_timeout = '30s'`,
      ]);
      await setScopeKey(client, scopeKey);
      onProgress(`policy ${policy.version}: ${policy.roles.length} roles, ${policy.views.length} views`);
      if (sampleUsers) {
        const added = await seedSampleUsers(client);
        if (added > 0) onProgress(`sample users: ${added} added`);
      }
    });
  });
}

async function loadIfEmpty({ adminUrl, files, sampleScale, onProgress }: PrepareOptions): Promise<void> {
  const empty = await withAdmin(adminUrl, async (client) => {
    const { rows } = await client.query<{ empty: boolean }>(
      'SELECT NOT EXISTS (SELECT FROM public.film) AND NOT EXISTS (SELECT FROM public.rental) AS empty',
    );
    return rows[0]?.empty === true;
  });
  if (!empty) return;
  if (files?.dataFile !== undefined) {
    await loadPagilaFiles({ adminUrl, dataFile: files.dataFile, schemaFile: files.schemaFile, onProgress });
  } else if (sampleScale > 0) {
    onProgress('no data file: making the sample data');
    await generateSampleData({ adminUrl, scale: sampleScale, onProgress });
  }
}

/**
 * Puts the rows of a dump in the place of those that are there and builds the walls anew, because a dump with a schema of its own brings
 * new tables.
 */
export async function replacePagila(input: Parameters<typeof loadPagilaFiles>[0]): ReturnType<typeof loadPagilaFiles> {
  const summary = await loadPagilaFiles(input);
  await withAdmin(input.adminUrl, (client) => inTransaction(client, () => buildWalls(client)));
  return summary;
}

async function requireVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number; vector: 'installed' | 'allowed' | 'forbidden' | null }>(
    `SELECT current_setting('server_version_num')::int / 10000 AS version, (
       SELECT CASE WHEN installed THEN 'installed' WHEN trusted OR r.rolsuper THEN 'allowed' ELSE 'forbidden' END
       FROM pg_catalog.pg_available_extension_versions, pg_catalog.pg_roles r
       WHERE name = 'vector' AND r.rolname = current_user ORDER BY installed DESC LIMIT 1) AS vector`,
  );
  const { version = 0, vector = null } = rows[0] ?? {};
  if (version < 15) throw new Error(`PostgreSQL ${version} is too old: 15 or newer is needed.`);
  if (vector === null) {
    throw new Error(
      'This PostgreSQL has no pgvector: install it (package postgresql-NN-pgvector, or the image pgvector/pgvector).',
    );
  }
  if (vector === 'forbidden') {
    throw new Error('Only a superuser can add pgvector to this database: let one run CREATE EXTENSION vector; in it.');
  }
}

const deadlock = '40P01';
const mostTries = 5;

/**
 * Again after a deadlock, a moment later: PostgreSQL's own upkeep of the tables may stand in the way of the walls, or another database of the
 * same server is being prepared, with which the logins are shared.
 */
async function inTransaction<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await onceInTransaction(client, work);
    } catch (error) {
      const isDeadlock = error instanceof Error && 'code' in error && error.code === deadlock;
      if (!isDeadlock || tries === mostTries) throw error;
      await new Promise((resolve) => setTimeout(resolve, tries * 200 * Math.random()));
    }
  }
}

async function onceInTransaction<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  try {
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined); // the first error is the one to report
    throw error;
  }
}

async function withAdmin<T>(adminUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: adminUrl,
    application_name: 'copilot-prepare',
    connectionTimeoutMillis: 15_000,
  });
  client.on('error', () => undefined); // reported by the statement that was under way
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
