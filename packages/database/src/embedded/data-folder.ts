import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { EmbeddedDatabaseError } from './embedded-database-error.js';
import { keepTemplate, makeTemplate, templateFolder } from './template.js';

/** Where the files of PostgreSQL lie inside the data folder. */
export function pgdataOf(dataFolder: string): string {
  return join(dataFolder, 'pgdata');
}

/** Makes the data folder, private to this user. *Throws* EmbeddedDatabaseError when it cannot be written. */
export function openDataFolder(dataFolder: string): void {
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    accessSync(dataFolder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new EmbeddedDatabaseError(
      `The data folder ${dataFolder} cannot be written (${codeOf(error)}); set COPILOT_HOME to a folder that this user may write.`,
      { cause: error },
    );
  }
}

/**
 * Puts a new database into an empty data folder, or checks that one is there.
 * A new one is a copy of a template, made once and kept; the copy gets its name when it is whole, so that a broken start leaves nothing half made.
 * *Returns* whether the database is new.
 */
export async function preparePgdata(dataFolder: string, onLog: (line: string) => void): Promise<boolean> {
  const pgdata = pgdataOf(dataFolder);
  if (existsSync(pgdata)) {
    checkVersion(dataFolder, pgdata);
    return false;
  }
  for (const name of readdirSync(dataFolder))
    if (name.startsWith('pgdata.')) rmSync(join(dataFolder, name), { recursive: true, force: true });
  const fresh = join(dataFolder, `pgdata.${process.pid}`);
  try {
    if (!(await copyTemplate(fresh, onLog))) await makeTemplate(fresh);
    chmodSync(fresh, 0o700);
    renameSync(fresh, pgdata);
    return true;
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    if (codeOf(error) === 'ENOSPC')
      throw new EmbeddedDatabaseError(`The disk of ${dataFolder} is full; a new database takes about 60 MB.`, {
        cause: error,
      });
    throw new EmbeddedDatabaseError(`A new database cannot be made in ${dataFolder} (${messageOf(error)}).`, {
      cause: error,
    });
  }
}

/** *Returns* false where the template cannot be kept: the program's folder is read-only. */
async function copyTemplate(fresh: string, onLog: (line: string) => void): Promise<boolean> {
  const template = templateFolder();
  if (template === null) return false;
  if (!existsSync(template)) {
    onLog('making a new database (a few seconds, the first time only)');
    try {
      await keepTemplate(template);
    } catch (error) {
      onLog(`the template cannot be kept in the program's folder (${messageOf(error)}); starting without it`);
      return false;
    }
  }
  cpSync(template, fresh, { recursive: true, mode: constants.COPYFILE_FICLONE });
  return true;
}

function checkVersion(dataFolder: string, pgdata: string): void {
  let version: string;
  try {
    version = readFileSync(join(pgdata, 'PG_VERSION'), 'utf8').trim();
  } catch (error) {
    throw new EmbeddedDatabaseError(damagedText(dataFolder, `PG_VERSION: ${codeOf(error)}`), { cause: error });
  }
  if (version !== '18')
    throw new EmbeddedDatabaseError(
      `The data folder ${dataFolder} was made by PostgreSQL ${version}, this program brings 18; move the folder away to start with a new one.`,
    );
}

/** The one sentence about a database that PostgreSQL will not open. */
export function damagedText(dataFolder: string, detail: string): string {
  return `The database in ${dataFolder} is damaged and cannot be opened (${detail}); restore a copy of the folder, or move it away to start with a new one.`;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : messageOf(error);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
