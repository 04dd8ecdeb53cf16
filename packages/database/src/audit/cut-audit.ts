import type { KeyObject } from 'node:crypto';
import { signCheckpoint } from './audit-checkpoints.js';
import type { AuditHead } from './audit-record.js';
import type { Querier } from './verify-chain.js';

const tables = { questions: 'query_audit_logs', security: 'security_events' } as const;

/**
 * Takes records older than `before` away from the beginning of both chains and leaves a signed checkpoint in their place; the newest record
 * of a chain always stays. Needs the administrator's connection. *Returns* how many went.
 */
export async function cutAudit(
  admin: Querier,
  input: { readonly before: Date; readonly privateKey: KeyObject; readonly keyId: string },
): Promise<Record<AuditHead['chain'], number>> {
  const removed = { questions: 0, security: 0 };
  for (const chain of ['questions', 'security'] as const) {
    const { rows } = await admin.query<{ id: string; hash: string }>(
      `SELECT id::text, hash FROM public.${tables[chain]}
       WHERE created_at < $1 AND id < (SELECT max(id) FROM public.${tables[chain]}) ORDER BY id DESC LIMIT 1`,
      [input.before],
    );
    const last = rows[0];
    if (last === undefined) continue;
    const cut = { chain, lastId: Number(last.id), hash: last.hash, cutAt: new Date().toISOString() };
    const mark = signCheckpoint(cut, input);
    const record = {
      chain,
      last_id: mark.lastId,
      hash: mark.hash,
      cut_at: mark.cutAt,
      key_id: mark.keyId,
      signature: mark.signature,
    };
    const result = await admin.query<{ removed: string }>('SELECT removed::text FROM public.cut_audit($1::jsonb)', [
      JSON.stringify(record),
    ]);
    removed[chain] = Number(result.rows[0]?.removed ?? 0);
  }
  return removed;
}
