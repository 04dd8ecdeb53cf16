import { z } from 'zod';

/**
 * One SELECT over `analytics.v_*` views. Values stand in the text as literals written by one quoting function, so that the text
 * a person reads, the text the guard judges, the text the certificate signs and the text the database runs are the same.
 */
export const StatementSchema = z.strictObject({ sql: z.string() });
export type Statement = z.infer<typeof StatementSchema>;

/** Type names that the client can format without knowing PostgreSQL. `date` is YYYY-MM-DD, `datetime` ISO 8601 in UTC. */
export const ColumnTypeSchema = z.enum([
  'string',
  'integer',
  'number',
  'boolean',
  'date',
  'datetime',
  'time',
  'array',
  'json',
]);
export type ColumnType = z.infer<typeof ColumnTypeSchema>;

export const CellSchema = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])),
]);
export type Cell = z.infer<typeof CellSchema>;

/** How a number or date is shown: `currency` is money in the currency of its column, `percent` holds 51.2 for 51.2 %. */
export const FormatSchema = z.enum([
  'integer',
  'decimal',
  'currency',
  'percent',
  'days',
  'minutes',
  'hours',
  'date',
  'datetime',
  'month',
  'quarter',
  'week',
  'year',
  'text',
  'id',
]);
export type Format = z.infer<typeof FormatSchema>;

export const ResultColumnSchema = z.strictObject({
  name: z.string(),
  type: ColumnTypeSchema,
  role: z.enum(['dimension', 'metric', 'attribute']),
  label: z.string().optional(),
  format: FormatSchema.optional(),
  /** ISO 4217 code of a column of format `currency`; US dollars where it is missing. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  /** Name of the column beside it that calls the same thing by its name: an id that is no grouping of its own. */
  key_of: z.string().optional(),
});
export type ResultColumn = z.infer<typeof ResultColumnSchema>;

/** Columns and rows of an answer; each row is an array in column order, so that hostile or repeated names cannot collide. */
export const ResultSchema = z.strictObject({
  columns: z.array(ResultColumnSchema),
  rows: z.array(z.array(CellSchema)),
});
export type Result = z.infer<typeof ResultSchema>;
