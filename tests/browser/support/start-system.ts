import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '../../../scripts/lib/free-ports.mjs';

const root = join(import.meta.dirname, '..', '..', '..');

/** The system named by WEB_URL, or a fresh one with ports and a folder of its own, from what is built. */
export async function startSystem(): Promise<{ url: string; stop: () => Promise<void> }> {
  const given = process.env['WEB_URL'];
  if (given !== undefined && given !== '') return { url: given.replace(/\/$/, ''), stop: () => Promise.resolve() };
  const home = mkdtempSync(join(tmpdir(), 'copilot-browser-'));
  const [api, web, workflow, postgres] = await freePorts(4);
  const child = spawn(process.execPath, [join(root, 'apps', 'cli', 'dist', 'main.js'), 'start'], {
    cwd: root,
    env: {
      ...process.env,
      COPILOT_HOME: home,
      API_PORT: String(api),
      WEB_PORT: String(web),
      WORKFLOW_PORT: String(workflow),
      POSTGRES_PORT: String(postgres),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    const read = (data: Buffer): void => {
      output += data.toString();
      if (output.includes('Ready after')) resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then(() => reject(new Error(`the system ended before it was ready:\n${output}`)));
  });
  return {
    url: `http://127.0.0.1:${web}`,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(home, { recursive: true, force: true });
    },
  };
}
