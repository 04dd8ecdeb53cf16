import { z } from 'zod';
import { SemanticQuerySchema } from './semantic-query.js';

const Title = z.string().trim().min(1, 'title must not be empty').max(200, 'title must be at most 200 characters');
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hex');

/**
 * An answer that its owner keeps: how to compute it again, never its rows. Opened, it is asked anew under the scope of that day and
 * audited like every question.
 */
export const SavedAnswerSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  question: z.string(),
  /** The interpretation that is run instead of reading the question again: of a follow-up, or where it was edited. */
  query: SemanticQuerySchema.nullable(),
  /** The one store it was asked for, where its owner had several. */
  store_id: z.int().nullable(),
  /** The run it was saved from; the audit log holds its SQL under this id. */
  request_id: z.string(),
  /** The result's fingerprint in the certificate of that run: tells whether the figures have changed since. */
  result_sha256: z.string().nullable(),
  created_at: z.string(),
});
export type SavedAnswer = z.infer<typeof SavedAnswerSchema>;

/** `GET /saved`: the caller's own, the newest first. */
export const SavedAnswerListSchema = z.strictObject({ saved: z.array(SavedAnswerSchema) });
export type SavedAnswerList = z.infer<typeof SavedAnswerListSchema>;

/** `POST /saved`: keeps an answer of the caller. The title is the question where none is given. */
export const SaveAnswerRequestSchema = z.strictObject({
  request_id: z.string().min(1).max(64),
  title: Title.optional(),
  /** What is run when it is opened: the words, read anew (`last month` moves on), or exactly what was understood of them. */
  as: z.enum(['question', 'interpretation']).default('question'),
  result_sha256: Sha256.optional(),
});
export type SaveAnswerRequest = z.infer<typeof SaveAnswerRequestSchema>;
