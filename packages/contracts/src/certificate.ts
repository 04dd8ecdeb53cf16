import { z } from 'zod';
import { ScopeRuleSchema } from './policy.js';
import { UserContextSchema } from './scope.js';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** The signed proof of scope of one answer. `signature` is Ed25519 over the canonical JSON of everything else. */
export const CertificateSchema = z.strictObject({
  version: z.literal(1),
  request_id: z.string(),
  issued_at: z.string(),
  subject: UserContextSchema,
  policy_version: z.string(),
  policy_sha256: Sha256,
  question_sha256: Sha256,
  statement: z.strictObject({ sql: z.string(), sha256: Sha256 }),
  relations: z.array(z.strictObject({ name: z.string(), columns: z.array(z.string()), scope: ScopeRuleSchema })),
  functions: z.array(z.string()),
  caps: z.strictObject({ row_limit: z.int(), statement_timeout_ms: z.int(), result_bytes: z.int() }),
  result: z.strictObject({ row_count: z.int(), truncated: z.boolean(), sha256: Sha256 }),
  /** Whether the store columns of the result were compared with the scope after execution. */
  witness: z.strictObject({ status: z.enum(['passed', 'not_applicable']), store_columns: z.array(z.string()) }),
  key_id: z.string(),
  signature: z.string(),
});
export type Certificate = z.infer<typeof CertificateSchema>;
