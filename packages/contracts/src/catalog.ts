import { z } from 'zod';
import { FormatSchema } from './statement.js';

/** `GET /schema`: what the caller's role may read and ask for. */
export const CatalogSchema = z.strictObject({
  views: z.array(
    z.strictObject({
      name: z.string(),
      description: z.string(),
      columns: z.array(z.strictObject({ name: z.string(), type: z.string(), description: z.string() })),
    }),
  ),
  metrics: z.array(
    z.strictObject({
      name: z.string(),
      label: z.string(),
      description: z.string(),
      format: FormatSchema,
      /** The dimension by which the figure goes through time. */
      time: z.string().optional(),
      synonyms: z.array(z.string()),
    }),
  ),
  dimensions: z.array(
    z.strictObject({
      name: z.string(),
      label: z.string(),
      description: z.string(),
      type: z.string(),
      synonyms: z.array(z.string()),
    }),
  ),
});
export type Catalog = z.infer<typeof CatalogSchema>;
