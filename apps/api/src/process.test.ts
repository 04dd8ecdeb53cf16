import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const missing = existsSync(main) ? null : 'apps/api is not built (npx tsc -b apps/api)';
if (missing !== null) console.warn(`process.test.ts is skipped: ${missing}`);

const complete = {
  JWT_SECRET: 'j'.repeat(32),
  INTERNAL_TOKEN: 'i'.repeat(32),
  DATABASE_URL: 'postgres://127.0.0.1:1/pagila',
  DATABASE_SECRET: 'd'.repeat(32),
  API_PORT: '0',
};

describe.skipIf(missing !== null)('the process', () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  const start = (environment: Record<string, string>) => {
    const child = spawn(process.execPath, [main], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    children.push(child);
    const output = { out: '', err: '' };
    child.stdout.on('data', (bytes: Buffer) => (output.out += bytes.toString()));
    child.stderr.on('data', (bytes: Buffer) => (output.err += bytes.toString()));
    const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
    return { child, output, ended };
  };

  it('says in one sentence that its port is taken, and ends with 1', async () => {
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve));
    const { port } = squatter.address() as AddressInfo;
    const { output, ended } = start({ ...complete, API_PORT: String(port) });
    expect(await ended).toBe(1);
    squatter.close();
    expect(output.err).toBe(`Port ${port} is taken by another program: stop it, or set API_PORT to a free port.\n`);
  });

  it('reports all wrong settings and ends with 1', async () => {
    const { output, ended } = start({ NODE_ENV: 'production', API_PORT: 'x', JWT_SECRET: 'change-me' });
    expect(await ended).toBe(1);
    expect(output.err).toMatch(/^5 settings of the API are wrong:\n( {2}- [A-Z_]+ .*\n){5}$/);
    expect(output.err).not.toMatch(/at .*\.js/);
  });

  it('starts while the database is away, says so, and ends in order on SIGTERM', async () => {
    const { child, output, ended } = start(complete);
    for (let waited = 0; !output.out.includes('listening') && waited < 15_000; waited += 50) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const port = /"port":(\d+)/.exec(output.out)?.[1];
    const url = `http://127.0.0.1:${port}/api`;
    expect((await fetch(`${url}/health`)).status).toBe(200);
    expect((await fetch(`${url}/ready`)).status).toBe(503);
    const login = await fetch(`${url}/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'a', password: 'b' }),
    });
    expect(login.status).toBe(503);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(output.err).toBe('');
  });
});
