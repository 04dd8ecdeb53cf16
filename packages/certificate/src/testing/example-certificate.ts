import { readFileSync } from 'node:fs';
import { PolicySchema, type Certificate, type Policy } from '@copilot/contracts';
import { parse } from 'yaml';
import { issueCertificate, type CertificateFacts } from '../issue-certificate.js';
import { createKeyPair } from '../keys.js';

const file = new URL('../../../../models/pagila/policy.yaml', import.meta.url);

/** The product's policy, a key pair and the facts of one answer, for tests. */
export const examplePolicy: Policy = PolicySchema.parse(parse(readFileSync(file, 'utf8')));
export const exampleKeys = createKeyPair();

const storeScope = { kind: 'store', column: 'store_id' } as const;

/** The one relation that the example reads. */
export const paymentsRead = { name: 'v_payments', columns: ['amount', 'store_id'], scope: storeScope };

export const exampleFacts: CertificateFacts = {
  requestId: 'request-1',
  issuedAt: '2026-01-01T00:00:00.000Z',
  subject: { username: 'manager_store1', role: 'store_manager', store_ids: [1], all_stores: false },
  policy: examplePolicy,
  question: 'revenue by store',
  sql: 'SELECT p.store_id, sum(p.amount) AS revenue FROM analytics.v_payments p GROUP BY p.store_id\nLIMIT 200',
  relations: [paymentsRead],
  functions: ['sum'],
  caps: { rowLimit: 200, statementTimeoutMs: 5000, resultBytes: 1_000_000 },
  result: { columns: [{ name: 'store_id' }, { name: 'revenue' }], rows: [[1, 33689.74]], truncated: false },
  witness: { status: 'passed', store_columns: ['store_id'] },
};

/** A signed certificate of the example, with other facts where they are given. */
export function exampleCertificate(facts: Partial<CertificateFacts> = {}): Certificate {
  return issueCertificate({ ...exampleFacts, ...facts }, exampleKeys.privateKey);
}
