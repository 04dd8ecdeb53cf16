import { databaseUrls } from '@copilot/database';
import { Fault } from '../fault.js';
import { checkPorts, type WantedPort } from './check-ports.js';
import { takeDataFolder } from './data-folder.js';
import { addressesOf, apiPlan, databasePlan, parentWatch, webPlan, workflowPlan, type Addresses } from './parts.js';
import { startPart, type Part, type PartPlan } from './part.js';
import { dataFiles, prepare } from './prepare.js';
import { writePublicKey } from './public-keys.js';
import { keepAuditHeads } from './keep-audit-heads.js';
import { loadSecrets, type Secrets } from './secrets.js';
import type { Settings } from './settings.js';

export interface RunningSystem {
  readonly settings: Settings;
  readonly secrets: Secrets;
  readonly addresses: Addresses;
  stop(): Promise<void>;
}

export interface StartInput {
  readonly settings: Settings;
  readonly inherited: Readonly<Record<string, string | undefined>>;
  readonly withWeb: boolean;
  readonly say: (line: string) => void;
  /** Aborted when the person wants to stop while the system is still starting. */
  readonly signal: AbortSignal;
}

const graceMs = { service: 5000, database: 8000 };

/** Starts every part in order, each ready before the next leans on it; on any fault what was started is stopped again. */
export async function startSystem(input: StartInput): Promise<RunningSystem> {
  const { settings, say, signal } = input;
  const embedded = settings.databaseUrl === undefined;
  dataFiles(settings);
  const folder = takeDataFolder(settings.home, embedded);
  const services: Part[] = [];
  let database: Part | undefined;
  let heads: ReturnType<typeof keepAuditHeads> | undefined;
  const killAll = (): void => [...services, ...(database ? [database] : [])].forEach((part) => part.killNow());
  process.once('exit', killAll);
  const stop = once(async () => {
    await Promise.all(services.map((part) => part.stop(graceMs.service)));
    await heads?.stop();
    await database?.stop(graceMs.database);
    process.removeListener('exit', killAll);
    folder.release();
  });

  try {
    await checkPorts(portsOf(settings, embedded, input.withWeb));
    const secrets = loadSecrets(settings.home, settings.given);
    writePublicKey(settings.home, secrets);
    const addresses = addressesOf(settings, secrets);
    const context = { settings, secrets, addresses, inherited: input.inherited, withWeb: input.withWeb };
    const hooks = { say, preload: parentWatch(settings) };
    const launch = async (plan: PartPlan, onStarted: (part: Part) => void): Promise<void> => {
      const clock = stopwatch();
      await startPart(plan, hooks, onStarted);
      say(`  ${plan.title} ready (${clock()})`);
    };

    if (embedded) {
      say(`Starting the database (embedded, port ${settings.ports.postgres}) …`);
      await untilAborted(
        signal,
        launch(databasePlan(context), (part) => (database = part)),
      );
    }
    say(embedded ? 'Preparing the database …' : `Preparing the database at ${new URL(addresses.databaseBase).host} …`);
    const clock = stopwatch();
    await untilAborted(signal, prepare({ settings, secrets, addresses, onProgress: (line) => say(`  ${line}`) }));
    say(`  database prepared (${clock()})`);

    say(`Starting the workflow service, the API${input.withWeb ? ' and the web app' : ''} …`);
    const plans = [workflowPlan(context), apiPlan(context), ...(input.withWeb ? [webPlan(context)] : [])];
    const remember = (part: Part): void => {
      if (!services.includes(part)) services.push(part);
    };
    await untilAborted(signal, Promise.all(plans.map((plan) => launch(plan, remember))));
    const { app } = databaseUrls({ baseUrl: addresses.databaseBase, secret: secrets.databaseSecret });
    heads = keepAuditHeads({ appUrl: app, folder: settings.home });
    return { settings, secrets, addresses, stop };
  } catch (error) {
    await stop();
    throw toFault(error);
  }
}

function portsOf(settings: Settings, embedded: boolean, withWeb: boolean): WantedPort[] {
  const { ports, host } = settings;
  return [
    { setting: 'API_PORT', port: ports.api, host },
    ...(withWeb ? [{ setting: 'WEB_PORT', port: ports.web, host }] : []),
    { setting: 'WORKFLOW_PORT', port: ports.workflow, host: '127.0.0.1' },
    ...(embedded ? [{ setting: 'POSTGRES_PORT', port: ports.postgres, host: '127.0.0.1' }] : []),
  ];
}

/** The sentence of an expected failure; anything else is a defect and keeps its stack. */
function toFault(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof Fault || error instanceof TypeError) return error;
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === '53100') {
    return new Fault(
      'The disk is full: make room, or set COPILOT_HOME to a folder on another disk. Nothing was left running.',
    );
  }
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'ETIMEDOUT') {
    return new Fault('The database of DATABASE_URL cannot be reached: check its host and port, and that it runs.');
  }
  if (code === '28P01' || code === '28000') {
    return new Fault('The database of DATABASE_URL refuses the user name or password: correct them.');
  }
  if (code === '3D000') return new Fault('The database that DATABASE_URL names does not exist: create it first.');
  return new Fault(error.message);
}

function untilAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(new Fault('Stopped before it was ready.', 130));
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= work());
}

function stopwatch(): () => string {
  const started = Date.now();
  return () => `${((Date.now() - started) / 1000).toFixed(1)} s`;
}
