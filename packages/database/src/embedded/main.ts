import { EmbeddedDatabaseError } from './embedded-database-error.js';
import { readEnv } from './env.js';
import { startEmbeddedDatabase } from './start-embedded-database.js';

/**
 * The process of the embedded database. Progress goes to standard output line by line, the last line is
 * `{"ready":true,"url":…}`; a start that fails ends with one sentence on standard error and exit code 1.
 * `--with-parent` also stops it when standard input or the IPC channel of the parent closes.
 */
try {
  const env = readEnv();
  const database = await startEmbeddedDatabase({
    dataFolder: env.DATA_FOLDER,
    port: env.POSTGRES_PORT,
    password: env.POSTGRES_PASSWORD,
    durable: env.POSTGRES_FSYNC === 'on',
    onLog: (line) => console.log(line),
    onFatal: fail,
  });
  const stop = (): void => {
    database.stop().then(() => process.exit(0), fail);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop);
  if (process.argv.includes('--with-parent')) {
    if (process.channel === undefined) process.stdin.on('end', stop).on('error', stop).resume();
    else process.on('disconnect', stop);
  }
  console.log(JSON.stringify({ ready: true, url: database.url }));
  process.send?.({ ready: true, url: database.url });
} catch (error) {
  fail(error);
}

function fail(error: unknown): never {
  const text = error instanceof Error ? error.message : String(error);
  console.error(error instanceof EmbeddedDatabaseError ? text : `The embedded database failed: ${text}`);
  process.exit(1);
}
