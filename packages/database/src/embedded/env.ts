import { z } from 'zod';

const EnvSchema = z.object({
  DATA_FOLDER: z.string().min(1),
  POSTGRES_PORT: z.coerce.number().int().min(0).max(65_535).default(5433),
  POSTGRES_PASSWORD: z.string().min(1),
  /** `off` trades the wait for the disk at each commit against the last commits before a power cut. */
  POSTGRES_FSYNC: z.enum(['on', 'off']).default('on'),
});

/** Settings of the process of the embedded database. */
export type EmbeddedEnv = z.infer<typeof EnvSchema>;

/** Reads the settings; all faults are reported at once. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): EmbeddedEnv {
  const parsed = EnvSchema.safeParse(source);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`Settings of the embedded database are wrong: ${faults.join('; ')}`);
}
