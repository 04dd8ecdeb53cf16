import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from './settings.js';
import { withDatabase } from './with-database.js';

let home: string;
beforeAll(() => void (home = mkdtempSync(join(tmpdir(), 'copilot-database-'))));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const failWith = (code: string, message: string): Promise<never> => {
  const settings = readSettings(home, { COPILOT_HOME: home, DATABASE_URL: 'postgres://owner@127.0.0.1:1/shop' });
  return withDatabase({ settings, say: () => undefined }, () =>
    Promise.reject(Object.assign(new Error(message), { code })),
  );
};

describe('what a command says about the database', () => {
  it.each([
    ['42P01', 'relation "copilot.audit_checkpoints" does not exist'],
    ['42703', 'column "generation" does not exist'],
  ])('made by an earlier version (%s): what is missing, and to start once', async (code, message) => {
    await expect(failWith(code, message)).rejects.toThrow(
      `The database does not hold all tables of this version yet (${message}). Run \`npm start\` once, also after an upgrade`,
    );
  });

  it('that refuses the password: which settings to look at', async () => {
    await expect(failWith('28P01', 'password authentication failed')).rejects.toThrow(/COPILOT_HOME or POSTGRES_PORT/);
  });

  it('with any other fault: that fault', async () => {
    await expect(failWith('53300', 'too many connections')).rejects.toThrow('too many connections');
  });
});
