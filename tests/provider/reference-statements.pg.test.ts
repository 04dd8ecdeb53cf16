import { createKeyPair } from '@copilot/certificate';
import type { Answer, UserContext } from '@copilot/contracts';
import { AnswerSchema } from '@copilot/contracts';
import { createServer, loadEnv, wireService } from '@copilot/workflow';
import type { FastifyInstance } from 'fastify';
import { Writable } from 'node:stream';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isSameResult } from '../../evals/src/compare-results.js';
import { readSet } from '../../evals/src/read-set.js';
import { openKeptResults } from '../../evals/src/reference-results.js';
import type { TestDatabase } from '../../packages/database/src/testing/open-test-database.js';
import { databaseMissing, openTestDatabase } from '../../packages/database/src/testing/open-test-database.js';
import { hostileReplies, statementlessReplies } from './hostile-replies.js';
import type { Reaction } from './reaction.js';
import { sqlReply } from './reaction.js';
import type { Provider } from './start-provider.js';
import { startProvider } from './start-provider.js';

const missing = databaseMissing(process.env['TEST_DATABASE_URL']);
if (missing !== null) console.warn(`skipped: reference statements through the model path (${missing})`);

const TOKEN = 'the-internal-token-of-the-tests-0123456789';
const KEY = 'sk-or-v1-key-of-the-reference-tests';
const admin: UserContext = { username: 'admin_user', role: 'admin', store_ids: [1, 2], all_stores: true };
const manager: UserContext = { username: 'manager_store1', role: 'store_manager', store_ids: [1], all_stores: false };
const folder = join(import.meta.dirname, '../../evals');
const questions = (await readSet(join(folder, 'pagila-sample.jsonl')))
  .flatMap((item) => item.turns)
  .filter(({ kind }) => kind === 'answer');
const kept = await openKeptResults([join(folder, 'pagila-sample-gold.json.gz')]);

let database: TestDatabase;
let provider: Provider;
let react: (question: string) => Reaction = () => ({ kind: 'status', status: 503 });
const servers = new Map<string, FastifyInstance>();
const closers: (() => Promise<void>)[] = [];
/** Every line that both services wrote, at info and above. */
let logged = '';

async function serve(planner: 'semantic' | 'llm'): Promise<void> {
  const env = loadEnv({
    INTERNAL_TOKEN: TOKEN,
    DATABASE_URL: database.adminUrl,
    DATABASE_SECRET: database.secret,
    SCOPE_KEY: database.scopeKey,
    CERTIFICATE_PRIVATE_KEY: createKeyPair().privateKey,
    COPILOT_PLANNER: planner,
    OPENROUTER_BASE_URL: provider.baseUrl,
    OPENROUTER_API_KEY: KEY,
    OPENROUTER_MODEL: 'scripted',
    OPENROUTER_FALLBACK_MODELS: '',
    COPILOT_HOME: '/nowhere',
  });
  const lines = new Writable({ write: (chunk, _encoding, done) => ((logged += String(chunk)), done()) });
  const log = pino({ level: 'info' }, lines);
  const service = await wireService(env, log);
  const server = createServer({ service, internalToken: TOKEN, log });
  closers.push(
    () => server.close(),
    () => service.close(),
  );
  servers.set(planner, server);
}

beforeAll(async () => {
  if (missing !== null) return;
  database = await openTestDatabase(process.env['TEST_DATABASE_URL'], 'generated');
  provider = await startProvider(({ messages }) => react(messages[1]?.content ?? ''));
  await serve('semantic');
  await serve('llm');
}, 240_000);
afterAll(async () => {
  for (const close of closers) await close();
  await provider?.close();
  await database?.close();
}, 60_000);

async function ask(planner: 'semantic' | 'llm', question: string, user_context = admin): Promise<Answer> {
  const reply = await servers.get(planner)?.inject({
    method: 'POST',
    url: '/run',
    payload: { question, user_context },
    headers: { 'x-internal-token': TOKEN },
  });
  if (reply?.statusCode !== 200) throw new Error(`status ${reply?.statusCode} for “${question}”: ${reply?.body}`);
  return AnswerSchema.parse(reply.json());
}

async function isRight(answer: Answer, turn: (typeof questions)[number]): Promise<boolean> {
  const table = { columns: answer.data.columns.map(({ name }) => name), rows: answer.data.rows };
  for (const sql of [turn.sql, ...turn.alt_sql])
    if (sql !== null && isSameResult(await kept.run(sql), table, turn.ordered)) return true;
  return false;
}

describe.skipIf(missing !== null)('a model that writes the reference statement', () => {
  it('answers the questions of our own set, each in one call, with the rows that the references give', async () => {
    // The statements over the views are those of the built-in planner whose rows the reference results confirm.
    const references = new Map<string, string>();
    for (const turn of questions) {
      const answer = await ask('semantic', turn.question);
      if (answer.status === 'answered' && answer.explain.sql !== null && (await isRight(answer, turn)))
        references.set(turn.question, answer.explain.sql);
    }
    console.log(`reference statements: ${references.size} of ${questions.length}`);
    expect(references.size).toBeGreaterThanOrEqual(120);

    react = (text) => {
      const asked = /Question: (.*)\nJSON:$/.exec(text)?.[1] ?? '';
      return sqlReply(references.get(asked) ?? 'SELECT not_known');
    };
    const prompts: number[] = [];
    const wrong: string[] = [];
    for (const turn of questions.filter(({ question }) => references.has(question))) {
      const before = provider.calls.length;
      const answer = await ask('llm', turn.question);
      const calls = provider.calls.slice(before);
      prompts.push(...calls.map(({ messages }) => messages.reduce((sum, { content }) => sum + content.length, 0)));
      const { planner, model, usage } = answer.explain;
      const isByModel = planner === 'llm' && model === 'scripted' && usage?.attempts === 1 && calls.length === 1;
      if (!isByModel || answer.certificate === null || !(await isRight(answer, turn))) wrong.push(turn.question);
    }
    expect(wrong).toEqual([]);
    expect(Math.max(...prompts)).toBeLessThan(6_500);
  }, 600_000);

  it('says nothing of a hostile one but that it failed or was blocked, and no row, key or question is logged', async () => {
    for (const [index, { text }] of [...hostileReplies, ...statementlessReplies].entries()) {
      react = () => ({ kind: 'answer', text });
      const answer = await ask('llm', `wibble number ${index}`, manager);
      expect([text.slice(0, 80), ['blocked', 'failed'].includes(answer.status)]).toEqual([text.slice(0, 80), true]);
      expect(answer).toMatchObject({ row_count: 0, certificate: null, data: { rows: [] } });
      expect(JSON.stringify(answer)).not.toContain(KEY);
    }
    const faults: Reaction[] = [
      { kind: 'echo', status: 200 },
      { kind: 'echo', status: 400 },
      { kind: 'status', status: 401 },
      { kind: 'status', status: 402 },
      { kind: 'redirect', location: 'http://127.0.0.1:9/' },
    ];
    for (const [index, fault] of faults.entries()) {
      react = () => fault;
      const answer = await ask('llm', `wibble fault ${index}`, manager);
      expect(answer).toMatchObject({ status: 'failed', error_stage: 'plan', row_count: 0 });
      expect(JSON.stringify(answer)).not.toContain(KEY);
    }
    expect(logged).toContain('"stage":"plan"');
    expect(logged).not.toMatch(/wibble|sk-or-v1|Bearer/);
    for (const { question } of questions) expect(logged).not.toContain(question);
  }, 120_000);
});
