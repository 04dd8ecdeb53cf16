import { verify, type KeyObject } from 'node:crypto';
import { CertificateSchema, type Cell, type Certificate, type Policy } from '@copilot/contracts';
import { checkStatementFacts } from './check/check-statement-facts.js';
import { checkResult } from './check/check-result.js';
import { checkSubject } from './check/check-subject.js';
import { failed, judged, notRun, type Check } from './check/check.js';
import { hashPolicy, hashText } from './hashes.js';
import { signedBytes } from './issue-certificate.js';
import { keyIdOf, readPublicKey } from './keys.js';

/** Columns and rows of the answer that a certificate belongs to. */
export interface CertifiedData {
  readonly columns: readonly { readonly name: string }[];
  readonly rows: readonly (readonly Cell[])[];
}

/** What the checker found; `ok` when no check failed. A check that could not be made (no data, no question) is `not_run`. */
export interface Verification {
  readonly ok: boolean;
  readonly checks: readonly Check[];
}

/**
 * Checks a certificate offline: signature, policy, statement parsed again, relations and columns found again, scope rules, caps,
 * hashes. Takes nothing on trust but the public key and the policy.
 *
 * *Takes* `data` and `question` where they are at hand; then the result and question hashes are computed again.
 */
export async function verifyCertificate(
  certificate: unknown,
  publicKey: KeyObject | string,
  policy: Policy,
  given: { readonly data?: CertifiedData | undefined; readonly question?: string | undefined } = {},
): Promise<Verification> {
  const parsed = CertificateSchema.safeParse(certificate);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue && issue.path.length > 0 ? ` at ${issue.path.join('.')}` : '';
    return { ok: false, checks: [failed('form', `not a certificate of version 1${place}`)] };
  }
  const { data } = parsed;
  const checks = [
    judged('form', true, 'a certificate of version 1'),
    ...checkSignature(data, typeof publicKey === 'string' ? readPublicKey(publicKey) : publicKey),
    checkPolicy(data, policy),
    checkSubject(data, policy),
    judged('statement_hash', hashText(data.statement.sql) === data.statement.sha256, 'the hash of the SQL'),
    checkQuestion(data, given.question),
    ...(await checkStatementFacts(data, policy, given.data)),
    ...checkResult(data, given.data),
  ];
  return { ok: checks.every((check) => check.status !== 'failed'), checks };
}

function checkSignature(certificate: Certificate, key: KeyObject): Check[] {
  const { signature, ...unsigned } = certificate;
  const isOurKey = keyIdOf(key) === certificate.key_id;
  const isSigned = verify(null, signedBytes(unsigned), key, Buffer.from(signature, 'base64'));
  return [
    judged('key', isOurKey, `signed with key ${certificate.key_id}, checked with ${keyIdOf(key)}`),
    judged('signature', isSigned, 'Ed25519 over the canonical JSON'),
  ];
}

function checkPolicy({ policy_version, policy_sha256 }: Certificate, policy: Policy): Check {
  if (policy_version !== policy.version) {
    return failed('policy', `issued under version ${policy_version}; the policy at hand is ${policy.version}`);
  }
  return judged('policy', policy_sha256 === hashPolicy(policy), `version ${policy.version}`);
}

function checkQuestion({ question_sha256 }: Certificate, question: string | undefined): Check {
  if (question === undefined) return notRun('question_hash', 'the question is not at hand');
  return judged('question_hash', hashText(question) === question_sha256, 'the hash of the question');
}
