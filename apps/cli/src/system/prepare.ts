import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  createPool,
  createUserStore,
  databaseUrls,
  loadPolicy,
  prepareAnalytics,
  prepareDatabase,
  sampleUsers,
  verifyPassword,
} from '@copilot/database';
import { Fault } from '../fault.js';
import type { Addresses } from './parts.js';
import type { Secrets } from './secrets.js';
import type { Settings } from './settings.js';

/** Brings the database to the state that the services need: migrations, data, grants, users. */
export async function prepare({
  settings,
  secrets,
  addresses,
  onProgress,
}: {
  settings: Settings;
  secrets: Secrets;
  addresses: Addresses;
  onProgress: (line: string) => void;
}): Promise<void> {
  const policy = loadPolicy(policyFile(settings));
  const options = {
    adminUrl: addresses.databaseAdmin,
    secret: secrets.databaseSecret,
    scopeKey: secrets.scopeKey,
    policy,
    sampleUsers: settings.sampleUsers,
    files: dataFiles(settings),
    sampleScale: settings.sampleScale,
    onProgress,
  };
  if (addresses.analytics === undefined) await prepareDatabase(options);
  else await prepareAnalytics({ ...options, analyticsUrl: addresses.analytics.admin });
  if (!settings.sampleUsers) await removeSampleUsers({ secrets, addresses, onProgress });
}

/** Where sample users are not wanted, those of an earlier start must not stay either: everybody knows their passwords. */
async function removeSampleUsers({
  secrets,
  addresses,
  onProgress,
}: {
  secrets: Secrets;
  addresses: Addresses;
  onProgress: (line: string) => void;
}): Promise<void> {
  const { app } = databaseUrls({ baseUrl: addresses.databaseBase, secret: secrets.databaseSecret });
  const pool = createPool(app, { max: 1, applicationName: 'copilot-prepare' });
  try {
    const store = createUserStore(pool);
    for (const { username, password } of sampleUsers) {
      const user = await store.findUser(username);
      if (user === null || !(await verifyPassword(user.passwordHash, password))) continue;
      await store.remove(username);
      onProgress(`sample user ${username} of an earlier start removed: its password is known to everybody`);
    }
  } finally {
    await pool.end();
  }
}

export function policyFile(settings: Settings): string {
  return join(settings.root, 'models', 'pagila', 'policy.yaml');
}

/** The files that were named, else those that lie in the clone. A file that was named and is not there is a fault. */
export function dataFiles({ root, files, useFilesOfClone }: Settings): { schemaFile?: string; dataFile?: string } {
  const pick = (setting: string, named: string | undefined, usual: string): string | undefined => {
    if (named === undefined) return useFilesOfClone && existsSync(join(root, usual)) ? join(root, usual) : undefined;
    if (!existsSync(named))
      throw new Fault(`${setting} names ${named}, and there is no such file: correct or unset it.`);
    return named;
  };
  return {
    schemaFile: pick('PAGILA_SCHEMA_FILE', files.schemaFile, 'pagila-schema.sql'),
    dataFile: pick('PAGILA_DATA_FILE', files.dataFile, 'pagila-data.sql'),
  };
}
