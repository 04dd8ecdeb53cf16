import { z } from 'zod';
import { CertificateSchema } from './certificate.js';
import { RunStatusSchema, StageSchema } from './problem.js';
import { SemanticQuerySchema } from './semantic-query.js';
import { CellSchema, FormatSchema, ResultSchema } from './statement.js';
import { UserContextSchema } from './scope.js';

/** One word or phrase of the question and what became of it; `start` and `end` are offsets into the question as typed. */
export const WordSchema = z.strictObject({
  text: z.string(),
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  status: z.enum(['used', 'assumed', 'ignored', 'not_understood']),
  /** What it was taken for: `metric revenue`, `filter category = Action`. */
  as: z.string().optional(),
});
export type Word = z.infer<typeof WordSchema>;

export const ChartKindSchema = z.enum(['line', 'bar', 'grouped_bar', 'heat', 'scatter']);
export type ChartKind = z.infer<typeof ChartKindSchema>;

export const WidgetSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('kpi'),
    title: z.string(),
    value: z.union([z.number(), z.string(), z.boolean(), z.null()]),
    formatted: z.string(),
    format: FormatSchema.optional(),
    /** ISO 4217 code, where the format is `currency`. */
    currency: z.string().optional(),
    comparison: z
      .strictObject({ label: z.string(), formatted: z.string(), direction: z.enum(['up', 'down', 'flat']) })
      .optional(),
  }),
  z.strictObject({
    type: z.literal('chart'),
    title: z.string(),
    kind: ChartKindSchema,
    /** The figure that is drawn, where there are several. */
    figure: z.string().optional(),
    /** Vega-Lite, with the rows as its data. */
    spec: z.record(z.string(), z.unknown()),
    /** Other kinds and other figures of the same rows: Vega-Lite without data, to be drawn over that of `spec`. */
    alternatives: z
      .array(z.strictObject({ kind: ChartKindSchema, figure: z.string(), spec: z.record(z.string(), z.unknown()) }))
      .optional(),
  }),
  z.strictObject({
    type: z.literal('table'),
    title: z.string(),
    columns: z.array(z.strictObject({ name: z.string(), label: z.string(), format: FormatSchema })),
  }),
]);
export type Widget = z.infer<typeof WidgetSchema>;

export const InterpretationSchema = SemanticQuerySchema;

export const SourceSchema = z.strictObject({ id: z.string(), title: z.string(), kind: z.string(), score: z.number() });
export type Source = z.infer<typeof SourceSchema>;

/** The other planner's answer to the same question, read under the same scope. Not part of the certificate, which is about `explain.sql`. */
export const SecondReadingSchema = z.strictObject({
  planner: z.enum(['semantic', 'llm']),
  model: z.string().nullable(),
  restated: z.string().nullable(),
  sql: z.string(),
  views: z.array(z.string()),
  /** Whether its rows say the same as the answer's; then they are not repeated. */
  agrees: z.boolean(),
  columns: z.array(z.string()),
  /** The first 20. */
  rows: z.array(z.array(CellSchema)),
  row_count: z.int().nonnegative(),
});
export type SecondReading = z.infer<typeof SecondReadingSchema>;

export const ExplainSchema = z.strictObject({
  planner: z.enum(['semantic', 'llm', 'verified', 'none']),
  model: z.string().nullable(),
  sql: z.string().nullable(),
  views: z.array(z.string()),
  interpretation: InterpretationSchema.nullable(),
  /** The chips' sentence: what was understood, in words. */
  restated: z.string().nullable().optional(),
  /** How the figure is computed, step by step, in words. */
  steps: z.array(z.string()).optional(),
  /** Definitions of the members that were used. */
  definitions: z.array(z.strictObject({ name: z.string(), description: z.string() })).optional(),
  words: z.array(WordSchema),
  assumptions: z.array(z.string()),
  confidence: z.number().min(0).max(1).nullable(),
  /** Where the built-in planner and the language model both read the question. */
  second_reading: SecondReadingSchema.nullish(),
  data_as_of: z.string().nullable(),
  sources: z.array(SourceSchema),
  timings_ms: z.record(z.string(), z.number()),
  /** Use of the language model, where one was asked. */
  usage: z
    .strictObject({
      attempts: z.int(),
      prompt_tokens: z.int().nullable(),
      completion_tokens: z.int().nullable(),
      cost: z.number().nullable(),
    })
    .optional(),
});
export type Explain = z.infer<typeof ExplainSchema>;

export const SecurityCheckSchema = z.strictObject({
  name: z.string(),
  status: z.enum(['passed', 'failed', 'not_run']),
  detail: z.string().optional(),
});
export type SecurityCheck = z.infer<typeof SecurityCheckSchema>;

export const SecuritySchema = z.strictObject({
  ...UserContextSchema.shape,
  allowed_views: z.array(z.string()),
  views_read: z.array(z.string()),
  /** The scope rule of each view that was read, in words. */
  scope_rules: z.array(z.strictObject({ view: z.string(), rule: z.string() })).optional(),
  checks: z.array(SecurityCheckSchema),
  row_limit: z.int(),
  statement_timeout_ms: z.int(),
});
export type Security = z.infer<typeof SecuritySchema>;

export const ClarificationSchema = z.strictObject({
  question: z.string(),
  options: z.array(z.strictObject({ label: z.string(), question: z.string() })),
});
export type Clarification = z.infer<typeof ClarificationSchema>;

/** What `POST /ask` returns with 200. */
export const AnswerSchema = z.strictObject({
  request_id: z.string(),
  conversation_id: z.string(),
  status: RunStatusSchema,
  /** Where it went wrong, when `status` is `failed` or `blocked`. */
  error_stage: StageSchema.nullable().optional(),
  answer: z.string(),
  data: ResultSchema,
  row_count: z.int().nonnegative(),
  truncated: z.boolean(),
  widgets: z.array(WidgetSchema),
  explain: ExplainSchema,
  security: SecuritySchema,
  certificate: CertificateSchema.nullable(),
  clarification: ClarificationSchema.nullable(),
  suggestions: z.array(z.string()),
});
export type Answer = z.infer<typeof AnswerSchema>;
