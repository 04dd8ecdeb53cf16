import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createVerifiedBook } from '../apps/workflow/src/retrieve/create-verified-book.js';
import { readSet } from '../evals/src/read-set.js';

const folder = join(import.meta.dirname, '../evals');
const originals = await readSet(join(folder, 'pagila-sample.jsonl'));
const paraphrases = await readSet(join(folder, 'paraphrases.jsonl'));

describe('a book of verified questions over our own sets', () => {
  it('finds the question that a paraphrase means among the nearest three, and takes none for the same that means another', async () => {
    const rows = originals.map(({ id, turns }) => ({
      id,
      question: turns[0]?.question ?? '',
      sql: turns[0]?.sql ?? '',
      roles: ['admin' as const],
      verifiedBy: 'ann',
      verifiedAt: '2026-01-01T00:00:00Z',
    }));
    const book = createVerifiedBook({ list: () => Promise.resolve(rows) });
    let found = 0;
    const mistaken: string[] = [];
    for (const { turns } of paraphrases) {
      const [turn] = turns;
      if (turn === undefined) continue;
      const { same, nearest } = await book.lookUp(turn.question, 'admin');
      if (nearest.some(({ sql }) => sql === turn.sql)) found += 1;
      if (same !== null && same.sql !== turn.sql) mistaken.push(turn.question);
    }
    console.log(`verified questions: recall at 3 of paraphrases ${found} / ${paraphrases.length}`);
    expect(mistaken).toEqual([]);
    expect(found / paraphrases.length).toBeGreaterThan(0.5);
  });
});
