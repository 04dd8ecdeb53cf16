import { z } from 'zod';
import type { Observed } from './fit-confidence.js';

const ObservedSchema = z.object({
  set: z.string(),
  id: z.string(),
  right: z.boolean(),
  signs: z.record(z.string(), z.number()),
});

/** Reads what `npm run eval -- --observe FILE` wrote, one answer a line. */
export function readObservations(text: string): Observed[] {
  return text
    .trim()
    .split('\n')
    .map((line) => ObservedSchema.parse(JSON.parse(line)));
}
