import { z } from 'zod';

/** What became of a question; all five are audited. */
export const RunStatusSchema = z.enum(['answered', 'needs_clarification', 'refused', 'blocked', 'failed']);
export type RunStatus = z.infer<typeof RunStatusSchema>;

/** The seven stages of one run, in order; folder, log line, stream event, audit record and timing all use these names. */
export const StageSchema = z.enum(['authorize', 'retrieve', 'plan', 'guard', 'execute', 'render', 'audit']);
export type Stage = z.infer<typeof StageSchema>;

/**
 * An expected failure, as data. `code` starts with the family (`question.`, `query.`, `plan.`, `guard.`, `language-model.`,
 * `database.`, `internal`); `message` is the sentence a person sees and never holds internals, rows or secrets.
 */
export const ProblemSchema = z.strictObject({
  code: z.string(),
  message: z.string(),
  /** What to do next, in words; shown below the message. */
  hint: z.string().optional(),
});
export type Problem = z.infer<typeof ProblemSchema>;

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

/** Never reached: a new union member points here at every place that must learn about it. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}

/** The body of every error of the public API. */
export const ErrorBodySchema = z.strictObject({
  statusCode: z.int(),
  error: z.string(),
  message: z.string(),
  request_id: z.string(),
});
export type ErrorBody = z.infer<typeof ErrorBodySchema>;
