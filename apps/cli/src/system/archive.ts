import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '../fault.js';

/** What makes up an installation: everything in the data folder but logs, locks and what is generated anew. */
const kept = [
  'database',
  'secrets.json',
  'certificate-public-key.pem',
  'certificate-retired-keys.pem',
  'audit-heads.jsonl',
  'knowledge',
];

/** Packs a data folder that nothing uses into one compressed file. */
export function packFolder(home: string, file: string): void {
  const present = kept.filter((name) => existsSync(join(home, name)));
  if (!present.includes('database')) throw new Fault(`${home} holds no database: there is nothing to back up.`);
  tar(['-czf', file, '-C', home, ...present]);
}

/** Unpacks such a file into an empty folder. */
export function unpackInto(folder: string, file: string): void {
  tar(['-xzf', file, '-C', folder]);
  if (!existsSync(join(folder, 'database', 'pgdata', 'PG_VERSION')) || !existsSync(join(folder, 'secrets.json')))
    throw new Fault(`${file} is no backup of a copilot: it holds no database.`);
}

/** Linux, macOS and Windows come with a tar. */
function tar(args: readonly string[]): void {
  const { status, error, stderr } = spawnSync('tar', [...args], { encoding: 'utf8', windowsHide: true });
  if (error !== undefined) throw new Fault(`tar cannot be started (${error.message}): install it.`);
  if (status !== 0) throw new Fault(`tar failed: ${stderr.trim().split('\n').at(-1) ?? ''}`);
}
