import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { createReader, loadPolicy } from '@copilot/database';
import { toRolePolicy } from '@copilot/contracts';
import { createGuard, readCorpus } from '@copilot/guard';
import type { ApiClient } from '../client/api-client.js';
import { samplePassword } from '../client/sample-users.js';
import { inheritedEnvironment, settingsFromEnvironment } from '../env.js';
import { addressesOf } from '../system/parts.js';
import { policyFile } from '../system/prepare.js';
import { loadSecrets } from '../system/secrets.js';
import type { Settings } from '../system/settings.js';
import { withOwnSystem } from '../system/with-system.js';

/** Typical questions of a day; each is asked cold once before anything is measured. */
const questions = [
  'total revenue',
  'revenue by month',
  'revenue by store',
  'top 10 films by revenue',
  'rentals by category',
  'number of customers',
  'average payment by staff',
  'late rentals by month',
  'revenue by weekday',
  'films per rating',
];

/** `npm run bench`: guard, whole question over HTTP, and its statement alone, on a system started for it. */
export async function bench(): Promise<number> {
  const settings = settingsFromEnvironment();
  console.log(
    `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB`,
  );
  console.log(
    'Every figure in milliseconds. Warm-up: each question once. Questions and their statements alone are interleaved.\n',
  );
  await benchGuard(settings);
  const inherited = { ...inheritedEnvironment(), ASK_RATE_PER_MINUTE: '1000000' };
  const started = performance.now();
  return withOwnSystem({ settings, say: (line) => console.error(line), inherited }, async ({ api }) => {
    console.log(`\nStart without the web app: ${((performance.now() - started) / 1000).toFixed(1)} s`);
    await benchQuestions(settings, api);
    return 0;
  });
}

async function benchGuard(settings: Settings): Promise<void> {
  const policy = loadPolicy(policyFile(settings));
  const guard = await createGuard();
  const corpus = readCorpus(
    readFileSync(join(settings.root, 'packages', 'guard', 'corpus', 'legitimate.jsonl'), 'utf8'),
  );
  const judge = (): number[] =>
    corpus.map(({ sql, role }) => {
      const begun = performance.now();
      guard.check({ sql, policy: toRolePolicy(policy, role), rowLimit: 200 });
      return performance.now() - begun;
    });
  judge();
  print(
    `guard, a statement (${corpus.length} legitimate ones × 5)`,
    [judge(), judge(), judge(), judge(), judge()].flat(),
  );
}

async function benchQuestions(settings: Settings, api: ApiClient): Promise<void> {
  const { access_token: token } = await api.login('admin_user', samplePassword('admin_user') ?? '');
  const ask = async (question: string): Promise<{ ms: number; sql: string | null; stages: Record<string, number> }> => {
    const begun = performance.now();
    const { answer } = await api.ask(token, { question });
    return { ms: performance.now() - begun, sql: answer.explain.sql, stages: answer.explain.timings_ms };
  };
  const statements = new Map<string, string>();
  for (const question of questions) {
    const { sql } = await ask(question);
    if (sql === null) console.log(`  (left out, not answered: ${question})`);
    else statements.set(question, sql);
  }
  const secrets = loadSecrets(settings.home, settings.given);
  const reader = createReader({
    baseUrl: addressesOf(settings, secrets).databaseBase,
    secret: secrets.databaseSecret,
    scopeKey: secrets.scopeKey,
    policy: loadPolicy(policyFile(settings)),
  });
  const context = { username: 'admin_user', role: 'admin', store_ids: [], all_stores: true } as const;
  const run = (sql: string): Promise<unknown> =>
    reader.run({ sql, context: { ...context, store_ids: [] }, requestId: 'bench', rowLimit: 200, timeoutMs: 5000 });
  const whole: number[] = [];
  const bare: number[] = [];
  const health: number[] = [];
  const stages = new Map<string, number[]>();
  try {
    for (let round = 0; round < 20; round += 1) {
      for (const [question, sql] of statements) {
        const asked = await ask(question);
        whole.push(asked.ms);
        for (const [stage, ms] of Object.entries(asked.stages)) stages.set(stage, [...(stages.get(stage) ?? []), ms]);
        bare.push(await time(() => run(sql)));
        health.push(await time(() => api.send({ method: 'GET', path: '/health' })));
      }
    }
  } finally {
    await reader.close();
  }
  console.log('');
  print('the whole question over HTTP, 1 client', whole);
  for (const [stage, times] of stages) print(`  of it: ${stage}`, times);
  print('its statement alone, through the scoped reader', bare);
  print('GET /health', health);
  for (const clients of [8, 32]) await benchThroughput({ clients, ask, list: [...statements.keys()] });
}

async function benchThroughput({
  clients,
  ask,
  list,
}: {
  clients: number;
  ask: (question: string) => Promise<{ ms: number }>;
  list: readonly string[];
}): Promise<void> {
  const times: number[] = [];
  let failures = 0;
  const begun = performance.now();
  const deadline = begun + 10_000;
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let index = client; performance.now() < deadline; index += 1) {
        try {
          times.push((await ask(list[index % list.length] ?? 'total revenue')).ms);
        } catch {
          failures += 1;
        }
      }
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  print(`the whole question over HTTP, ${clients} clients`, times);
  console.log(`  ${(times.length / seconds).toFixed(1)} questions a second, ${failures} turned away`);
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

function print(title: string, times: number[]): void {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(2);
  console.log(
    `${title.padEnd(54)} p50 ${at(0.5).padStart(8)}  p95 ${at(0.95).padStart(8)}  p99 ${at(0.99).padStart(8)}  n ${times.length}`,
  );
}
