import { connect } from 'node:net';
import { Fault } from '../fault.js';
import { inheritedEnvironment } from '../env.js';
import { checkPorts } from './check-ports.js';
import { takeDataFolder } from './data-folder.js';
import { addressesOf, databasePlan, parentWatch, type Addresses } from './parts.js';
import { startPart } from './part.js';
import { loadSecrets, type Secrets } from './secrets.js';
import type { Settings } from './settings.js';

export interface DatabaseInUse {
  readonly addresses: Addresses;
  readonly secrets: Secrets;
}

/** Runs `work` with the database of this installation: the one that runs, else the embedded one, started for this and stopped again. */
export async function withDatabase<T>(
  { settings, say }: { settings: Settings; say: (line: string) => void },
  work: (database: DatabaseInUse) => Promise<T>,
): Promise<T> {
  if (settings.databaseUrl !== undefined || (await listens(settings.ports.postgres))) {
    const secrets = loadSecrets(settings.home, settings.given);
    return inWords(() => work({ secrets, addresses: addressesOf(settings, secrets) }));
  }
  const folder = takeDataFolder(settings.home, true);
  try {
    const secrets = loadSecrets(settings.home, settings.given);
    const addresses = addressesOf(settings, secrets);
    await checkPorts([{ setting: 'POSTGRES_PORT', port: settings.ports.postgres, host: '127.0.0.1' }]);
    const plan = databasePlan({ settings, secrets, addresses, inherited: inheritedEnvironment(), withWeb: false });
    const part = await startPart(plan, { say, preload: parentWatch(settings) });
    const killNow = (): void => part.killNow();
    process.once('exit', killNow);
    try {
      return await inWords(() => work({ secrets, addresses }));
    } finally {
      await part.stop(8000);
      process.removeListener('exit', killNow);
    }
  } finally {
    folder.release();
  }
}

/** A database on the port that refuses our password belongs to another data folder. */
async function inWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '28P01') {
      throw new Fault(
        'The database refuses the password of this data folder: another copilot runs on its port. Set COPILOT_HOME or POSTGRES_PORT to those of the one that is meant.',
      );
    }
    if (error instanceof Error && 'code' in error && (error.code === '42P01' || error.code === '42703')) {
      throw new Fault(
        `The database does not hold all tables of this version yet (${error.message}). Run \`npm start\` once, also after an upgrade: it makes what is missing.`,
      );
    }
    throw error;
  }
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
