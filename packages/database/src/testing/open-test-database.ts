import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Policy } from '@copilot/contracts';
import pg from 'pg';
import { prepareDatabase } from '../migrate/prepare-database.js';
import { loadPolicy } from '../policy/load-policy.js';

export interface TestDatabase {
  readonly engine: 'server' | 'embedded';
  readonly adminUrl: string;
  readonly secret: string;
  readonly scopeKey: string;
  readonly policy: Policy;
  close(): Promise<void>;
}

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const embeddedMain = fileURLToPath(new URL('../../dist/embedded/main.js', import.meta.url));
const shared = join(root, '../shared/pagila/pagila-data.sql');

/** The real Pagila, where it lies beside the clone; the figures of some tests are about it. */
export const realData: string | undefined = existsSync(shared) ? shared : undefined;

/** Why tests that need a database cannot run here; null when they can. */
export function databaseMissing(testUrl: string | undefined): string | null {
  if (testUrl !== undefined && testUrl !== '') return null;
  return existsSync(embeddedMain)
    ? null
    : 'TEST_DATABASE_URL is not set and the embedded database is not built (npx tsc -b)';
}

/** The real Pagila where it is there; the generated sample whatever is there; or empty tables. */
export type TestData = 'with-data' | 'generated' | 'without-data';

/**
 * A database of this test's own: a new one on the server of `testUrl`, or an embedded one in a folder that goes away. Prepared, with the
 * real Pagila if it is there and the sample data otherwise, or with empty tables.
 */
export async function openTestDatabase(
  testUrl: string | undefined,
  data: TestData = 'with-data',
): Promise<TestDatabase> {
  const { adminUrl, engine, close } =
    testUrl === undefined || testUrl === '' ? await startEmbedded() : await createDatabase(testUrl);
  const policy = loadPolicy(join(root, 'models/pagila/policy.yaml'));
  const database = {
    engine,
    adminUrl,
    secret: 'secret-of-the-tests',
    scopeKey: 'scope-key-of-the-tests',
    policy,
    close,
  };
  try {
    await prepare(database, data);
    return database;
  } catch (error) {
    await close();
    throw error;
  }
}

/** Brings the database to where questions can be asked. */
export function prepare(database: Omit<TestDatabase, 'engine' | 'close'>, data: TestData = 'with-data'): Promise<void> {
  return prepareDatabase({
    ...database,
    sampleUsers: true,
    files: { dataFile: data === 'with-data' ? realData : undefined },
    sampleScale: data === 'without-data' ? 0 : 1,
    onProgress: () => undefined,
  });
}

/** Runs work with one connection and ends it. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function createDatabase(testUrl: string): Promise<Pick<TestDatabase, 'engine' | 'adminUrl' | 'close'>> {
  const name = `copilot_test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  await withClient(testUrl, (client) => client.query(`CREATE DATABASE ${name}`));
  const url = new URL(testUrl);
  url.pathname = `/${name}`;
  return {
    engine: 'server',
    adminUrl: url.href,
    close: async () => {
      await withClient(testUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

async function startEmbedded(): Promise<Pick<TestDatabase, 'engine' | 'adminUrl' | 'close'>> {
  const folder = await mkdtemp(join(tmpdir(), 'copilot-test-'));
  const child = spawn(process.execPath, [embeddedMain, '--with-parent'], {
    env: { DATA_FOLDER: folder, POSTGRES_PORT: '0', POSTGRES_PASSWORD: 'test', POSTGRES_FSYNC: 'off' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const adminUrl = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.once('exit', (code) => reject(new Error(`the embedded database ended with ${code}`)));
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const ready = /\{"ready":true,"url":"([^"]+)"\}/.exec(text);
      if (ready?.[1] !== undefined) resolve(ready[1]);
    });
  });
  return {
    engine: 'embedded',
    adminUrl,
    close: async () => {
      child.kill('SIGTERM');
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
