import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createKeyPair, issueCertificate, readPrivateKey, type CertificateFacts } from '@copilot/certificate';
import { toRolePolicy, type Policy } from '@copilot/contracts';
import { createAuditStore, createPool, databaseUrls } from '@copilot/database';
import { createGuard, readCorpus } from '@copilot/guard';
import { summarise, time, type Summary } from './timings.js';

const ROUNDS = 5;
const APPENDS = 200;

/** The guard on every statement of its corpus that an analyst may write. */
export async function benchGuard({ root, policy }: { root: string; policy: Policy }): Promise<Summary> {
  const guard = await createGuard();
  const corpus = readCorpus(readFileSync(join(root, 'packages', 'guard', 'corpus', 'legitimate.jsonl'), 'utf8'));
  const times: number[] = [];
  for (let round = -1; round < ROUNDS; round += 1)
    for (const { sql, role } of corpus) {
      const begun = performance.now();
      guard.check({ sql, policy: toRolePolicy(policy, role), rowLimit: 200 });
      if (round >= 0) times.push(performance.now() - begun);
    }
  return summarise(times);
}

/** A certificate over 200 rows of four columns: hashed and signed. */
export function benchCertificate(policy: Policy): Summary {
  const key = readPrivateKey(createKeyPair().privateKey);
  const rows = Array.from({ length: 200 }, (_, index) => [index, `name of row ${index}`, index * 1.25, '2022-05-01']);
  const facts: CertificateFacts = {
    requestId: 'bench',
    issuedAt: '2026-01-01T00:00:00.000Z',
    subject: { username: 'admin_user', role: 'admin', store_ids: [1, 2], all_stores: true },
    policy,
    question: 'bench',
    sql: 'SELECT film_id, title FROM analytics.v_films',
    relations: [],
    functions: [],
    caps: { rowLimit: 200, statementTimeoutMs: 5000, resultBytes: 1_000_000 },
    result: { columns: ['a', 'b', 'c', 'd'].map((name) => ({ name })), rows, truncated: false },
    witness: { status: 'not_applicable', store_columns: [] },
  };
  const times: number[] = [];
  for (let round = -20; round < 200; round += 1) {
    const begun = performance.now();
    issueCertificate(facts, key);
    if (round >= 0) times.push(performance.now() - begun);
  }
  return summarise(times);
}

/** One record with seven stages into the chain, committed. */
export async function benchAudit(database: { baseUrl: string; secret: string }): Promise<Summary> {
  const pool = createPool(databaseUrls(database).app, { max: 1, applicationName: 'copilot-bench' });
  const audit = createAuditStore(pool);
  const stages = ['authorize', 'retrieve', 'plan', 'guard', 'execute', 'render', 'audit'];
  const times: number[] = [];
  try {
    for (let round = 0; round < APPENDS; round += 1)
      await time(times, () =>
        audit.append({
          requestId: `bench-${round}`,
          conversationId: null,
          username: 'admin_user',
          role: 'admin',
          storeIds: [1, 2],
          allStores: true,
          question: 'how long does a record of the audit take?',
          status: 'answered',
          errorStage: null,
          problem: null,
          planner: 'semantic',
          model: null,
          sql: 'SELECT SUM(payments.amount) AS revenue FROM analytics.v_payments AS payments',
          views: ['v_payments'],
          rowCount: 1,
          certificateSha256: null,
          durationMs: 1,
          timingsMs: {},
          usage: null,
          events: stages.map((stage) => ({ stage, status: 'ok', durationMs: 1, detail: null })),
        }),
      );
  } finally {
    await pool.end();
  }
  return summarise(times.slice(10));
}
