import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import {
  startEmbeddedDatabase,
  type EmbeddedDatabase,
  type EmbeddedDatabaseSettings,
} from '../start-embedded-database.js';

/** A throw-away embedded database on a free port, with clients that are closed with it. */
export interface TestDatabase extends EmbeddedDatabase {
  readonly dataFolder: string;
  connect(config?: pg.ClientConfig): Promise<pg.Client>;
}

export const testPassword = 'p@ss word';

/** The threads run compiled files, so the package has to be built before its tests (`npm test` does that). */
export function requireBuild(): string {
  const main = fileURLToPath(new URL('../../../dist/embedded/main.js', import.meta.url));
  if (!existsSync(main)) throw new Error('packages/database is not built: run `npm run build` first');
  return main;
}

/** A new folder below the system's temporary one. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'copilot-embedded-'));
}

/** Starts a database in a folder of its own; commits do not wait for the disk. */
export async function startForTest(settings: Partial<EmbeddedDatabaseSettings> = {}): Promise<TestDatabase> {
  requireBuild();
  const dataFolder = settings.dataFolder ?? temporaryFolder();
  const database = await startEmbeddedDatabase({
    port: 0,
    password: testPassword,
    durable: false,
    ...settings,
    dataFolder,
  });
  const clients: pg.Client[] = [];
  return {
    ...database,
    dataFolder,
    connect: async (config = {}) => {
      const client = new pg.Client({ connectionString: database.url, ...config });
      client.on('error', () => undefined);
      await client.connect();
      clients.push(client);
      return client;
    },
    stop: async () => {
      await Promise.all(clients.map((client) => client.end().catch(() => undefined)));
      await database.stop();
      if (settings.dataFolder === undefined) rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** The SQLSTATE with which a promise fails; null when it does not fail. */
export async function failure(promise: Promise<unknown>): Promise<string | null> {
  try {
    await promise;
    return null;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}
