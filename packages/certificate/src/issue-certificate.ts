import { sign, type KeyObject } from 'node:crypto';
import type { Cell, Certificate, Policy, ScopeRule, UserContext } from '@copilot/contracts';
import { canonicalJson } from './canonical-json.js';
import { hashPolicy, hashResult, hashText } from './hashes.js';
import { keyIdOf, readPrivateKey } from './keys.js';

/** What an answer says about itself, before it is signed. */
export interface CertificateFacts {
  readonly requestId: string;
  /** ISO 8601. */
  readonly issuedAt: string;
  readonly subject: UserContext;
  /** The whole policy, not one role's part of it. */
  readonly policy: Policy;
  readonly question: string;
  /** The text that ran. */
  readonly sql: string;
  readonly relations: readonly {
    readonly name: string;
    readonly columns: readonly string[];
    readonly scope: ScopeRule;
  }[];
  readonly functions: readonly string[];
  readonly caps: { readonly rowLimit: number; readonly statementTimeoutMs: number; readonly resultBytes: number };
  /** Columns and rows as the answer's `data` shows them. */
  readonly result: {
    readonly columns: readonly { readonly name: string }[];
    readonly rows: readonly (readonly Cell[])[];
    readonly truncated: boolean;
  };
  readonly witness: Certificate['witness'];
}

/**
 * Signs the proof of scope of one answer: Ed25519 over the canonical JSON of all fields but `signature`.
 *
 * *Takes* the private key as a key object, PEM or base64. *Returns* the certificate as the answer carries it.
 */
export function issueCertificate(facts: CertificateFacts, privateKey: KeyObject | string): Certificate {
  const key = typeof privateKey === 'string' ? readPrivateKey(privateKey) : privateKey;
  const unsigned: Omit<Certificate, 'signature'> = {
    version: 1,
    request_id: facts.requestId,
    issued_at: facts.issuedAt,
    subject: facts.subject,
    policy_version: facts.policy.version,
    policy_sha256: hashPolicy(facts.policy),
    question_sha256: hashText(facts.question),
    statement: { sql: facts.sql, sha256: hashText(facts.sql) },
    relations: facts.relations.map(({ name, columns, scope }) => ({ name, columns: [...columns], scope })),
    functions: [...facts.functions],
    caps: {
      row_limit: facts.caps.rowLimit,
      statement_timeout_ms: facts.caps.statementTimeoutMs,
      result_bytes: facts.caps.resultBytes,
    },
    result: {
      row_count: facts.result.rows.length,
      truncated: facts.result.truncated,
      sha256: hashResult(facts.result.columns, facts.result.rows),
    },
    witness: facts.witness,
    key_id: keyIdOf(key),
  };
  return signCertificate(unsigned, key);
}

/**
 * Signs the proof of an answer that is given once more: all that it says stays as it was, under the id and the moment of another request.
 *
 * *Takes* the key that signed the certificate before.
 */
export function reissueCertificate(
  { signature: _signature, ...before }: Certificate,
  request: Pick<CertificateFacts, 'requestId' | 'issuedAt'>,
  privateKey: KeyObject,
): Certificate {
  return signCertificate({ ...before, request_id: request.requestId, issued_at: request.issuedAt }, privateKey);
}

function signCertificate(unsigned: Omit<Certificate, 'signature'>, key: KeyObject): Certificate {
  return { ...unsigned, signature: sign(null, signedBytes(unsigned), key).toString('base64') };
}

/** The bytes that are signed: the canonical JSON of the certificate without its signature. */
export function signedBytes(unsigned: Omit<Certificate, 'signature'>): Buffer {
  return Buffer.from(canonicalJson(unsigned), 'utf8');
}
