import { readdirSync, readFileSync, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openMemoryConnection } from '../../packages/database/src/load/memory-connection.testing.js';
import { generateSampleDataInto } from '../../packages/database/src/sample/generate-sample-data.js';
import { isSameResult } from '../src/compare-results.js';
import { readSet, type EvalItem } from '../src/read-set.js';
import { openKeptResults } from '../src/reference-results.js';

const folder = join(import.meta.dirname, '..');
const root = join(folder, '..');
const files = ['pagila-sample.jsonl', 'pagila-sample-chains.jsonl', 'paraphrases.jsonl', 'typos.jsonl'];
const sets = await Promise.all(files.map((file) => readSet(join(folder, file))));
const turns = sets.flat().flatMap((item) => item.turns);

describe('the question sets of our own', () => {
  it('are large enough, of every kind and difficulty, with ids used once', () => {
    const [single = [], chains = []] = sets;
    expect(single.filter((item) => item.turns[0]?.kind === 'answer').length).toBeGreaterThanOrEqual(120);
    expect(new Set(single.flatMap((item) => item.turns.map((turn) => turn.kind)))).toEqual(
      new Set(['answer', 'refuse', 'clarify']),
    );
    expect(new Set(turns.flatMap((turn) => turn.difficulty ?? []))).toEqual(
      new Set(['easy', 'medium', 'hard', 'extra']),
    );
    expect(chains.every((item) => item.chain && item.turns.length >= 2)).toBe(true);
    const ids = sets.flat().map((item) => item.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('have reference results that the generated sample data really give', async () => {
    const kept = await openKeptResults([join(folder, 'pagila-sample-gold.json.gz')]);
    const connection = await openMemoryConnection();
    await generateSampleDataInto(connection, {}, () => undefined);
    await connection.query("SET TimeZone TO 'UTC'");
    const queries = new Set(turns.flatMap((turn) => [turn.sql, ...turn.alt_sql]).filter((sql) => sql !== null));
    const stale: string[] = [];
    for (const sql of queries) {
      const result = await connection.database.query<unknown[]>(sql, [], { rowMode: 'array', parsers });
      const fresh = { columns: result.fields.map((field) => field.name), rows: result.rows };
      expect([sql, fresh.rows.length > 0 && fresh.rows.length <= 200]).toEqual([sql, true]);
      if (!isSameResult(await kept.run(sql), fresh, false)) stale.push(sql);
    }
    expect(stale).toEqual([]);
    await connection.close();
  }, 180_000);

  it('stand nowhere in code or model, so that nothing can be tuned to them', async () => {
    const shared = join(root, '../shared/eval');
    const others = ['pagila-dev.jsonl', 'pagila-dev-chains.jsonl'].map((file) => join(shared, file)).filter(existsSync);
    const questions = [...sets.flat(), ...(await Promise.all(others.map(readSet))).flat()].flatMap(toTelltaleTexts);
    const sources = ['apps', 'packages', 'models'].flatMap((name) => listFiles(join(root, name)));
    expect(sources.length).toBeGreaterThan(100);
    const found = sources.flatMap((file) => {
      const text = normalize(readFileSync(file, 'utf8'));
      return questions.filter((question) => text.includes(question)).map((question) => `${file}: ${question}`);
    });
    expect(found).toEqual([]);
  });
});

/** Every figure and date as the text that the server sends. */
const parsers = Object.fromEntries(
  [20, 21, 23, 700, 701, 1082, 1114, 1184, 1700].map((oid) => [oid, (text: string) => text]),
);

/** Short questions are made of words that any model has; only longer ones can give a copy away. */
function toTelltaleTexts(item: EvalItem): string[] {
  return item.turns.map((turn) => normalize(turn.question)).filter((text) => text.split(' ').length >= 7);
}

function normalize(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

function listFiles(folderName: string): string[] {
  return readdirSync(folderName, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folderName, entry.name);
    if (entry.isDirectory()) return /^(node_modules|dist|\.next|\.copilot)$/.test(entry.name) ? [] : listFiles(path);
    return /\.(ts|tsx|mjs|js|yaml|yml|sql|json|txt|md)$/.test(entry.name) && statSync(path).size < 2_000_000
      ? [path]
      : [];
  });
}
