import { z } from 'zod';
import { SemanticQuerySchema } from './semantic-query.js';
import { CellSchema } from './statement.js';
import { RunStatusSchema, StageSchema } from './problem.js';
import { RoleSchema, UserContextSchema } from './scope.js';

const noControl = (text: string): boolean =>
  ![...text].some((char) => char === '\u0000' || /^[\ud800-\udfff]$/.test(char));
export const QuestionSchema = z
  .string()
  .trim()
  .min(1, 'question must not be empty')
  .max(2000, 'question must be at most 2,000 characters')
  .refine(noControl, 'question must be well-formed text');

export const ConversationIdSchema = z.uuid();

/** `role` and `store_id` only ever narrow what the token allows. */
export const AskRequestSchema = z.strictObject({
  question: QuestionSchema,
  role: z.string().max(64).optional(),
  store_id: z.int().nonnegative().optional(),
  conversation_id: ConversationIdSchema.optional(),
});
export type AskRequest = z.infer<typeof AskRequestSchema>;

export const QueryRequestSchema = z.strictObject({
  query: SemanticQuerySchema,
  /** The question whose interpretation was edited, for the audit record. */
  question: QuestionSchema.optional(),
  role: z.string().max(64).optional(),
  store_id: z.int().nonnegative().optional(),
  conversation_id: ConversationIdSchema.optional(),
});
export type QueryRequest = z.infer<typeof QueryRequestSchema>;

/** One earlier exchange of a conversation, oldest first: what a follow-up may lean on. */
export const TurnSchema = z.strictObject({
  question: z.string(),
  status: RunStatusSchema,
  query: SemanticQuerySchema.nullable(),
  /** The first rows, so that "they" and "the second one" can be resolved; at most 20. */
  columns: z.array(z.string()),
  rows: z.array(z.array(CellSchema)).max(20),
});
export type Turn = z.infer<typeof TurnSchema>;

export const ConversationSchema = z.strictObject({ id: z.string(), turns: z.array(TurnSchema).max(50) });
export type Conversation = z.infer<typeof ConversationSchema>;

/** `POST /run` of the workflow service. `query` takes the place of planning when an interpretation was edited. */
export const RunRequestSchema = z.object({
  request_id: z.string().max(64).optional(),
  question: QuestionSchema,
  query: SemanticQuerySchema.optional(),
  user_context: UserContextSchema,
  conversation: ConversationSchema.nullish(),
  /** The version of the user's row that the gateway read the context from; without it the row is looked up first. */
  asker_version: z
    .string()
    .regex(/^\d{1,20}$/)
    .optional(),
  /**
   * The token was looked at for an earlier question only. It is looked at, and the question counted, when its record is written: by then no other
   * service may have been asked, and if anything says no, nothing is answered, and the question comes again after a look.
   */
  session: z
    .strictObject({
      token_id: z.string().max(64),
      rate_key: z.string().max(200),
      rate_limit: z.int().positive(),
      window_seconds: z.int().positive(),
    })
    .optional(),
  /** The exchange is to be added to the conversation of the asker, or to begin it under a title. */
  keep: z.object({ title: z.string().max(200).nullable() }).optional(),
});
export type RunRequest = z.infer<typeof RunRequestSchema>;

export const StageEventSchema = z.strictObject({
  stage: StageSchema,
  status: z.enum(['started', 'ok', 'failed', 'skipped']),
  duration_ms: z.number(),
});
export type StageEvent = z.infer<typeof StageEventSchema>;

export const FeedbackRequestSchema = z.strictObject({
  request_id: z.string().min(1).max(64),
  rating: z.enum(['up', 'down']),
  comment: z.string().max(2000).refine(noControl).optional(),
});
export type FeedbackRequest = z.infer<typeof FeedbackRequestSchema>;
export { RoleSchema };
