import { issueCertificate, readPrivateKey, reissueCertificate } from '@copilot/certificate';
import type { Policy } from '@copilot/contracts';
import type { CertificateIssuer } from './render-answer.js';

/** Bytes on the wire that the reader takes at most for one result. */
const RESULT_BYTES = 1_048_576;

/** Signs answers with the key of this installation. *Throws* when the key is not an Ed25519 key. */
export function createCertificateIssuer(settings: {
  readonly policy: Policy;
  readonly privateKey: string;
  readonly statementTimeoutMs: number;
  readonly now: () => Date;
}): CertificateIssuer {
  const { policy, statementTimeoutMs, now } = settings;
  const privateKey = readPrivateKey(settings.privateKey);
  return {
    issue: ({ requestId, context, question, allowed, columns, executed: { result, witness } }) =>
      issueCertificate(
        {
          requestId,
          issuedAt: now().toISOString(),
          subject: context,
          policy,
          question,
          sql: allowed.sql,
          relations: allowed.relations,
          functions: allowed.functions,
          caps: { rowLimit: allowed.rowLimit, statementTimeoutMs, resultBytes: RESULT_BYTES },
          result: { columns, rows: result.rows, truncated: result.truncated },
          witness,
        },
        privateKey,
      ),
    reissue: (before, requestId) =>
      reissueCertificate(before, { requestId, issuedAt: now().toISOString() }, privateKey),
  };
}
