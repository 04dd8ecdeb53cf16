import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './start-copilot.js';

const files = {
  workflow: join(root, 'apps', 'workflow', 'dist', 'main.js'),
  api: join(root, 'apps', 'api', 'dist', 'main.js'),
  web: join(root, 'apps', 'web', 'start.mjs'),
};

export const servicesAreBuilt = existsSync(files.workflow) && existsSync(files.api);

export interface Service {
  readonly url: string;
  readonly child: ChildProcess;
  readonly output: () => string;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts one service alone, as a container does, on a port that it chooses itself and tells in its log. */
export async function startService(
  name: keyof typeof files,
  settings: Readonly<Record<string, string>>,
): Promise<Service> {
  const port = { workflow: 'WORKFLOW_PORT', api: 'API_PORT', web: 'WEB_PORT' }[name];
  const child = spawn(process.execPath, [files[name]], {
    cwd: root,
    env: { PATH: process.env['PATH'], HOST: '127.0.0.1', COPILOT_HOME: '/nowhere', [port]: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const killNow = (): void => void child.kill('SIGKILL');
  process.once('exit', killNow);
  let output = '';
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    const onData = (bytes: Buffer): void => {
      output += bytes.toString('utf8');
      const found = /"port":(\d+)/.exec(output)?.[1] ?? /http:\/\/127\.0\.0\.1:(\d+)/.exec(output)?.[1];
      if (found !== undefined) resolve(`http://127.0.0.1:${found}`);
    };
    child.stdout.on('data', onData);
    child.stderr.on('data', onData);
    void ended.then(() => reject(new Error(`the ${name} service ended before it listened:\n${output}`)));
  });
  return {
    url,
    child,
    output: () => output,
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal);
      await ended;
      process.removeListener('exit', killNow);
    },
  };
}
