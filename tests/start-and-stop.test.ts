import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { freePortSettings, main, processesOf, runCopilot, type Run } from './support/start-copilot.js';

// Processes are counted through /proc; the services must be built (npm run build).
const canRun = process.platform === 'linux' && existsSync(main);

let folder: string;
let settings: Record<string, string>;
const runs: Run[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'copilot-story-'));
  settings = { COPILOT_HOME: join(folder, 'home'), ...(await freePortSettings()) };
});
afterEach(async () => {
  for (const run of runs.splice(0)) {
    if (run.child.exitCode === null && run.child.signalCode === null) run.child.kill('SIGKILL');
    await run.ended;
  }
  await until(() => processesOf(settings['COPILOT_HOME'] ?? '').length === 0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function start(changes: Record<string, string> = {}): Run {
  const run = runCopilot(['start', '--no-web'], { ...settings, ...changes });
  runs.push(run);
  return run;
}

async function until(holds: () => boolean | Promise<boolean>, limitMs = 30_000): Promise<void> {
  const deadline = Date.now() + limitMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('it did not happen in time');
    await sleep(50);
  }
}

async function isHealthy(): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${settings['API_PORT']}/api/ready`)).status === 200;
  } catch {
    return false;
  }
}

const home = (): string => settings['COPILOT_HOME'] ?? '';

describe.runIf(canRun)('npm start', () => {
  it(
    'gets ready from nothing, tells where, keeps its secrets private and stops without a trace',
    { timeout: 180_000 },
    async () => {
      const run = start();
      await run.prints('Ready after');
      expect(run.output()).toContain(`http://localhost:${settings['API_PORT']}/api`);
      expect(run.output()).toContain('manager_store1 / manager123');
      expect(await isHealthy()).toBe(true);
      expect(statSync(join(home(), 'secrets.json')).mode & 0o777).toBe(0o600);
      run.child.kill('SIGINT');
      expect(await run.ended).toBe(0);
      expect(processesOf(home())).toEqual([]);
      expect(existsSync(join(home(), 'supervisor.lock'))).toBe(false);
    },
  );

  it(
    'reuses on the second start what is there, and gives no secret to a part that does not need it',
    { timeout: 60_000 },
    async () => {
      const run = start();
      await run.prints('Ready after');
      expect(run.output()).not.toMatch(/migration 0|sample data|payment: /);
      const secrets = readFileSync(join(home(), 'secrets.json'), 'utf8');
      const password = /"databasePassword": "([^"]+)"/.exec(secrets)?.[1] ?? 'missing';
      for (const { pid, command } of processesOf(home())) {
        const isDatabase = command.includes('embedded');
        expect(readFileSync(`/proc/${pid}/environ`, 'utf8').includes(password)).toBe(isDatabase);
      }
      run.child.kill('SIGTERM');
      expect(await run.ended).toBe(0);
    },
  );

  it('starts each part again that is killed, and says so', { timeout: 120_000 }, async () => {
    const run = start();
    await run.prints('Ready after');
    for (const [part, title] of [
      ['apps/workflow/dist', 'workflow service'],
      ['apps/api/dist', 'API'],
      ['embedded/main.js', 'database'],
    ] as const) {
      const victim = processesOf(home()).find(({ command }) => command.includes(part));
      expect(victim, part).toBeDefined();
      if (victim) process.kill(victim.pid, 'SIGKILL');
      await run.prints(`The ${title} stopped (killed by SIGKILL)`);
      await run.prints(`The ${title} runs again`);
      await until(isHealthy);
    }
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);
  });

  it('takes every part along when it is killed itself', { timeout: 60_000 }, async () => {
    const run = start();
    await run.prints('Ready after');
    expect(processesOf(home()).length).toBe(4);
    run.child.kill('SIGKILL');
    await until(() => processesOf(home()).length === 0);
  });

  it('stops when npm, which ran it, is told to', { timeout: 60_000 }, async () => {
    const run = runCopilot(['start', '--no-web'], { ...settings, npm_lifecycle_event: 'start' }, true);
    runs.push(run);
    await run.prints('Ready after');
    run.child.kill('SIGTERM');
    await until(() => processesOf(home()).length === 0);
    expect(existsSync(join(home(), 'supervisor.lock'))).toBe(false);
  });

  it('refuses a second start on the same folder and leaves the first one alone', { timeout: 60_000 }, async () => {
    const first = start();
    await first.prints('Ready after');
    const second = start(await freePortSettings());
    expect(await second.ended).toBe(1);
    expect(second.output()).toMatch(/in use by a copilot that already runs \(process \d+\)/);
    expect(await isHealthy()).toBe(true);
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
  });

  it('stops in the middle of starting', { timeout: 60_000 }, async () => {
    const run = start();
    await run.prints('Starting the database');
    run.child.kill('SIGINT');
    expect(await run.ended).toBe(130);
    expect(processesOf(home())).toEqual([]);
  });

  it('names every taken port and starts nothing', { timeout: 60_000 }, async () => {
    const server = createServer();
    await new Promise<void>((done) => server.listen(Number(settings['API_PORT']), '127.0.0.1', done));
    const run = start();
    expect(await run.ended).toBe(1);
    expect(run.output()).toContain(
      `Port ${settings['API_PORT']} is taken by another program: stop that one, or set API_PORT`,
    );
    expect(processesOf(home())).toEqual([]);
    await new Promise((done) => server.close(done));
  });

  it('tells of a damaged database in one sentence and starts nothing', { timeout: 60_000 }, async () => {
    const broken = join(folder, 'broken');
    const whole = start({ COPILOT_HOME: broken });
    await whole.prints('Ready after');
    whole.child.kill('SIGTERM');
    await whole.ended;
    writeFileSync(join(broken, 'database', 'pgdata', 'global', 'pg_control'), 'not a control file');
    const run = start({ COPILOT_HOME: broken });
    expect(await run.ended).toBe(1);
    expect(run.output()).toMatch(/damaged .*move it away/);
    expect(processesOf(broken)).toEqual([]);
  });

  it('starts nothing in production without secrets of its own', async () => {
    const run = start({ NODE_ENV: 'production', API_PORT: 'many' });
    expect(await run.ended).toBe(1);
    expect(run.output()).toContain('3 settings are wrong; nothing was started:');
    expect(run.output()).toContain('JWT_SECRET is not set');
    expect(run.output()).toContain('INTERNAL_TOKEN is not set');
  });
});

if (!canRun) {
  describe('npm start', () => {
    it.skip('needs Linux and built services: run npm run build', () => undefined);
  });
}
