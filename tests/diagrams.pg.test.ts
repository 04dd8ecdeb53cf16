import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  databaseMissing,
  openTestDatabase,
  type TestDatabase,
} from '../packages/database/src/testing/open-test-database.js';
import { StageSchema } from '@copilot/contracts';
import { describeDatabase } from './support/describe-database.js';

const root = join(import.meta.dirname, '..');
const missing = databaseMissing(process.env['TEST_DATABASE_URL']);

describe.skipIf(missing !== null)(`DB_ERD.md${missing === null ? '' : ` (${missing})`}`, () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase(process.env['TEST_DATABASE_URL'], 'without-data');
  });
  afterAll(() => database?.close());

  it('says what the migrated database says', async () => {
    const client = new pg.Client({ connectionString: database.adminUrl });
    await client.connect();
    const text = await describeDatabase(client).finally(() => client.end());
    const path = join(root, 'DB_ERD.md');
    if (process.env['UPDATE_DIAGRAMS'] === '1') writeFileSync(path, text);
    expect(existsSync(path) ? readFileSync(path, 'utf8') : '').toBe(text);
  });
});

describe('ARCHITECTURE_DIAGRAMS.md', () => {
  const text = readFileSync(join(root, 'ARCHITECTURE_DIAGRAMS.md'), 'utf8');

  it('shows the stages under the names that the audit uses, in their order', () => {
    const places = StageSchema.options.map((stage) => text.indexOf(`participant ${stage}`));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
  });

  it('names only folders that are there', () => {
    const folders = [...text.matchAll(/`((?:apps|packages|models)\/[a-z/-]+)`/g)].map((match) => match[1] ?? '');
    expect(folders.length).toBeGreaterThan(5);
    expect(folders.filter((folder) => !existsSync(join(root, folder)))).toEqual([]);
  });
});
