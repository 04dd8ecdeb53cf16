import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';
import type pg from 'pg';

const folder = fileURLToPath(new URL('../../migrations/', import.meta.url));

/**
 * Applies the numbered SQL files that this database has not seen, all in one transaction. Waits for another process that is doing the
 * same. *Returns* their names.
 */
export async function runMigrations(client: pg.Client, onStep?: (name: string) => void): Promise<string[]> {
  const quiet = (): void => undefined;
  const applied = await runner({
    dbClient: client,
    dir: folder,
    direction: 'up',
    migrationsTable: 'copilot_migrations',
    advisoryLockMode: 'wait',
    logger: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  });
  for (const migration of applied) onStep?.(migration.name);
  return applied.map((migration) => migration.name);
}
