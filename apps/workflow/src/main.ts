import { setTimeout as pause } from 'node:timers/promises';
import pino from 'pino';
import type { Env } from './env.js';
import { loadEnv, SettingsError } from './env.js';
import { createServer } from './http/create-server.js';
import { wireService } from './wire-service.js';

const SHUTDOWN_MS = 10_000;
const INDEX_TRIES = 5;

/** Starts the service, and ends it in good order when asked to: running questions are answered and audited first. */
async function main(): Promise<void> {
  const env = readEnvOrExit();
  // Lines leave together, a fifth of a second later at most, and all of them before the process ends.
  const log = pino(
    { level: env.logLevel, base: { part: 'workflow' }, redact: ['*.authorization', '*.apiKey'] },
    pino.destination({ sync: false, minLength: 8_192, periodicFlush: 200 }),
  );
  const service = await wireService(env, log);
  await service.requireWeakRoles();
  const server = createServer({ ...env, service, log });
  await server.listen({ host: env.host, port: env.port });

  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), SHUTDOWN_MS).unref();
    await server.close();
    await service.close();
    log.info('stopped');
    process.exit(0);
  };
  process.on('SIGTERM', (signal) => void stop(signal));
  process.on('SIGINT', (signal) => void stop(signal));
  await indexKnowledge(() => service.indexKnowledge(), log);
}

function readEnvOrExit(): Env {
  try {
    return loadEnv();
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

/** Questions are answered without documents as well, so a failure is tried again later and never ends the service. */
async function indexKnowledge(index: () => Promise<{ documents: number }>, log: pino.Logger): Promise<void> {
  for (let attempt = 1; attempt <= INDEX_TRIES; attempt += 1) {
    try {
      const { documents } = await index();
      log.info({ documents }, 'knowledge indexed');
      return;
    } catch (error) {
      log.warn({ err: error, attempt }, 'the knowledge could not be indexed');
      await pause(2_000 * attempt, undefined, { ref: false });
    }
  }
}

main().catch((error: unknown) => {
  process.stderr.write(
    `The workflow service cannot start: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exit(1);
});
