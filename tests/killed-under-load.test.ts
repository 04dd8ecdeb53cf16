import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { AnswerSchema, AuditListSchema, LoginResponseSchema } from '@copilot/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePortSettings, main, processesOf, runCopilot, type Run } from './support/start-copilot.js';

// Processes are found through /proc; the services must be built (npm run build).
const canRun = process.platform === 'linux' && existsSync(main);
const question = 'rentals by month';

describe.skipIf(!canRun)('a part that is killed while questions run', { timeout: 300_000 }, () => {
  let folder: string;
  let settings: Record<string, string>;
  let run: Run;
  let right: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'copilot-killed-'));
    settings = { COPILOT_HOME: join(folder, 'home'), ASK_RATE_PER_MINUTE: '100000', ...(await freePortSettings()) };
    run = runCopilot(['start', '--no-web'], settings);
    await run.prints('Ready after');
    right = (await ask(await logIn('manager_store1')))?.rows ?? '';
    expect(right.length).toBeGreaterThan(20);
  }, 240_000);
  afterAll(async () => {
    run?.child.kill('SIGTERM');
    await run?.ended;
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  const call = (path: string, token?: string, body?: object): Promise<Response> =>
    fetch(`http://127.0.0.1:${settings['API_PORT']}/api${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(60_000),
    });

  /** Null when nothing was answered: an error says so in its status, and a killed API not at all. */
  async function ask(token: string): Promise<{ id: string; rows: string } | null> {
    const reply = await call('/ask', token, { question }).catch(() => null);
    if (reply === null || reply.status !== 200) return null;
    const answer = AnswerSchema.safeParse(await reply.json().catch(() => null));
    if (!answer.success || answer.data.status !== 'answered') return null;
    return { id: answer.data.request_id, rows: JSON.stringify(answer.data.data.rows) };
  }

  async function logIn(username: string): Promise<string> {
    const password = username.startsWith('admin') ? 'admin123' : 'manager123';
    for (;;) {
      const reply = await call('/auth/login', undefined, { username, password }).catch(() => null);
      if (reply?.status === 200) return LoginResponseSchema.parse(await reply.json()).access_token;
      await pause(300);
    }
  }

  async function auditedIds(token: string): Promise<Set<string | null>> {
    const ids = new Set<string | null>();
    for (let before = ''; ;) {
      const reply = await call(`/audit?limit=100${before}`, token);
      const page = AuditListSchema.parse(await reply.json());
      page.entries.forEach((entry) => ids.add(entry.request_id));
      if (page.next_before === null) return ids;
      before = `&before=${page.next_before}`;
    }
  }

  it.each([
    ['the workflow service', 'apps/workflow/dist'],
    ['the API', 'apps/api/dist'],
    ['the database', 'embedded/main.js'],
  ])('gives no wrong answer and none unaudited, and %s comes back by itself', async (_title, file) => {
    const token = await logIn('manager_store1');
    const answers: { id: string; rows: string }[] = [];
    let going = true;
    let lost = 0;
    const load = Array.from({ length: 4 }, async () => {
      while (going) {
        const answer = await ask(token);
        if (answer === null) {
          lost += 1;
          await pause(200);
        } else answers.push(answer);
      }
    });
    await until(() => answers.length >= 4);
    const victim = processesOf(settings['COPILOT_HOME'] ?? '').find(({ command }) => command.includes(file));
    expect(victim).toBeDefined();
    if (victim !== undefined) process.kill(victim.pid, 'SIGKILL');
    await until(() => lost > 0);
    const before = answers.length;
    await until(() => answers.length >= before + 8);
    going = false;
    await Promise.all(load);

    expect([...new Set(answers.map(({ rows }) => rows))]).toEqual([right]);
    const admin = await logIn('admin_user');
    const audited = await auditedIds(admin);
    expect(answers.filter(({ id }) => !audited.has(id))).toEqual([]);
    const verified: unknown = await (await call('/audit/verify', admin)).json();
    expect(verified).toMatchObject({ ok: true });
  });

  async function until(holds: () => boolean): Promise<void> {
    for (const deadline = Date.now() + 120_000; !holds(); await pause(50))
      if (Date.now() > deadline) throw new Error('it did not happen in time');
  }
});
