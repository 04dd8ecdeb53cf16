import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..');

/** Whether the web app is built; without that only `npm test` itself can run the browser tests. */
export const isWebBuilt = existsSync(join(root, 'apps', 'web', '.next', 'BUILD_ID'));

/** Starts the built web app in front of an API, on a free port. */
export async function startWeb(apiUrl: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const child = spawn(process.execPath, [join(root, 'apps', 'web', 'start.mjs')], {
    env: { PATH: process.env['PATH'], HOST: '127.0.0.1', WEB_PORT: '0', API_URL: apiUrl },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    const read = (data: Buffer): void => {
      output += data.toString();
      const ready = /\{"ready":true,"url":"([^"]+)"\}/.exec(output)?.[1];
      if (ready !== undefined) resolve(ready);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then(() => reject(new Error(`the web app ended before it was ready:\n${output}`)));
  });
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
