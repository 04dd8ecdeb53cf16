import { createGateway } from './create-gateway.js';
import { createLog } from './create-log.js';
import { connectStores } from './connect-stores.js';
import { createRunningQuestions } from './ask/running-questions.js';
import { readSettings, SettingsFault } from './env.js';
import { listen, ListenFault, stop } from './serve.js';
import { createWorkflowClient } from './workflow/create-workflow-client.js';

/** The process: settings, stores, gateway, and an orderly end. */
async function main(): Promise<void> {
  const settings = readSettings();
  const log = createLog(settings.logLevel);
  const stores = connectStores(settings, log);
  const running = createRunningQuestions({ limit: settings.runningQuestions });
  const workflow = createWorkflowClient({
    url: settings.workflowUrl,
    internalToken: settings.internalToken,
    timeoutMs: settings.workflowTimeoutMs,
  });
  const app = await createGateway({ ...settings, ...stores, log, running, workflow, now: Date.now }, settings);
  const port = await listen(app, settings);
  log.info({ host: settings.host, port }, 'listening');

  let stopping = false;
  const onSignal = (signal: string): void => {
    if (stopping) process.exit(1);
    stopping = true;
    log.info({ signal }, 'stopping');
    stop({ app, running, graceMs: settings.shutdownGraceMs, log, close: stores.close }).then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'could not stop in order');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

main().catch((error: unknown) => {
  const expected = error instanceof SettingsFault || error instanceof ListenFault;
  process.stderr.write(`${expected ? error.message : `The API could not start: ${String(error)}`}\n`);
  process.exit(1);
});
