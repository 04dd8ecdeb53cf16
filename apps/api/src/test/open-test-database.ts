import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createPool, loadPolicy, prepareDatabase } from '@copilot/database';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const embeddedMain = join(root, 'packages/database/dist/embedded/main.js');

export const databaseSecret = 'secret-of-the-tests';

export interface TestDatabase {
  readonly url: string;
  close(): Promise<void>;
}

/** Why tests that need a database cannot run here; null when they can. */
export function databaseMissing(serverUrl: string | undefined): string | null {
  if (serverUrl !== undefined && serverUrl !== '') return null;
  return existsSync(embeddedMain)
    ? null
    : 'TEST_DATABASE_URL is not set and the embedded database is not built (npx tsc -b)';
}

/** A prepared database of this test's own, with the sample users: on the given server, or an embedded one in a folder that goes away. */
export async function openTestDatabase(serverUrl: string | undefined): Promise<TestDatabase> {
  const database = serverUrl === undefined || serverUrl === '' ? await startEmbedded() : await createOn(serverUrl);
  try {
    await prepareDatabase({
      adminUrl: database.url,
      secret: databaseSecret,
      scopeKey: 'scope-key-of-the-tests',
      policy: loadPolicy(join(root, 'models/pagila/policy.yaml')),
      sampleUsers: true,
      sampleScale: 1,
      onProgress: () => undefined,
    });
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function createOn(serverUrl: string): Promise<TestDatabase> {
  const name = `copilot_api_test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  const run = async (sql: string): Promise<void> => {
    const pool = createPool(serverUrl, { max: 1, applicationName: 'copilot-test' });
    try {
      await pool.query(sql);
    } finally {
      await pool.end();
    }
  };
  await run(`CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { url: url.href, close: () => run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function startEmbedded(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'copilot-api-test-'));
  const child = spawn(process.execPath, [embeddedMain, '--with-parent'], {
    env: { DATA_FOLDER: folder, POSTGRES_PORT: '0', POSTGRES_PASSWORD: 'test', POSTGRES_FSYNC: 'off' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.once('exit', (code) => reject(new Error(`the embedded database ended with ${code}`)));
    child.stdout.on('data', (bytes: Buffer) => {
      text += bytes.toString();
      const ready = /\{"ready":true,"url":"([^"]+)"\}/.exec(text);
      if (ready?.[1] !== undefined) resolve(ready[1]);
    });
  });
  return {
    url,
    close: async () => {
      child.kill('SIGTERM');
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
