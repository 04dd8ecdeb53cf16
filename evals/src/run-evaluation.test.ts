import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { formatFailures, formatReport } from './format-report.js';
import { runEvaluation } from './run-evaluation.js';

const folder = mkdtempSync(join(tmpdir(), 'evals-'));
const set = join(folder, 'set.jsonl');
const gold = join(folder, 'gold.json');
const line = (value: unknown): string => `${JSON.stringify(value)}\n`;
writeFileSync(
  set,
  line({ id: 'a', question: 'count', sql: 'Q1', difficulty: 'easy', tags: ['metric'], kind: 'answer' }) +
    line({ id: 'b', question: 'wrong', sql: 'Q1', difficulty: 'hard', tags: ['metric'], kind: 'answer' }) +
    line({ id: 'c', question: 'drop it', sql: null, tags: ['refuse'], kind: 'refuse' }) +
    line({ id: 'd', question: 'other reading', sql: 'Q1', alt_sql: ['Q2'], tags: ['metric'] }) +
    line({
      id: 'e',
      tags: ['chain'],
      turns: [
        { question: 'count', sql: 'Q1' },
        { question: 'and then', sql: 'Q2' },
      ],
    }),
);
writeFileSync(
  gold,
  JSON.stringify({ Q1: { columns: ['count'], rows: [['5']] }, Q2: { columns: ['count'], rows: [['7']] } }),
);

let server: Server | null = null;
afterEach(() => server?.close());

/** An API that knows a few answers; every third request is told to slow down, the first token runs out after two questions. */
async function startApi(): Promise<{ url: string; conversations: (string | undefined)[] }> {
  const conversations: (string | undefined)[] = [];
  let requests = 0;
  let logins = 0;
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      const send = (status: number, json: unknown, headers = {}): void => {
        response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(json));
      };
      const parsed = JSON.parse(body) as { question?: string; conversation_id?: string; store_id?: number };
      if (request.url === '/api/auth/login') return send(200, { access_token: `token-${(logins += 1)}` });
      requests += 1;
      if (requests > 2 && request.headers.authorization === 'Bearer token-1') return send(401, {});
      if (requests % 3 === 0) return send(429, {}, { 'retry-after': '0.01' });
      const known: Record<string, number> = {
        count: 5,
        wrong: 6,
        'other reading': 7,
        'and then': 7,
        scoped: parsed.store_id === 1 ? 5 : 99,
      };
      const value = known[parsed.question ?? ''];
      const tables: Record<string, unknown[][]> = {
        'count by store': [
          [1, 3],
          [2, 2],
        ],
        shares: [
          ['a', 60.01],
          ['b', 39.99],
        ],
      };
      const table = tables[parsed.question ?? ''];
      conversations.push(parsed.conversation_id);
      const rows = table ?? (value === undefined ? [] : [[value]]);
      const columns =
        table === undefined
          ? [{ name: 'n' }]
          : [
              { name: 'g', role: 'dimension' },
              { name: 'n', role: 'metric' },
            ];
      const data = { columns, rows };
      const status = rows.length === 0 ? 'refused' : 'answered';
      send(200, {
        status,
        conversation_id: 'talk',
        data,
        explain: { sql: 'SELECT 1', confidence: value === 6 ? 0.6 : 0.96 },
      });
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, conversations };
}

describe('runEvaluation', () => {
  it('asks everything through the API, goes on in the conversation of a chain and counts wrong answers apart', async () => {
    const api = await startApi();
    const report = await runEvaluation({
      apiUrl: api.url,
      username: 'u',
      password: 'p',
      sets: [set],
      gold: [gold],
      onProgress: () => undefined,
    });
    expect(report).toMatchObject({
      total: 6,
      right: 5,
      wrong: 1,
      answerable: 5,
      answeredOfAnswerable: 5,
      chains: { right: 1, total: 1 },
    });
    expect(report.byTag).toContainEqual({ name: 'metric', right: 2, total: 3 });
    expect(report.calibration.map(({ from, answered, right }) => [from, answered, right])).toEqual([
      [0.6, 1, 0],
      [0.95, 4, 4],
    ]);
    expect(api.conversations).toEqual([undefined, undefined, undefined, undefined, undefined, 'talk']);
    expect(report.failures.map(({ id, got, expected }) => [id, got, expected])).toEqual([['b', [[6]], [['5']]]]);
    expect(formatReport(report)).toContain('answered and wrong 1 / 6    16.7 %');
    expect(JSON.parse(formatFailures(report))).toMatchObject({ id: 'b', reason: 'result differs' });
  });

  it('judges laws between answers without any reference: parts, narrower filters, shares, two ways to ask, a narrowed scope', async () => {
    const laws = join(folder, 'laws.jsonl');
    const law = (id: string, relation: string, questions: string[], more = {}): string =>
      line({ id, relation, questions, ...more });
    writeFileSync(
      laws,
      law('parts', 'parts', ['count', 'count by store']) +
        law('wrong parts', 'parts', ['wrong', 'count by store']) +
        law('narrower', 'narrower', ['other reading', 'count']) +
        law('not narrower', 'narrower', ['count', 'other reading']) +
        law('shares', 'shares', ['shares']) +
        law('same', 'same', ['other reading', 'and then']) +
        law('not the same', 'same', ['count', 'wrong']) +
        law('scope', 'same', ['scoped', 'count'], { store_id: 1 }) +
        law('not answered', 'parts', ['count', 'nothing']),
    );
    const api = await startApi();
    const report = await runEvaluation({
      apiUrl: api.url,
      username: 'u',
      password: 'p',
      sets: [laws],
      onProgress: () => undefined,
    });
    expect(report.total).toBe(9);
    expect(report.failures.map(({ id, reason }) => `${id}: ${reason}`)).toEqual([
      'wrong parts: the parts sum to 5, the whole is 6',
      'not narrower: 7 with a narrower filter, 5 without it',
      'not the same: the two answers differ',
      'not answered: status refused',
    ]);
  });

  it('names the line of a set that cannot be read', async () => {
    const broken = join(folder, 'broken.jsonl');
    writeFileSync(
      broken,
      line({ id: 'a', question: 'x', sql: 'Q1' }) + line({ id: 'b', question: 'y', sql: null, kind: 'answer' }),
    );
    const run = runEvaluation({
      apiUrl: 'http://127.0.0.1:1',
      username: 'u',
      password: 'p',
      sets: [broken],
      gold: [gold],
      onProgress: () => undefined,
    });
    await expect(run).rejects.toThrow(/broken\.jsonl, line 2: no reference SQL for “y”/);
  });
});
