import { describe, expect, it } from 'vitest';
import type { Certificate } from '@copilot/contracts';
import { createKeyPair, readPrivateKey } from './keys.js';
import { reissueCertificate, type CertificateFacts } from './issue-certificate.js';
import {
  exampleCertificate,
  exampleFacts,
  exampleKeys,
  examplePolicy,
  paymentsRead,
} from './testing/example-certificate.js';
import { verifyCertificate } from './verify-certificate.js';

const given = { data: exampleFacts.result, question: exampleFacts.question };
const failures = async (certificate: unknown, options: Parameters<typeof verifyCertificate>[3] = given) => {
  const { checks } = await verifyCertificate(certificate, exampleKeys.publicKey, examplePolicy, options);
  return checks.filter((check) => check.status === 'failed').map((check) => check.name);
};

describe('an honest certificate', () => {
  it('passes every check, with the data and the question at hand', async () => {
    const { ok, checks } = await verifyCertificate(exampleCertificate(), exampleKeys.publicKey, examplePolicy, given);
    expect(checks.filter((check) => check.status !== 'passed')).toEqual([]);
    expect(ok).toBe(true);
  });

  it('says what could not be checked when it comes alone', async () => {
    const { ok, checks } = await verifyCertificate(exampleCertificate(), exampleKeys.publicKey, examplePolicy);
    expect(ok).toBe(true);
    expect(checks.filter((check) => check.status === 'not_run').map((check) => check.name)).toEqual([
      'question_hash',
      'witness',
      'result_hash',
    ]);
  });

  it('is signed anew for an answer that is given once more', async () => {
    const before = exampleCertificate();
    const key = readPrivateKey(exampleKeys.privateKey);
    const again = reissueCertificate(before, { requestId: 'again', issuedAt: '2026-01-02T03:04:05.000Z' }, key);
    expect(again).toEqual({
      ...before,
      request_id: 'again',
      issued_at: '2026-01-02T03:04:05.000Z',
      signature: again.signature,
    });
    expect(again.signature).not.toBe(before.signature);
    expect(await failures(again)).toEqual([]);
  });

  it('survives a trip through JSON with its keys in another order', async () => {
    const reversed = Object.fromEntries(Object.entries(JSON.parse(JSON.stringify(exampleCertificate()))).reverse());
    expect(await failures(reversed)).toEqual([]);
  });
});

describe('a certificate that was changed after it was signed', () => {
  const changes: readonly [string, (certificate: Certificate) => unknown, string][] = [
    ['the stores', (c) => ({ ...c, subject: { ...c.subject, store_ids: [1, 2] } }), 'signature'],
    ['the role', (c) => ({ ...c, subject: { ...c.subject, role: 'admin' } }), 'signature'],
    ['the user', (c) => ({ ...c, subject: { ...c.subject, username: 'admin_user' } }), 'signature'],
    ['the SQL', (c) => ({ ...c, statement: { ...c.statement, sql: 'SELECT 1 LIMIT 1' } }), 'statement_hash'],
    ['the relations', (c) => ({ ...c, relations: [] }), 'relations'],
    ['the functions', (c) => ({ ...c, functions: [] }), 'functions'],
    ['the row count', (c) => ({ ...c, result: { ...c.result, row_count: 2 } }), 'result_hash'],
    ['the result hash', (c) => ({ ...c, result: { ...c.result, sha256: '0'.repeat(64) } }), 'result_hash'],
    ['the time', (c) => ({ ...c, issued_at: '2020-01-01T00:00:00.000Z' }), 'signature'],
    ['the signature', (c) => ({ ...c, signature: `A${c.signature.slice(1)}` }), 'signature'],
    ['the key id', (c) => ({ ...c, key_id: '0'.repeat(16) }), 'key'],
    ['the policy hash', (c) => ({ ...c, policy_sha256: '0'.repeat(64) }), 'policy'],
    ['an added field', (c) => ({ ...c, note: 'x' }), 'form'],
  ];
  it.each(changes)('is found out: %s', async (_, change, check) => {
    expect(await failures(change(exampleCertificate()))).toContain(check);
  });

  it('is found out when it was signed with another key', async () => {
    const other = createKeyPair();
    const { ok } = await verifyCertificate(exampleCertificate(), other.publicKey, examplePolicy, given);
    expect(ok).toBe(false);
  });

  it('is found out when the data or the question were exchanged', async () => {
    const data = { ...exampleFacts.result, rows: [[1, 99999]] };
    expect(await failures(exampleCertificate(), { ...given, data })).toEqual(['result_hash']);
    expect(await failures(exampleCertificate(), { ...given, question: 'something else' })).toEqual(['question_hash']);
  });
});

describe('a certificate whose signer lied', () => {
  const lies: readonly [string, Partial<CertificateFacts>, string][] = [
    ['a base table', { sql: 'SELECT store_id, sum(amount) FROM payment GROUP BY 1 LIMIT 200' }, 'relations'],
    [
      'a view that is not listed',
      { sql: `${exampleFacts.sql.replace('p GROUP', 'p, analytics.v_films f GROUP')}` },
      'relations',
    ],
    [
      'a column that is not listed',
      { sql: exampleFacts.sql.replace('sum(p.amount)', 'sum(p.amount + p.staff_id)') },
      'relations',
    ],
    [
      'a listed column that is not read',
      { relations: [{ ...paymentsRead, columns: ['amount', 'staff_id', 'store_id'] }] },
      'relations',
    ],
    ['a role that may not read the view', { subject: { ...exampleFacts.subject, role: 'marketing' } }, 'role'],
    [
      'a weaker scope rule',
      { relations: [{ ...paymentsRead, scope: { kind: 'shared', reason: 'x' } }] },
      'scope_rules',
    ],
    ['no outer LIMIT', { sql: exampleFacts.sql.replace('\nLIMIT 200', '') }, 'limit'],
    ['a LIMIT over the cap', { sql: exampleFacts.sql.replace('200', '5000') }, 'limit'],
    ['a second statement', { sql: `${exampleFacts.sql}; SELECT 1` }, 'statement'],
    ['a write', { sql: 'WITH d AS (DELETE FROM payment RETURNING 1) SELECT 1 LIMIT 1' }, 'statement'],
    ['FOR UPDATE', { sql: 'SELECT store_id FROM analytics.v_payments LIMIT 1 FOR UPDATE' }, 'statement'],
    ['a function that is not listed', { functions: [] }, 'functions'],
    ['no witness where one was due', { witness: { status: 'not_applicable', store_columns: [] } }, 'witness'],
    ['a row of another store', { result: { ...exampleFacts.result, rows: [[2, 1]] } }, 'witness'],
    ['more rows than the cap', { caps: { ...exampleFacts.caps, rowLimit: 0 } }, 'row_cap'],
  ];
  it.each(lies)('is found out: %s', async (_, facts, check) => {
    const certificate = exampleCertificate(facts);
    expect(await failures(certificate, { data: facts.result ?? exampleFacts.result })).toContain(check);
  });

  it('is found out when a column of another role hides in a star or a whole row', async () => {
    const subject = { ...exampleFacts.subject, role: 'marketing' } as const;
    for (const sql of [
      'SELECT * FROM analytics.v_customers LIMIT 1',
      'SELECT c FROM analytics.v_customers c LIMIT 1',
      'SELECT count(c.*) FROM analytics.v_customers c LIMIT 1',
      'SELECT (SELECT email FROM analytics.v_customers LIMIT 1) FROM (SELECT 1 AS email) x LIMIT 1',
      'SELECT first_name FROM analytics.v_customers ORDER BY email LIMIT 1',
      'SELECT 1 FROM analytics.v_customers a NATURAL JOIN analytics.v_customers b LIMIT 1',
    ]) {
      expect(await failures(exampleCertificate({ subject, sql, functions: [] })), sql).toContain('role');
    }
  });
});

describe('a policy that is not the one of the certificate', () => {
  it('is found out by its version, its content and the roles it lacks', async () => {
    const certificate = exampleCertificate();
    const verify = async (policy: typeof examplePolicy) => {
      const { checks } = await verifyCertificate(certificate, exampleKeys.publicKey, policy, given);
      return checks.filter(({ status }) => status === 'failed').map(({ name }) => name);
    };
    expect(await verify({ ...examplePolicy, version: 'another' })).toEqual(['policy']);
    const [first, ...others] = examplePolicy.views;
    if (first === undefined) throw new Error('the example policy has no view');
    expect(await verify({ ...examplePolicy, views: [{ ...first, description: 'changed' }, ...others] })).toEqual([
      'policy',
    ]);
    const role = certificate.subject.role;
    expect(
      await verify({ ...examplePolicy, roles: examplePolicy.roles.filter((known) => known.role !== role) }),
    ).toContain('subject');
  });
});
