import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createApiClient, Unreachable, type ApiClient } from '../client/api-client.js';
import { apiUrlFromEnvironment, inheritedEnvironment } from '../env.js';
import { startSystem } from './start-system.js';
import type { Settings } from './settings.js';

export interface SystemInUse {
  readonly api: ApiClient;
  /** Whether this command started it and will stop it again. */
  readonly isOwn: boolean;
  /** The administrator's connection, where the system is our own. */
  readonly adminUrl?: string;
}

/**
 * Runs `work` against the system that already runs, or starts one without the web app and stops it afterwards. When the system was another
 * command's and ended meanwhile, the work is tried once more on a system of our own.
 */
export async function withSystem<T>(
  { settings, say }: { settings: Settings; say: (line: string) => void },
  work: (system: SystemInUse) => Promise<T>,
): Promise<T> {
  const elsewhere = apiUrlFromEnvironment();
  if (elsewhere !== undefined) return work({ api: createApiClient(elsewhere), isOwn: false });
  const api = createApiClient(`http://127.0.0.1:${settings.ports.api}`);
  if ((await isUp(api)) || (await comesUp(api, settings, say))) {
    try {
      return await work({ api, isOwn: false });
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      say('The copilot that was running has stopped: starting one for this command …');
    }
  }
  return withOwnSystem({ settings, say }, work);
}

/** Starts a system without the web app for one piece of work; a signal stops it too. */
export async function withOwnSystem<T>(
  {
    settings,
    say,
    inherited = inheritedEnvironment(),
  }: {
    settings: Settings;
    say: (line: string) => void;
    inherited?: Readonly<Record<string, string | undefined>>;
  },
  work: (system: SystemInUse) => Promise<T>,
): Promise<T> {
  const stopper = new AbortController();
  const onSignal = (): void => stopper.abort();
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  signals.forEach((name) => process.on(name, onSignal));
  try {
    const system = await startSystem({
      settings,
      inherited,
      withWeb: false,
      say,
      signal: stopper.signal,
    });
    const stopped = new Promise<never>((_, reject) => {
      stopper.signal.addEventListener('abort', () => reject(new Unreachable(system.addresses.api, 'stopped')));
    });
    try {
      return await Promise.race([
        work({
          api: createApiClient(system.addresses.api),
          isOwn: true,
          adminUrl: system.addresses.databaseAdmin,
        }),
        stopped,
      ]);
    } finally {
      await system.stop();
    }
  } finally {
    signals.forEach((name) => process.removeListener(name, onSignal));
  }
}

async function isUp(api: ApiClient): Promise<boolean> {
  try {
    const reply = await api.send({ method: 'GET', path: '/health', timeoutMs: 2000 });
    return reply.status === 200 && typeof reply.body === 'object' && reply.body !== null && 'status' in reply.body;
  } catch {
    return false;
  }
}

/** Another command may just be starting the system of this data folder: wait for it rather than stumble over its lock. */
async function comesUp(api: ApiClient, settings: Settings, say: (line: string) => void): Promise<boolean> {
  const lock = join(settings.home, 'supervisor.lock');
  if (!isHeld(lock)) return false;
  say('A copilot is starting in this data folder: waiting for it …');
  const deadline = Date.now() + 240_000;
  while (Date.now() < deadline && isHeld(lock)) {
    if (await isUp(api)) return true;
    await sleep(300);
  }
  return isUp(api);
}

function isHeld(lock: string): boolean {
  if (!existsSync(lock)) return false;
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
    return true;
  } catch {
    return false;
  }
}
