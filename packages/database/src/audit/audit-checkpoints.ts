import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import type { AuditHead } from './audit-record.js';
import type { Querier } from './verify-chain.js';

/** Where the beginning of a chain was cut off: the last row that went. */
export interface AuditCheckpoint {
  readonly chain: AuditHead['chain'];
  readonly lastId: number;
  readonly hash: string;
  readonly cutAt: string;
  readonly keyId: string;
  readonly signature: string;
}

/** Signs a cut with the key of the certificates (Ed25519). */
export function signCheckpoint(
  cut: Omit<AuditCheckpoint, 'keyId' | 'signature'>,
  key: { readonly privateKey: KeyObject; readonly keyId: string },
): AuditCheckpoint {
  return { ...cut, keyId: key.keyId, signature: sign(null, bytesOf(cut), key.privateKey).toString('base64') };
}

/** The newest cut of each chain that one of the public keys (PEM) vouches for. */
export async function readTrustedCheckpoints(db: Querier, publicKeys: readonly string[]): Promise<AuditCheckpoint[]> {
  const { rows } = await db.query<AuditCheckpoint>(
    `SELECT DISTINCT ON (chain) chain, last_id AS "lastId", hash, cut_at AS "cutAt", key_id AS "keyId", signature
     FROM public.audit_checkpoints ORDER BY chain, last_id DESC`,
  );
  const keys = publicKeys.map((key) => createPublicKey(key));
  return rows.filter((row) =>
    keys.some((key) => verify(null, bytesOf(row), key, Buffer.from(row.signature, 'base64'))),
  );
}

const bytesOf = ({ chain, lastId, hash, cutAt }: Omit<AuditCheckpoint, 'keyId' | 'signature'>): Buffer =>
  Buffer.from(`copilot-audit-checkpoint:v1:${chain}:${lastId}:${hash}:${cutAt}`, 'utf8');
