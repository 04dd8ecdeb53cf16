import { z } from 'zod';
import { RunStatusSchema, StageSchema } from './problem.js';
import { RoleSchema, UserContextSchema } from './scope.js';
import { SemanticQuerySchema } from './semantic-query.js';
import { CellSchema } from './statement.js';

/** `GET /suggestions`: questions worth asking for this role. */
export const SuggestionsSchema = z.strictObject({ suggestions: z.array(z.string()) });
export type Suggestions = z.infer<typeof SuggestionsSchema>;

/** `GET /complete?q=…`: how the text may go on. `text` replaces the characters from `start` to `end` of what was typed. */
export const CompletionsSchema = z.strictObject({
  completions: z.array(
    z.strictObject({
      text: z.string(),
      kind: z.enum(['metric', 'dimension', 'value', 'time', 'filter', 'question']),
      description: z.string().optional(),
      start: z.int().nonnegative(),
      end: z.int().nonnegative(),
    }),
  ),
});
export type Completions = z.infer<typeof CompletionsSchema>;

export const ConversationSummarySchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  turn_count: z.int().nonnegative(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type ConversationSummary = z.infer<typeof ConversationSummarySchema>;

/** `GET /conversations`: the caller's own, the one used last first. */
export const ConversationListSchema = z.strictObject({ conversations: z.array(ConversationSummarySchema) });
export type ConversationList = z.infer<typeof ConversationListSchema>;

/**
 * One exchange as it was kept. `answer`, `columns` and `rows` (the first 20) are withheld when the caller may no longer see all
 * that the exchange saw; asking again runs under today's scope.
 */
export const KeptTurnSchema = z.strictObject({
  request_id: z.string(),
  question: z.string(),
  status: RunStatusSchema,
  answer: z.string().nullable(),
  query: SemanticQuerySchema.nullable(),
  columns: z.array(z.string()),
  rows: z.array(z.array(CellSchema)),
  withheld: z.boolean(),
  created_at: z.string(),
});
export type KeptTurn = z.infer<typeof KeptTurnSchema>;

export const ConversationDetailSchema = z.strictObject({
  ...ConversationSummarySchema.shape,
  turns: z.array(KeptTurnSchema),
});
export type ConversationDetail = z.infer<typeof ConversationDetailSchema>;

export const RenameRequestSchema = z.strictObject({
  title: z.string().trim().min(1, 'title must not be empty').max(200, 'title must be at most 200 characters'),
});
export type RenameRequest = z.infer<typeof RenameRequestSchema>;

/** One line of `GET /audit`; questions carry a status, security events (logins, admin reads) an `event`. */
export const AuditEntrySchema = z.strictObject({
  id: z.string(),
  kind: z.string(),
  request_id: z.string().nullable(),
  conversation_id: z.string().nullable(),
  username: z.string().nullable(),
  role: z.string().nullable(),
  store_ids: z.array(z.int()),
  all_stores: z.boolean(),
  question: z.string().nullable(),
  status: z.string(),
  error_stage: z.string().nullable(),
  row_count: z.int().nullable(),
  duration_ms: z.number().nullable(),
  created_at: z.string(),
});
export type AuditEntry = z.infer<typeof AuditEntrySchema>;

/** `GET /audit`: newest first; `next_before` asks for the following page as `?before=`. */
export const AuditListSchema = z.strictObject({
  entries: z.array(AuditEntrySchema),
  next_before: z.string().nullable(),
});
export type AuditList = z.infer<typeof AuditListSchema>;

export const AuditDetailSchema = z.strictObject({
  ...AuditEntrySchema.shape,
  planner: z.string().nullable(),
  model: z.string().nullable(),
  sql: z.string().nullable(),
  views: z.array(z.string()),
  problem: z.string().nullable(),
  hash: z.string().nullable(),
  previous_hash: z.string().nullable(),
  events: z.array(
    z.strictObject({
      stage: z.union([StageSchema, z.string()]),
      status: z.string(),
      duration_ms: z.number().nullable(),
      created_at: z.string(),
    }),
  ),
});
export type AuditDetail = z.infer<typeof AuditDetailSchema>;

/** `GET /audit/verify`: whether the chain holds, and where it breaks first. */
export const AuditVerificationSchema = z.strictObject({
  ok: z.boolean(),
  checked: z.int().nonnegative(),
  broken_at: z.strictObject({ id: z.string(), reason: z.string() }).nullable(),
});
export type AuditVerification = z.infer<typeof AuditVerificationSchema>;

export const ManagedUserSchema = z.strictObject({ ...UserContextSchema.shape, active: z.boolean() });
export type ManagedUser = z.infer<typeof ManagedUserSchema>;

export const ManagedUserListSchema = z.strictObject({ users: z.array(ManagedUserSchema) });
export type ManagedUserList = z.infer<typeof ManagedUserListSchema>;

/** `PATCH /admin/users/:username`: what is absent stays. Stores are replaced as a whole. */
export const UserChangeSchema = z
  .strictObject({
    active: z.boolean().optional(),
    role: RoleSchema.optional(),
    store_ids: z.array(z.int().nonnegative()).max(1000).optional(),
    all_stores: z.boolean().optional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'name at least one of active, role, store_ids, all_stores');
export type UserChange = z.infer<typeof UserChangeSchema>;

/** One judgement of an answer, for the review list. */
export const FeedbackEntrySchema = z.strictObject({
  id: z.string(),
  request_id: z.string(),
  username: z.string(),
  rating: z.enum(['up', 'down']),
  comment: z.string().nullable(),
  question: z.string().nullable(),
  sql: z.string().nullable(),
  reviewed: z.boolean(),
  created_at: z.string(),
});
export type FeedbackEntry = z.infer<typeof FeedbackEntrySchema>;

export const FeedbackListSchema = z.strictObject({ feedback: z.array(FeedbackEntrySchema) });
export type FeedbackList = z.infer<typeof FeedbackListSchema>;

/** A question whose SQL a person has vouched for. */
export const VerifiedQuestionSchema = z.strictObject({
  id: z.string(),
  question: z.string(),
  sql: z.string(),
  roles: z.array(RoleSchema),
  verified_by: z.string(),
  verified_at: z.string(),
});
export type VerifiedQuestion = z.infer<typeof VerifiedQuestionSchema>;

export const VerifiedQuestionListSchema = z.strictObject({ verified_questions: z.array(VerifiedQuestionSchema) });
export type VerifiedQuestionList = z.infer<typeof VerifiedQuestionListSchema>;

export const VerifyQuestionRequestSchema = z.strictObject({
  question: z.string().trim().min(1, 'question must not be empty').max(2000),
  sql: z.string().trim().min(1, 'sql must not be empty').max(20_000),
  roles: z.array(RoleSchema).min(1, 'name at least one role'),
  /** The feedback that this settles. */
  feedback_id: z.string().max(64).optional(),
});
export type VerifyQuestionRequest = z.infer<typeof VerifyQuestionRequestSchema>;

export const HealthSchema = z.strictObject({ status: z.literal('ok') });

/** `GET /ready`: 200 when questions can be answered, 503 otherwise. A model that is not configured does not matter. */
export const ReadinessSchema = z.strictObject({
  status: z.enum(['ready', 'not_ready']),
  checks: z.strictObject({
    database: z.enum(['ok', 'failed']),
    workflow: z.enum(['ok', 'failed']),
    model: z.enum(['ok', 'failed', 'not_configured', 'unknown']),
  }),
});
export type Readiness = z.infer<typeof ReadinessSchema>;
