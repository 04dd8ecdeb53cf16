import type { Answer, StageEvent } from '@copilot/contracts';
import { AnswerSchema } from '@copilot/contracts';
import { describe, expect, it } from 'vitest';
import { answerQuestion } from './answer-question.js';
import type { AnswerNeeds } from './answer-question.js';
import { toProblem } from './language-model/model-failure.js';
import type { StatementReader } from './execute/statement-reader.js';
import {
  ann,
  clarifyPlan,
  directoryOf,
  fakeNeeds,
  fakePlanner,
  fakeReader,
  managerOfStore1,
  plannedAs,
  query,
  refusePlan,
  requestOf,
  resultOf,
  REVENUE_SQL,
  silentLog,
} from './test/fakes.js';

const failingReader = (code: string): StatementReader => ({
  run: () => Promise.resolve({ ok: false, problem: { code, message: 'The database could not run the statement.' } }),
});

async function ask(
  needs: AnswerNeeds,
  request = requestOf('revenue'),
): Promise<{ answer: Answer; events: StageEvent[] }> {
  const events: StageEvent[] = [];
  const onStage = (event: StageEvent): void => void events.push(event);
  const outcome = await answerQuestion(request, needs, {
    requestId: 'run-1',
    timeoutMs: 5_000,
    log: silentLog,
    onStage,
  });
  if (!outcome.ok) throw new Error(`no answer: ${outcome.problem.code}`);
  return { answer: AnswerSchema.parse(outcome.value), events };
}

describe('answerQuestion', () => {
  it('takes a question through seven stages to an audited answer', async () => {
    const needs = fakeNeeds();
    const { answer, events } = await ask(needs);
    expect(answer).toMatchObject({
      request_id: 'run-1',
      status: 'answered',
      error_stage: null,
      answer: 'Revenue of store 1 was 33689.74.',
      data: { rows: [[33689.74]] },
      row_count: 1,
      explain: {
        planner: 'semantic',
        model: null,
        sql: REVENUE_SQL,
        views: ['v_payments'],
        data_as_of: '2022-07-27T00:00:00Z',
        confidence: 0.97,
      },
      security: {
        username: 'ann',
        store_ids: [1],
        views_read: ['v_payments'],
        row_limit: 200,
        statement_timeout_ms: 5000,
      },
    });
    expect(answer.explain.sources.map(({ id }) => id)).toEqual(['metric:revenue']);
    expect(answer.security.scope_rules).toEqual([{ view: 'v_payments', rule: 'only rows whose store_id is 1' }]);
    expect(events.filter(({ status }) => status === 'ok').map(({ stage }) => stage)).toEqual([
      'authorize', 'retrieve', 'plan', 'guard', 'execute', 'render', 'audit',
    ]); // prettier-ignore
    expect(Object.keys(answer.explain.timings_ms)).toHaveLength(7);
    expect(needs.audited).toHaveLength(1);
    expect(needs.audited[0]).toMatchObject({
      status: 'answered',
      errorStage: null,
      sql: REVENUE_SQL,
      rowCount: 1,
      views: ['v_payments'],
    });
    expect(needs.audited[0]?.events.map(({ stage }) => stage)).toContain('audit');
  });

  it.each([
    ['a disabled user', { ...ann, active: false }, 'This account is disabled.'],
    ['another role', { ...ann, role: 'finance' }, 'The role of this request is not the role of the account.'],
    ['fewer stores than asked for', { ...ann, storeIds: [2] }, 'Requested store is outside your access scope.'],
  ])('stops %s before anything is read', async (_name, user, message) => {
    const reader = fakeReader(resultOf(['revenue'], [[1]]));
    const needs = fakeNeeds({ users: directoryOf(user), reader });
    const { answer, events } = await ask(needs);
    expect(answer).toMatchObject({ status: 'blocked', error_stage: 'authorize', certificate: null, row_count: 0 });
    expect(answer.answer).toContain(message);
    expect(reader.statements).toEqual([]);
    expect(events.filter(({ status }) => status === 'skipped').map(({ stage }) => stage)).toEqual([
      'retrieve', 'plan', 'guard', 'execute', 'render',
    ]); // prettier-ignore
    expect(needs.audited).toHaveLength(1);
  });

  it('lets a context through that is narrower than the row, and one whose user is kept elsewhere', async () => {
    const wider = fakeNeeds({ users: directoryOf({ ...ann, storeIds: [1, 2] }) });
    expect((await ask(wider)).answer.status).toBe('answered');
    const unknown = fakeNeeds({ users: directoryOf(null) });
    expect((await ask(unknown)).answer.status).toBe('answered');
    const chain = requestOf('revenue', { user_context: { ...managerOfStore1, all_stores: true } });
    expect((await ask(wider, chain)).answer.status).toBe('blocked');
  });

  it('asks back with options, and refuses with what can be asked instead', async () => {
    const asking = fakeNeeds({ planning: { mode: 'auto', semantic: fakePlanner(clarifyPlan), writer: null } });
    const { answer: asked } = await ask(asking, requestOf('wibble'));
    expect(asked).toMatchObject({ status: 'needs_clarification', error_stage: null, explain: { planner: 'semantic' } });
    expect(asked.clarification?.options).toHaveLength(1);
    expect(asked.explain.words[0]?.status).toBe('not_understood');
    const refusing = fakeNeeds({ planning: { mode: 'auto', semantic: fakePlanner(refusePlan), writer: null } });
    const { answer: refused } = await ask(refusing, requestOf('delete all payments'));
    expect(refused).toMatchObject({ status: 'refused', suggestions: ['Revenue by month'] });
    expect([...asking.audited, ...refusing.audited].map(({ status }) => status)).toEqual([
      'needs_clarification',
      'refused',
    ]);
  });

  it('blocks a statement that the guard stops, and shows it', async () => {
    const semantic = fakePlanner(plannedAs('SELECT * FROM payment'));
    const reader = fakeReader(resultOf(['revenue'], [[1]]));
    const needs = fakeNeeds({ planning: { mode: 'semantic', semantic, writer: null }, reader });
    const { answer } = await ask(needs);
    expect(answer).toMatchObject({
      status: 'blocked',
      error_stage: 'guard',
      explain: { sql: 'SELECT * FROM payment' },
    });
    expect(answer.security.checks).toContainEqual({ name: 'views', status: 'failed' });
    expect(needs.audited[0]).toMatchObject({
      status: 'blocked',
      errorStage: 'guard',
      problem: 'guard.view-not-allowed',
    });
    expect(reader.statements).toEqual([]);
  });

  it.each(['database.timeout', 'database.unreachable', 'database.rejected'])('fails at execute on %s', async (code) => {
    const needs = fakeNeeds({ reader: failingReader(code) });
    const { answer } = await ask(needs);
    expect(answer).toMatchObject({ status: 'failed', error_stage: 'execute', row_count: 0, certificate: null });
    expect(needs.audited[0]?.problem).toBe(code);
  });

  it('throws rows away that hold a store outside the scope', async () => {
    const semantic = fakePlanner(plannedAs('SELECT store_id, sum(amount) FROM v_payments GROUP BY 1'));
    const reader = fakeReader(
      resultOf(
        ['store_id', 'revenue'],
        [
          [1, 10],
          [2, 987.65],
        ],
      ),
    );
    const needs = fakeNeeds({ planning: { mode: 'semantic', semantic, writer: null }, reader });
    const { answer } = await ask(needs);
    expect(answer).toMatchObject({ status: 'blocked', error_stage: 'execute', row_count: 0, certificate: null });
    expect(JSON.stringify(answer)).not.toContain('987.65');
    expect(answer.security.checks).toContainEqual({ name: 'scope_witness', status: 'failed' });
  });

  it('gives no answer when the audit cannot be written', async () => {
    const needs = fakeNeeds({ audit: { append: () => Promise.reject(new Error('disk full')) } });
    const outcome = await answerQuestion(requestOf('revenue'), needs, { timeoutMs: 5_000, log: silentLog });
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'audit.unavailable' } });
    expect(JSON.stringify(outcome)).not.toContain('33689');
  });

  it('answers without documents when only the search fails, and fails at retrieve when the data cannot be read', async () => {
    const problem = { code: 'database.unreachable', message: 'The database does not answer.' };
    const search = {
      search: () => Promise.resolve({ ok: false as const, problem }),
      findVerified: () => Promise.resolve({ same: null, nearest: [] }),
    };
    const searchless = fakeNeeds({ search });
    expect((await ask(searchless)).answer).toMatchObject({ status: 'answered', explain: { sources: [] } });
    const dataless = fakeNeeds({ scopeData: { load: () => Promise.resolve({ ok: false, problem }) } });
    expect((await ask(dataless)).answer).toMatchObject({ status: 'failed', error_stage: 'retrieve' });
  });

  it('is over when its time is, even while the data is still being looked through', async () => {
    const never = new Promise<never>(() => undefined);
    const needs = fakeNeeds({ scopeData: { load: () => never } });
    const outcome = await answerQuestion(requestOf('revenue'), needs, { timeoutMs: 100, log: silentLog });
    expect(outcome).toMatchObject({ ok: true, value: { status: 'failed', error_stage: 'retrieve' } });
    expect(needs.audited[0]).toMatchObject({ status: 'failed', problem: 'database.timeout' });
  });

  it('turns a bug in a stage into a plain failure without its words', async () => {
    const guard = {
      check: () => {
        throw new Error('secret internals');
      },
    };
    const { answer } = await ask(fakeNeeds({ guard }));
    expect(answer).toMatchObject({ status: 'failed', error_stage: 'guard' });
    expect(JSON.stringify(answer)).not.toContain('secret internals');
  });

  it('compiles an edited interpretation in the place of planning', async () => {
    const semantic = { ...fakePlanner(clarifyPlan), compile: () => plannedAs(REVENUE_SQL, { restated: 'edited' }) };
    const needs = fakeNeeds({ planning: { mode: 'auto', semantic, writer: null } });
    const { answer } = await ask(needs, requestOf('revenue', { query }));
    expect(answer).toMatchObject({ status: 'answered', explain: { restated: 'edited' } });
  });

  const vouchedFor = (sql: string) => {
    const verified = {
      question: 'What came in?',
      sql,
      verifiedBy: 'admin_user',
      verifiedAt: '2026-01-02T00:00:00Z',
    };
    return {
      search: () => Promise.resolve({ ok: true as const, value: { documents: [] } }),
      findVerified: () => Promise.resolve({ same: verified, nearest: [verified] }),
    };
  };

  it('lets a verified question that says the same answer before any planner', async () => {
    const search = vouchedFor(REVENUE_SQL);
    const needs = fakeNeeds({ search, planning: { mode: 'auto', semantic: fakePlanner(clarifyPlan), writer: null } });
    const { answer } = await ask(needs, requestOf('What came in?'));
    expect(answer).toMatchObject({ status: 'answered', explain: { planner: 'verified' } });
    expect(answer.answer).toBe('Revenue: 33,689.74, in store 1.');
    const sure = fakeNeeds({ search });
    expect((await ask(sure, requestOf('What came in?'))).answer.explain.planner).toBe('verified');
  });

  it('plans anew when the statement of a verified question is refused today', async () => {
    const needs = fakeNeeds({ search: vouchedFor('SELECT * FROM gone') });
    const { answer } = await ask(needs, requestOf('What came in?'));
    expect(answer).toMatchObject({ status: 'answered', explain: { planner: 'semantic' } });
  });

  it('takes no words that lean on the talk for a verified question', async () => {
    const turn = { question: 'Revenue', status: 'answered' as const, query, columns: [], rows: [] };
    const needs = fakeNeeds({ search: vouchedFor(REVENUE_SQL) });
    const request = requestOf('and by month?', { conversation: { id: 'c', turns: [turn] } });
    expect((await ask(needs, request)).answer.explain.planner).toBe('semantic');
  });

  it('suggests verified questions that come near before others', async () => {
    const search = {
      ...vouchedFor(REVENUE_SQL),
      findVerified: () =>
        Promise.resolve({ same: null, nearest: [{ question: 'Near?', sql: '', verifiedBy: 'a', verifiedAt: '' }] }),
    };
    const needs = fakeNeeds({ search, planning: { mode: 'auto', semantic: fakePlanner(clarifyPlan), writer: null } });
    expect((await ask(needs)).answer.suggestions).toEqual(['Near?', 'Revenue by month']);
  });

  it('says what to do when only the language model may plan and none is set up', async () => {
    const planning = { mode: 'llm' as const, semantic: fakePlanner(plannedAs(REVENUE_SQL)), writer: null };
    const { answer } = await ask(fakeNeeds({ planning }));
    expect(answer).toMatchObject({ status: 'failed', error_stage: 'plan', explain: { planner: 'llm' } });
    expect(answer.answer).toContain(toProblem({ kind: 'no-key' }).message);
  });
});
