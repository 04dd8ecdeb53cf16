import { createGuard } from '@copilot/guard';
import {
  answerQuestion,
  createModelBudget,
  createModelChain,
  createReplyCache,
  createStatementWriter,
} from '@copilot/workflow';
import type { AnswerNeeds } from '@copilot/workflow';
import type { Answer } from '@copilot/contracts';
import { AnswerSchema } from '@copilot/contracts';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AuditRecord } from '../../apps/workflow/src/audit/to-audit-record.js';
import type { StatementGuard } from '../../apps/workflow/src/guard/choose-allowed.js';
import type { StatementReader } from '../../apps/workflow/src/execute/statement-reader.js';
import type { SemanticPlan } from '../../apps/workflow/src/plan/semantic-planner.js';
import {
  clarifyPlan,
  fakeNeeds,
  fakePlanner,
  fakeReader,
  plannedAs,
  refusePlan,
  requestOf,
  resultOf,
  REVENUE_SQL,
} from '../../apps/workflow/src/test/fakes.js';
import { hostileReplies, statementlessReplies } from './hostile-replies.js';
import type { Reaction } from './reaction.js';
import { sqlReply } from './reaction.js';
import type { Provider, ReceivedCall } from './start-provider.js';
import { startProvider } from './start-provider.js';

const KEY = 'sk-or-test-key';
let guard: StatementGuard;
const running: Provider[] = [];
beforeAll(async () => {
  guard = await createGuard();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((provider) => provider.close()));
});

interface Trip {
  readonly answer: Answer;
  readonly provider: Provider;
  readonly statements: readonly string[];
  readonly logged: readonly object[];
  readonly again: (question?: string) => Promise<Answer>;
}

/** One question through every stage, with the real guard and client, a provider that reacts as told, and a database that is not there. */
async function ask(
  react: (call: ReceivedCall, index: number) => Reaction,
  options: {
    mode?: 'auto' | 'llm';
    plan?: SemanticPlan;
    reader?: StatementReader;
    timeoutMs?: number;
    tokensPerDay?: number;
    secondReadingBelow?: number;
  } = {},
): Promise<Trip> {
  const provider = await startProvider(react);
  running.push(provider);
  const { mode = 'llm', plan = clarifyPlan, timeoutMs = 8_000, tokensPerDay = 0 } = options;
  const models = ['a', 'b'];
  const chain = createModelChain({ endpoint: { baseUrl: provider.baseUrl, apiKey: KEY }, models });
  const audited: AuditRecord[] = [];
  const tokensSince = (_username: string, _since: Date, unreported: number): Promise<number> =>
    Promise.resolve(audited.filter(({ usage }) => (usage?.attempts ?? 0) > 0).length * unreported);
  const writer = createStatementWriter({
    chain,
    budget: createModelBudget({ tokensPerDay, record: { tokensSince }, now: () => new Date() }),
    cache: createReplyCache({ capacity: 10, ttlMs: 60_000, models, now: Date.now }),
  });
  const fallback = fakeReader(resultOf(['revenue'], [[33689.74]]));
  const needs: AnswerNeeds = fakeNeeds({
    audit: { append: (record) => Promise.resolve(audited.push(record)) },
    guard,
    reader: options.reader ?? fallback,
    planning: { mode, semantic: fakePlanner(plan), writer, secondReadingBelow: options.secondReadingBelow },
  });
  const logged: object[] = [];
  const log = {
    info: (fields: object) => void logged.push(fields),
    error: (fields: object) => void logged.push(fields),
  };
  const again = async (question = 'what came in, wibble?'): Promise<Answer> => {
    const outcome = await answerQuestion(requestOf(question), needs, { timeoutMs, log });
    if (!outcome.ok) throw new Error(outcome.problem.code);
    return AnswerSchema.parse(outcome.value);
  };
  return { answer: await again(), provider, statements: fallback.statements, logged, again };
}

describe('a question on the language-model path', () => {
  it('is answered from the rows, with model and use shown', async () => {
    const usage = { prompt_tokens: 700, completion_tokens: 30, cost: 0.0002 };
    const { answer, provider, statements } = await ask(
      () => ({ ...sqlReply('SELECT sum(amount) AS revenue FROM v_payments'), usage }) as Reaction,
    );
    expect(answer).toMatchObject({
      status: 'answered',
      answer: 'Revenue: 33,689.74, in store 1.',
      explain: { planner: 'llm', model: 'a', views: ['v_payments'], usage: { attempts: 1, ...usage } },
    });
    expect(statements).toHaveLength(1);
    expect(statements[0]).toContain('analytics.v_payments');
    expect(statements[0]).toContain('LIMIT 200');
    const prompt = JSON.stringify(provider.calls[0]?.messages);
    expect(prompt).not.toMatch(/33689|password|auth_users|public\./);
  });

  it.each(hostileReplies)('runs nothing when the model writes $name', async ({ text }) => {
    const { answer, statements, provider } = await ask(() => ({ kind: 'answer', text }));
    expect(statements).toEqual([]);
    expect(answer).toMatchObject({ status: 'blocked', error_stage: 'guard', row_count: 0, certificate: null });
    expect(provider.calls.length).toBeLessThanOrEqual(3);
  });

  it.each(statementlessReplies)('says so when the model writes $name', async ({ text }) => {
    const { answer, statements } = await ask(() => ({ kind: 'answer', text }));
    expect(statements).toEqual([]);
    expect(answer).toMatchObject({ status: 'failed', error_stage: 'plan' });
    expect(JSON.stringify(answer)).not.toMatch(/<script|support@example/);
  });

  it('gives the model two more tries, and says in general words why', async () => {
    const { answer, provider } = await ask((_call, index) =>
      sqlReply(index < 2 ? 'SELECT * FROM payment' : REVENUE_SQL),
    );
    expect(answer).toMatchObject({ status: 'answered', explain: { usage: { attempts: 3 } } });
    expect(provider.calls).toHaveLength(3);
    const [, , third] = provider.calls;
    expect(third?.messages).toHaveLength(4);
    expect(third?.messages.at(-1)?.content).toContain('listed views');
    expect(third?.messages.at(-1)?.content).not.toMatch(/guard|role|payment/);
  });

  it('repairs what the database refused, and stops when the database is gone', async () => {
    let runs = 0;
    const refusing: StatementReader = {
      run: () => {
        runs += 1;
        if (runs > 1) return Promise.resolve({ ok: true, value: resultOf(['revenue'], [[1]]) });
        return Promise.resolve({ ok: false, problem: { code: 'database.rejected', message: 'x' } });
      },
    };
    const repaired = await ask(() => sqlReply(REVENUE_SQL), { reader: refusing });
    expect(repaired.answer.status).toBe('answered');
    expect(repaired.provider.calls).toHaveLength(2);
    const gone: StatementReader = {
      run: () => Promise.resolve({ ok: false, problem: { code: 'database.unreachable', message: 'x' } }),
    };
    const failed = await ask(() => sqlReply(REVENUE_SQL), { reader: gone });
    expect(failed.answer).toMatchObject({ status: 'failed', error_stage: 'execute' });
    expect(failed.provider.calls).toHaveLength(1);
  });

  it.each([
    [{ kind: 'status', status: 402 }, 'asks for payment'],
    [{ kind: 'status', status: 429, retryAfter: '60' }, 'too often'],
    [{ kind: 'status', status: 500 }, 'has a fault'],
    [{ kind: 'html' }, 'could not be read'],
    [{ kind: 'huge', bytes: 6_000_000 }, 'too large'],
    [{ kind: 'cut' }, 'broke off'],
  ] as [Reaction, string][])('fails with what to do next after %j', async (reaction, words) => {
    const { answer } = await ask(() => reaction);
    expect(answer).toMatchObject({ status: 'failed', error_stage: 'plan', explain: { planner: 'llm' } });
    expect(answer.answer).toContain(words);
    expect(answer.explain.usage?.attempts).toBeGreaterThan(0);
  });

  it('ends within its time when the provider is silent', async () => {
    const startedAt = Date.now();
    const { answer } = await ask(() => ({ kind: 'silence' }), { timeoutMs: 1_500 });
    expect(answer).toMatchObject({ status: 'failed', error_stage: 'plan' });
    expect(answer.answer).toContain('did not answer in time');
    expect(Date.now() - startedAt).toBeLessThan(2_500);
  });

  it('asks the model once for a question that it has answered', async () => {
    const { provider, again } = await ask(() => sqlReply(REVENUE_SQL));
    expect(await again()).toMatchObject({ status: 'answered', explain: { planner: 'llm', usage: { attempts: 0 } } });
    expect(provider.calls).toHaveLength(1);
    await again('another question');
    expect(provider.calls).toHaveLength(2);
  });

  it('stops when the day of the user is spent', async () => {
    const { again, provider } = await ask(() => sqlReply(REVENUE_SQL), { tokensPerDay: 500 });
    const answer = await again('another question');
    expect(answer).toMatchObject({ status: 'failed', error_stage: 'plan' });
    expect(answer.answer).toContain('spent');
    expect(provider.calls).toHaveLength(1);
  });

  it('logs neither the question nor the key', async () => {
    const { logged } = await ask(() => sqlReply(REVENUE_SQL));
    expect(JSON.stringify(logged)).toMatch(/"timings_ms":\{"authorize":.*"plan":.*"audit":/);
    expect(JSON.stringify(logged)).not.toMatch(/wibble|sk-or-test-key|33689/);
  });
});

describe('two planners', () => {
  it('leaves the model alone when the built-in planner is sure, and when it refuses', async () => {
    const sure = await ask(() => sqlReply(REVENUE_SQL), { mode: 'auto', plan: plannedAs(REVENUE_SQL) });
    expect(sure.answer).toMatchObject({ status: 'answered', explain: { planner: 'semantic' } });
    const refused = await ask(() => sqlReply(REVENUE_SQL), { mode: 'auto', plan: refusePlan });
    expect(refused.answer.status).toBe('refused');
    expect(sure.provider.calls.length + refused.provider.calls.length).toBe(0);
  });

  /** Rows that depend on the statement, so that two readings can differ. */
  const readerOf = (figures: Readonly<Record<string, number>>): StatementReader => ({
    run: ({ sql }) => {
      const figure = Object.entries(figures).find(([part]) => sql.includes(part))?.[1];
      if (figure === undefined)
        return Promise.resolve({ ok: false, problem: { code: 'database.rejected', message: 'x' } });
      return Promise.resolve({ ok: true, value: resultOf(['figure'], [[figure]]) });
    },
  });
  const unsure = plannedAs(REVENUE_SQL, { confidence: 0.5, restated: 'Revenue' });
  const BY_MODEL = 'SELECT count(*) AS payments FROM v_payments';

  it('shows both readings where both have a result and the results differ', async () => {
    const reader = readerOf({ 'sum(': 100, 'count(': 7 });
    const { answer } = await ask(() => sqlReply(BY_MODEL), { mode: 'auto', plan: unsure, reader });
    expect(answer).toMatchObject({ status: 'answered', explain: { planner: 'llm' }, data: { rows: [[7]] } });
    expect(answer.explain.second_reading).toMatchObject({
      planner: 'semantic',
      agrees: false,
      restated: 'Revenue',
      rows: [[100]],
      views: ['v_payments'],
    });
    expect(answer.explain.assumptions.join(' ')).toContain('two readings');
  });

  it('says so where both come to the same, and does not repeat the rows', async () => {
    const reader = readerOf({ 'sum(': 7, 'count(': 7 });
    const { answer } = await ask(() => sqlReply(BY_MODEL), { mode: 'auto', plan: unsure, reader });
    expect(answer.explain.second_reading).toMatchObject({ agrees: true, rows: [], row_count: 1 });
    expect(answer.explain.assumptions.join(' ')).toContain('the same result');
  });

  it('asks the model about a surer reading only where the operator wants it, and lets the surer one answer', async () => {
    const plan = plannedAs(REVENUE_SQL, { confidence: 0.83 });
    const reader = readerOf({ 'sum(': 100, 'count(': 7 });
    const alone = await ask(() => sqlReply(BY_MODEL), { mode: 'auto', plan, reader });
    expect(alone.provider.calls).toHaveLength(0);
    expect(alone.answer.explain.second_reading).toBeNull();
    const both = await ask(() => sqlReply(BY_MODEL), { mode: 'auto', plan, reader, secondReadingBelow: 0.9 });
    expect(both.answer).toMatchObject({
      explain: { planner: 'semantic', usage: { attempts: 1 } },
      data: { rows: [[100]] },
    });
    expect(both.answer.explain.second_reading).toMatchObject({
      planner: 'llm',
      model: 'a',
      agrees: false,
      rows: [[7]],
    });
    const dead = await ask(() => ({ kind: 'status', status: 402 }), {
      mode: 'auto',
      plan,
      reader,
      secondReadingBelow: 0.9,
    });
    expect(dead.answer).toMatchObject({ status: 'answered', explain: { planner: 'semantic', second_reading: null } });
  });

  it('never lets a hostile second reading read or stop anything', async () => {
    const plan = plannedAs(REVENUE_SQL, { confidence: 0.83 });
    for (const { text } of hostileReplies) {
      const { answer, statements } = await ask(() => ({ kind: 'answer', text }), {
        mode: 'auto',
        plan,
        secondReadingBelow: 0.9,
      });
      expect(answer).toMatchObject({ status: 'answered', explain: { planner: 'semantic', second_reading: null } });
      expect(statements).toHaveLength(1);
    }
  });

  it('answers with the unsure reading when the statement of the model is refused to the end', async () => {
    const { answer, provider } = await ask(() => sqlReply('SELECT * FROM payment'), { mode: 'auto', plan: unsure });
    expect(provider.calls).toHaveLength(3);
    expect(answer).toMatchObject({ status: 'answered', explain: { planner: 'semantic', usage: { attempts: 3 } } });
    expect(answer.explain.assumptions.join(' ')).toContain('not sure');
  });

  it('asks the model what the built-in planner does not understand, and keeps its words', async () => {
    const { answer } = await ask(() => sqlReply(REVENUE_SQL), { mode: 'auto' });
    expect(answer).toMatchObject({ status: 'answered', explain: { planner: 'llm' } });
    expect(answer.explain.words[0]).toMatchObject({ text: 'wibble', status: 'not_understood' });
  });

  it('falls back to the built-in planner within two seconds when the provider is dead', async () => {
    const unsure = plannedAs(REVENUE_SQL, { confidence: 0.3 });
    const startedAt = Date.now();
    const { answer } = await ask(() => ({ kind: 'status', status: 503 }), { mode: 'auto', plan: unsure });
    expect(Date.now() - startedAt).toBeLessThan(2_000);
    expect(answer).toMatchObject({ status: 'answered', explain: { planner: 'semantic' } });
    expect(answer.explain.assumptions.join(' ')).toContain('has a fault');
    const asking = await ask(() => ({ kind: 'status', status: 402 }), { mode: 'auto' });
    expect(asking.answer).toMatchObject({ status: 'needs_clarification' });
    expect(asking.answer.answer).toContain('asks for payment');
  });
});
