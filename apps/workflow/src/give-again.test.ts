import { SemanticQuerySchema, type RunRequest } from '@copilot/contracts';
import { describe, expect, it } from 'vitest';
import { answerQuestion, type AnswerNeeds } from './answer-question.js';
import type { AuditRecord, Grounds } from './audit/to-audit-record.js';
import { createKeptGate } from './execute/kept-gate.js';
import { createGivenAnswers } from './give-again.js';
import type { Concluded } from './run/start-run.js';
import { fakeNeeds, fakeReader, managerOfStore1, requestOf, resultOf, silentLog } from './test/fakes.js';

const session = { token_id: 'token-1', rate_key: 'ask:ann', rate_limit: 30, window_seconds: 60 };

/** A service whose data are those of `version`, and which writes down what `conclude` was given. */
function serviceOf(changes: Partial<AnswerNeeds> = {}) {
  const state = { version: '6.14', writes: true, isAway: false, now: 0, changesTo: '' };
  const concluded: { record: AuditRecord; grounds: Grounds }[] = [];
  const reader = fakeReader({ ...resultOf(['revenue'], [[33689.74]]), dataVersion: '6.14' });
  const needs = fakeNeeds({
    reader,
    newestVersion: () => state.version,
    given: createGivenAnswers(() => state.now),
    audit: {
      append: () => Promise.reject(new Error('not here')),
      conclude: (record, grounds, exchange) => {
        if (state.isAway) return Promise.reject(new Error('the database is away'));
        if (state.changesTo !== '') {
          state.version = state.changesTo;
          state.changesTo = '';
          if (grounds.dataVersion !== null) return Promise.resolve({ isWritten: false, isKept: false });
        }
        if (state.writes) concluded.push({ record, grounds });
        return Promise.resolve({ isWritten: state.writes, isKept: exchange !== null });
      },
    },
    ...changes,
  });
  const ask = async (request: RunRequest) => {
    const said: Concluded[] = [];
    const options = { requestId: request.request_id ?? 'run', timeoutMs: 5_000, log: silentLog };
    const outcome = await answerQuestion(request, needs, { ...options, onConcluded: (end) => void said.push(end) });
    return { answer: outcome.ok ? outcome.value : null, code: outcome.ok ? null : outcome.problem.code, said };
  };
  return { ask, state, concluded, reader };
}

const first = requestOf('revenue', { asker_version: '7', keep: { title: 'revenue' } });
const again: RunRequest = { ...first, request_id: 'run-2', session };

describe('an answer that was given', () => {
  it('is given again under a request, a certificate and a record of its own, and reads nothing', async () => {
    const { ask, concluded, reader } = serviceOf();
    const before = await ask(first);
    expect(before.said).toEqual([{ isKept: true, ahead: 'the same' }]);
    const { answer, said } = await ask(again);
    expect(said).toEqual([{ isKept: true, ahead: 'the same' }]);
    expect(reader.statements).toHaveLength(1);
    if (before.answer === null) throw new Error('no answer');
    const { explain, ...rest } = before.answer;
    expect(answer).toEqual({
      ...rest,
      request_id: 'run-2',
      conversation_id: 'run-2',
      certificate: { ...rest.certificate, request_id: 'run-2', signature: 'test of run-2' },
      explain: { ...explain, timings_ms: answer?.explain.timings_ms },
    });
    expect(Object.keys(answer?.explain.timings_ms ?? {})).toEqual(Object.keys(explain.timings_ms));
    const { record, grounds } = concluded[1] ?? {};
    expect(grounds).toEqual({ askerVersion: '7', dataVersion: '6.14', session });
    expect(record?.requestId).toBe('run-2');
    expect(record?.certificateSha256).not.toBe(concluded[0]?.record.certificateSha256);
    expect(record?.events.map(({ stage, status, detail }) => [stage, status, detail])).toEqual([
      ['authorize', 'ok', null],
      ['retrieve', 'ok', 'answer.kept'],
      ['plan', 'ok', 'answer.kept'],
      ['guard', 'ok', 'answer.kept'],
      ['execute', 'ok', 'rows.kept'],
      ['render', 'ok', null],
      ['audit', 'ok', null],
    ]);
  });

  it.each<[string, (service: ReturnType<typeof serviceOf>) => void]>([
    ['the data have changed', ({ state }) => (state.version = '7.14')],
    ['what it stands on has changed when it is written down', ({ state }) => (state.writes = false)],
    ['it was given more than a minute ago', ({ state }) => (state.now = 60_001)],
  ])('is not given again where %s', async (_, change) => {
    const service = serviceOf();
    await service.ask(first);
    change(service);
    expect(await service.ask(again)).toEqual({ answer: null, code: 'run.overtaken', said: [] });
    expect(service.concluded).toHaveLength(1);
  });

  it.each<[string, Partial<RunRequest>]>([
    ['somebody else', { user_context: { ...managerOfStore1, username: 'bob' } }],
    ['another role', { user_context: { ...managerOfStore1, role: 'finance' } }],
    ['other stores', { user_context: { ...managerOfStore1, store_ids: [2] } }],
    ['another question', { question: 'revenue by month' }],
    ['an edited interpretation', { query: emptyQuery() }],
    ['a question within a talk', { conversation: { id: 'c', turns: [turn()] } }],
  ])('is not given to %s', async (_, change) => {
    const { ask, concluded } = serviceOf();
    await ask(first);
    expect(await ask({ ...again, ...change })).toEqual({ answer: null, code: 'run.overtaken', said: [] });
    expect(concluded).toHaveLength(1);
  });

  it('is not given where nobody read the row of who asks', async () => {
    const { ask, concluded } = serviceOf();
    await ask(first);
    expect((await ask({ ...again, asker_version: undefined })).code).toBe('run.overtaken');
    expect(concluded).toHaveLength(1);
  });

  it('does not leave when its record cannot be written', async () => {
    const service = serviceOf();
    await service.ask(first);
    service.state.isAway = true;
    expect(await service.ask(again)).toEqual({ answer: null, code: 'audit.unavailable', said: [] });
  });
});

describe('a question whose token is looked at with its record', () => {
  it('goes through the stages where nobody else is asked on the way', async () => {
    const { ask, concluded, reader } = serviceOf({ answersAlone: true });
    expect((await ask(first)).said).toEqual([{ isKept: true, ahead: 'anything' }]);
    const { answer, said } = await ask({ ...again, question: 'revenue by month' });
    expect(answer?.status).toBe('answered');
    expect(said).toEqual([{ isKept: true, ahead: 'anything' }]);
    expect(reader.statements).toHaveLength(2);
    expect(concluded[1]?.grounds).toEqual({ askerVersion: '7', dataVersion: null, session });
    expect(concluded[1]?.record.events.map(({ detail }) => detail)).toEqual(Array.from({ length: 7 }, () => null));
  });

  it('is answered from rows read anew when those that were kept are found overtaken with the record', async () => {
    const { ask, state, concluded, reader } = serviceOf({ answersAlone: true });
    await ask(first);
    state.changesTo = '7.14';
    const { answer } = await ask(again);
    expect(answer?.status).toBe('answered');
    expect(reader.statements).toHaveLength(2);
    expect(concluded).toHaveLength(2);
    expect(concluded[1]?.grounds).toEqual({ askerVersion: '7', dataVersion: null, session });
  });

  it('tries nothing that is kept while the data change all the time', async () => {
    const keptGate = createKeptGate(() => 0);
    const { ask, state, reader } = serviceOf({ answersAlone: true, keptGate });
    const readsOf = async (changesTo: string): Promise<number> => {
      const before = reader.statements.length;
      state.changesTo = changesTo;
      await ask(again);
      return reader.statements.length - before;
    };
    await ask(first);
    expect(await readsOf(''), 'given again').toBe(0);
    expect(await readsOf('7.14'), 'overtaken').toBe(1);
    state.version = '6.14';
    expect(await readsOf('8.14'), 'overtaken again').toBe(1);
    state.version = '6.14';
    expect(await readsOf(''), 'not tried').toBe(1);
  });

  it('is neither answered nor tried again when the record is not written', async () => {
    const service = serviceOf({ answersAlone: true });
    service.state.writes = false;
    expect(await service.ask(again)).toEqual({ answer: null, code: 'run.overtaken', said: [] });
    expect(service.reader.statements).toHaveLength(1);
  });

  it('runs nothing where another service might be asked', async () => {
    const { ask, reader } = serviceOf();
    expect(await ask(again)).toEqual({ answer: null, code: 'run.overtaken', said: [] });
    expect(reader.statements).toEqual([]);
  });
});

function emptyQuery() {
  return SemanticQuerySchema.parse({ metrics: [{ metric: 'revenue' }] });
}

function turn() {
  return { question: 'revenue', status: 'answered' as const, query: null, columns: [], rows: [] };
}
