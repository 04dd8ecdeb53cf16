import { Engine, EngineLost } from './engine/engine.js';
import { databaseName } from './database-name.js';
import { damagedText, openDataFolder, pgdataOf, preparePgdata } from './data-folder.js';
import { EmbeddedDatabaseError } from './embedded-database-error.js';
import { lockFolder } from './folder-lock.js';
import { Backend } from './front/backend.js';
import { Desk, type DeskLimits } from './front/desk.js';
import { startFrontServer } from './front/front-server.js';
import { passwordMatches, readVerifier } from './wire/scram.js';
import { quoteLiteral } from './wire/quote.js';

export interface EmbeddedDatabaseSettings {
  /** Made if it is missing; one process at a time. */
  readonly dataFolder: string;
  /** Loopback port; 0 takes a free one. */
  readonly port: number;
  /** Password of the administrator `postgres`; set anew if it differs from the stored one. */
  readonly password: string;
  /** Commits wait for the disk (default). Off, the last commits before a power cut can be lost; those before a kill never are. */
  readonly durable?: boolean;
  readonly limits?: Partial<DeskLimits>;
  onLog?(line: string): void;
  /** The database cannot go on (a disk that is full, a file that is gone); it has been closed. */
  onFatal?(error: Error): void;
}

export interface EmbeddedDatabase {
  /** Connection string of the administrator. */
  readonly url: string;
  readonly port: number;
  /** Whether the folder held no database before. */
  readonly isNew: boolean;
  /** Ends the sessions, closes the database properly and releases the folder. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL with pgvector inside this process: the backend in a thread, the wire protocol on 127.0.0.1.
 * *Throws* EmbeddedDatabaseError with one sentence for a person: folder in use, not writable, damaged, disk full, port taken.
 */
export async function startEmbeddedDatabase(settings: EmbeddedDatabaseSettings): Promise<EmbeddedDatabase> {
  const { dataFolder, password, onLog = () => undefined } = settings;
  openDataFolder(dataFolder);
  const unlock = lockFolder(dataFolder);
  const engine = new Engine({
    pgdata: pgdataOf(dataFolder),
    database: databaseName,
    durable: settings.durable ?? true,
  });
  try {
    const isNew = await preparePgdata(dataFolder, onLog);
    onLog(isNew ? 'opening the new database' : 'opening the database');
    await openEngine(engine, dataFolder);
    const limits = { idleHolderMs: 15_000, orphanMs: 1_000, stopMs: 400, memoryBytes: 300e6, ...settings.limits };
    let stopping: Promise<void> | null = null;
    const desk = new Desk(new Backend(engine, onLog), limits, (error) => {
      void stop().finally(() => settings.onFatal?.(fatalError(error, dataFolder)));
    });
    await setPassword(desk, password);
    const front = await startFrontServer({ desk, port: settings.port, databaseNames: [databaseName, 'postgres'] });
    const stop = (): Promise<void> => {
      stopping ??= (async () => {
        await front.close();
        await desk.close();
        await engine.stop();
        unlock();
      })();
      return stopping;
    };
    const url = `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${front.port}/${databaseName}`;
    return { url, port: front.port, isNew, stop };
  } catch (error) {
    await engine.stop().catch(() => undefined);
    unlock();
    throw error;
  }
}

async function openEngine(engine: Engine, dataFolder: string): Promise<void> {
  try {
    await engine.start();
  } catch (error) {
    throw error instanceof EngineLost ? fatalError(error, dataFolder) : error;
  }
}

function fatalError(error: Error, dataFolder: string): Error {
  if (!(error instanceof EngineLost)) return error;
  const detail = error.reason;
  if (/No space left/i.test(error.log.join('\n')))
    return new EmbeddedDatabaseError(
      `The disk of ${dataFolder} is full; free some space and start again: nothing that was committed is lost.`,
      { cause: error },
    );
  if (/Permission denied|EACCES|EPERM/i.test(detail))
    return new EmbeddedDatabaseError(
      `Files in ${dataFolder} may not be read or written by this user (${detail}); correct their owner.`,
      { cause: error },
    );
  return new EmbeddedDatabaseError(damagedText(dataFolder, detail), { cause: error });
}

/** Gives the administrator the configured password; the stored form is compared, so that a normal start writes nothing. */
async function setPassword(desk: Desk, password: string): Promise<void> {
  const role = await desk.findRole('postgres');
  const verifier = readVerifier(role?.password ?? null);
  if (verifier !== null && passwordMatches(password, verifier)) return;
  const result = await desk.ask(`ALTER ROLE postgres PASSWORD ${quoteLiteral(password)}`);
  if (result.error !== null) throw new Error(`the administrator's password cannot be set: ${result.error['M'] ?? ''}`);
  desk.rolesChanged();
  await desk.findRole('postgres');
}
