import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSet } from '../src/read-set.js';
import { openKeptResults } from '../src/reference-results.js';

const folder = join(import.meta.dirname, '../unseen');
const stems = readdirSync(folder).flatMap((name) => /^(people-\d+)\.jsonl$/.exec(name)?.[1] ?? []);
const talks = readdirSync(folder).flatMap((name) => /^(conversations-\d+)\.jsonl$/.exec(name)?.[1] ?? []);

async function expectKept(stem: string, turns: readonly { sql: string | null; alt_sql: readonly string[] }[]) {
  const kept = await openKeptResults([join(folder, `${stem}-gold.json.gz`)]);
  for (const { sql, alt_sql: others } of turns)
    for (const reference of [sql, ...others])
      if (reference !== null) expect((await kept.run(reference)).columns.length).toBeGreaterThan(0);
}

describe('the sets written blind', () => {
  it('are four at least, with ids used once', async () => {
    expect(stems.length).toBeGreaterThanOrEqual(4);
    const files = stems.flatMap((stem) => [`${stem}.jsonl`, `${stem}-chains.jsonl`]);
    const ids = (await Promise.all(files.map((file) => readSet(join(folder, file))))).flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(stems)(
    '%s has single questions of every kind, conversations, and a kept result of every reference',
    async (stem) => {
      const single = await readSet(join(folder, `${stem}.jsonl`));
      const chains = await readSet(join(folder, `${stem}-chains.jsonl`));
      const turns = [...single, ...chains].flatMap((item) => item.turns);
      expect(single.length).toBeGreaterThanOrEqual(100);
      expect(chains.every((item) => item.chain && item.turns.length >= 2)).toBe(true);
      expect(new Set(turns.map(({ kind }) => kind))).toEqual(new Set(['answer', 'refuse', 'clarify']));
      await expectKept(stem, turns);
    },
  );

  it.each(talks)('%s has conversations, and a kept result of every reference', async (stem) => {
    const chains = await readSet(join(folder, `${stem}.jsonl`));
    expect(chains.every((item) => item.chain && item.turns.length >= 3)).toBe(true);
    expect(chains.length).toBeGreaterThanOrEqual(40);
    await expectKept(
      stem,
      chains.flatMap((item) => item.turns),
    );
  });
});
