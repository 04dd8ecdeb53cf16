import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const TurnSchema = z.object({
  question: z.string().min(1),
  /** Reference SQL on the base tables; null where no answer is right. */
  sql: z.string().nullable().default(null),
  /** Other readings that are right too. */
  alt_sql: z.array(z.string()).default([]),
  ordered: z.boolean().default(false),
  difficulty: z.enum(['easy', 'medium', 'hard', 'extra']).optional(),
  tags: z.array(z.string()).default([]),
  kind: z.enum(['answer', 'refuse', 'clarify']).default('answer'),
});
export type EvalTurn = z.infer<typeof TurnSchema>;

/**
 * A law that answers must obey among themselves, whatever the data: the parts of a figure add up to it, a narrower filter never counts
 * more, shares sum to a hundred, two ways to ask give the same rows.
 */
const RelationSchema = z.object({
  relation: z.enum(['parts', 'narrower', 'shares', 'same']),
  /** `parts`: the whole, then the parts. `narrower`: the wider one first. */
  questions: z.array(z.string().min(1)).min(1).max(2),
  /** The first question is asked with the scope narrowed to this store. */
  store_id: z.int().optional(),
  tags: z.array(z.string()).default([]),
});
export type EvalRelation = z.infer<typeof RelationSchema>;

const LineSchema = z.union([
  RelationSchema.extend({ id: z.string() }).transform(({ id, ...relation }) => ({
    id,
    tags: relation.tags,
    turns: [],
    relation,
  })),
  z.object({ id: z.string(), tags: z.array(z.string()).default([]), turns: z.array(TurnSchema).min(1) }),
  TurnSchema.extend({ id: z.string() }).transform(({ id, ...turn }) => ({ id, tags: turn.tags, turns: [turn] })),
]);

/** One question, a conversation of several that lean on one another, or a relation between answers (then `turns` is empty). */
export interface EvalItem {
  readonly id: string;
  readonly chain: boolean;
  readonly tags: readonly string[];
  readonly turns: readonly EvalTurn[];
  readonly relation: EvalRelation | null;
}

/** Reads a set, one JSON object a line. *Problems* an error naming file and line. */
export async function readSet(file: string): Promise<EvalItem[]> {
  const text = await readFile(file, 'utf8');
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      const raw: unknown = JSON.parse(line);
      const parsed = LineSchema.parse(raw);
      const turns = parsed.turns.map((turn) => ({ ...turn, tags: turn.tags.length > 0 ? turn.tags : parsed.tags }));
      for (const turn of turns) {
        if (turn.kind === 'answer' && turn.sql === null) throw new Error(`no reference SQL for “${turn.question}”`);
      }
      const chain = typeof raw === 'object' && raw !== null && 'turns' in raw;
      const relation = 'relation' in parsed ? parsed.relation : null;
      return [{ id: parsed.id, chain, tags: parsed.tags, turns, relation }];
    } catch (error) {
      throw new Error(`${file}, line ${index + 1}: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    }
  });
}
