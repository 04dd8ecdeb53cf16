import { SemanticQuerySchema, WordSchema } from '@copilot/contracts';
import type { ScoredQuestion } from '@copilot/evals';
import { signsOf, type Signs } from '@copilot/semantic';
import { z } from 'zod';

/** What one answer showed, and whether it was right: what the confidence is fitted to. */
export interface Observation {
  readonly set: string;
  readonly id: string;
  readonly right: boolean;
  readonly signs: Signs;
}

const ReadingSchema = z.object({
  words: z.array(WordSchema),
  assumptions: z.array(z.string()),
  query: SemanticQuerySchema,
});

/** Empty for what was not answered, or not answered by the built-in planner. */
export function toObservation({ set, id, chain, right, reading }: ScoredQuestion): Observation[] {
  const parsed = ReadingSchema.safeParse(reading);
  if (!parsed.success) return [];
  const leaning = chain !== null && !id.endsWith('.1');
  return [{ set, id, right, signs: signsOf({ ...parsed.data, leaning }) }];
}
