import { DEFAULT_CURRENCY, FormatSchema } from '@copilot/contracts';
import { z } from 'zod';

const AiContext = z.object({ synonyms: z.array(z.string()).optional(), instructions: z.string().optional() });
const Expression = z.object({
  dialects: z.array(z.object({ dialect: z.string(), expression: z.string().min(1) })).min(1),
});
const Datatype = z.enum([
  'String',
  'Integer',
  'Decimal',
  'Float',
  'Boolean',
  'Date',
  'Time',
  'DateTime',
  'DateTimeTz',
  'Opaque',
]);
const Name = z.string().regex(/^[a-z_][a-z0-9_]*$/, 'must be lower case letters, digits and underscores');

/** Apache Ossie (formerly Open Semantic Interchange) core spec 0.2, as far as it is read here. */
const OssieModelSchema = z.object({
  name: Name,
  description: z.string().optional(),
  ai_context: AiContext.optional(),
  datasets: z.array(
    z.object({
      name: Name,
      source: z.string().regex(/^[a-z_]+\.v_[a-z_0-9]+$/, 'must be a scoped view, such as analytics.v_payments'),
      primary_key: z.array(Name).min(1),
      description: z.string().optional(),
      ai_context: AiContext.optional(),
      fields: z.array(
        z.object({
          name: Name,
          expression: Expression,
          datatype: Datatype,
          dimension: z.object({ is_time: z.boolean() }).optional(),
          label: z.string().optional(),
          description: z.string().optional(),
          ai_context: AiContext.optional(),
        }),
      ),
    }),
  ),
  relationships: z.array(
    z.object({
      name: Name,
      from: Name,
      to: Name,
      from_columns: z.array(Name).min(1),
      to_columns: z.array(Name).min(1),
    }),
  ),
  metrics: z.array(
    z.object({
      name: Name,
      expression: Expression,
      description: z.string().optional(),
      datatype: Datatype.optional(),
      ai_context: AiContext.optional(),
    }),
  ),
});
export type OssieModel = z.infer<typeof OssieModelSchema>;
export const OssieFileSchema = z.object({ semantic_model: z.array(OssieModelSchema).min(1) });

const Words = z.array(z.string());

/** The copilot's additions, keyed by the names of the Ossie file. */
export const CopilotFileSchema = z.strictObject({
  model: Name,
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code, such as USD')
    .default(DEFAULT_CURRENCY),
  filler: Words.default([]),
  /** Ways of speaking of this business in other words, one `pattern -> other words` each. */
  idioms: Words.default([]),
  scope: z.strictObject({ dataset: Name, noun: z.string(), plural: z.string() }).optional(),
  prefer: z.array(Name).default([]),
  /** Pairs of members that people compare with one another: what was paid and what it costs. */
  comparable: z.array(z.tuple([z.string(), z.string()])).default([]),
  datasets: z.record(
    z.string(),
    z.strictObject({
      event: z.boolean().optional(),
      bridge: z.boolean().optional(),
      rollup: z.boolean().optional(),
      count: Name.optional(),
      default_time: Name.optional(),
      value_field: Name.optional(),
      price_field: Name.optional(),
      measure_metric: Name.optional(),
      per_event: Name.optional(),
      doers: z.record(Name, Words).optional(),
      verbs: Words.optional(),
      label: z.array(Name).optional(),
      list: z.array(Name).optional(),
      where: z.array(Name).optional(),
      /** Members of other datasets whose possible values are its rows, used or not. */
      lists: z.array(z.string()).optional(),
      who: z.boolean().optional(),
      numbered: z.boolean().optional(),
      noun: z.tuple([z.string(), z.string()]).optional(),
    }),
  ),
  fields: z.record(
    z.string(),
    z.strictObject({
      format: FormatSchema.optional(),
      values: z.boolean().optional(),
      person: z.boolean().optional(),
      part_of_name: z.boolean().optional(),
      demonyms: z.boolean().optional(),
      array: z.boolean().optional(),
      entity: z.boolean().optional(),
      search: z.boolean().optional(),
      year: z.boolean().optional(),
      /** Said of several things it is their sum. */
      sums: z.boolean().optional(),
      where: z.boolean().optional(),
      numbered: z.boolean().optional(),
      verbs: Words.optional(),
      adjectives: Words.optional(),
      comparatives: z.strictObject({ more: Words.optional(), less: Words.optional() }).optional(),
      units: z.record(z.string(), z.number()).optional(),
      aliases: z.record(z.string(), Words).optional(),
      order: Words.optional(),
    }),
  ),
  metrics: z.record(
    z.string(),
    z.strictObject({
      format: FormatSchema.optional(),
      label: z.string().optional(),
      time: z.string().optional(),
      verbs: Words.optional(),
      adjectives: Words.optional(),
      actives: Words.optional(),
      per_entity: z.boolean().optional(),
      average_per: Name.optional(),
      rollups: z.record(z.string(), z.string()).optional(),
    }),
  ),
  named_filters: z.record(
    z.string(),
    z.strictObject({
      dataset: Name,
      where: z.string().min(1),
      opposite_where: z.string().optional(),
      label: z.string().optional(),
      words: Words,
      opposite: Words.optional(),
      noun: z.boolean().optional(),
      unwelcome: z.boolean().optional(),
      among: z.string().optional(),
    }),
  ),
  definitions: z
    .array(
      z.strictObject({
        words: Words,
        metric: z.literal('measure'),
        direction: z.enum(['asc', 'desc']),
        assumption: z.boolean().optional(),
      }),
    )
    .default([]),
});
export type CopilotFile = z.infer<typeof CopilotFileSchema>;
