import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { callerFolder, settingsFromEnvironment } from '../env.js';
import { Fault } from '../fault.js';
import { packFolder, unpackInto } from '../system/archive.js';
import { takeDataFolder } from '../system/data-folder.js';
import type { Settings } from '../system/settings.js';

/** `npm run backup -- FILE`: the whole installation on the embedded database in one file, secrets included. Nothing may be running. */
export function backup([name = '']: readonly string[]): Promise<number> {
  const settings = embeddedOnly(settingsFromEnvironment());
  const file = fileFrom(name, 'npm run backup -- FILE.tar.gz');
  if (existsSync(file)) throw new Fault(`${file} is there already: choose another name.`);
  const folder = takeDataFolder(settings.home, false);
  try {
    mkdirSync(dirname(file), { recursive: true });
    packFolder(settings.home, file);
    chmodSync(file, 0o600);
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  } finally {
    folder.release();
  }
  const megabytes = (statSync(file).size / 1_048_576).toFixed(1);
  console.log(`${file}: ${megabytes} MB. It holds the secrets of this installation: keep it as safe as them.`);
  return Promise.resolve(0);
}

/** `npm run restore -- FILE`: puts a backup in the place of what is there; that is moved aside, not removed. */
export function restore([name = '']: readonly string[]): Promise<number> {
  const settings = embeddedOnly(settingsFromEnvironment());
  const file = fileFrom(name, 'npm run restore -- FILE.tar.gz');
  if (!existsSync(file)) throw new Fault(`There is no file ${file}.`);
  const folder = takeDataFolder(settings.home, false);
  const fresh = join(settings.home, `restoring-${process.pid}`);
  try {
    mkdirSync(fresh, { mode: 0o700 });
    unpackInto(fresh, file);
    const aside = join(settings.home, `before-restore-${new Date().toISOString().replace(/[:.]/g, '-')}`);
    const names = readdirSync(fresh);
    for (const each of names) {
      if (!existsSync(join(settings.home, each))) continue;
      mkdirSync(aside, { recursive: true, mode: 0o700 });
      renameSync(join(settings.home, each), join(aside, each));
    }
    for (const each of names) renameSync(join(fresh, each), join(settings.home, each));
    if (existsSync(aside)) console.log(`What was there lies in ${aside}.`);
    console.log('Restored. `npm run audit:verify` checks the audit of the restored database.');
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    folder.release();
  }
  return Promise.resolve(0);
}

function embeddedOnly(settings: Settings): Settings {
  if (settings.databaseUrl === undefined) return settings;
  throw new Fault(
    'DATABASE_URL is set: back that database up with pg_dump, and keep secrets.json or the secrets that you set.',
  );
}

function fileFrom(name: string, usage: string): string {
  if (name === '') throw new Fault(`The file is missing. Usage: ${usage}`);
  return resolve(callerFolder(), name);
}
