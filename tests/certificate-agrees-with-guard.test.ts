import { readFileSync } from 'node:fs';
import { createKeyPair, issueCertificate, verifyCertificate } from '@copilot/certificate';
import { PolicySchema, RoleSchema, toRolePolicy } from '@copilot/contracts';
import { createGuard, readCorpus } from '@copilot/guard';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const policy = PolicySchema.parse(parse(readFileSync('models/pagila/policy.yaml', 'utf8')));
const corpus = readCorpus(readFileSync('packages/guard/corpus/legitimate.jsonl', 'utf8'));

// Guard and checker resolve names with code of their own: over the whole corpus they must find the same.
describe('the checker of certificates', async () => {
  const guard = await createGuard();
  const keys = createKeyPair();

  it.each(corpus)('finds in $id what the guard found', async ({ sql, role }) => {
    const verdict = guard.check({ sql, policy: toRolePolicy(policy, role), rowLimit: 200 });
    if (!verdict.ok) throw new Error(`the guard blocked it: ${verdict.problem.message}`);
    const stores = verdict.outputColumns.filter(({ source }) => {
      const scope = policy.views.find((view) => view.name === source?.view)?.scope;
      return scope?.kind === 'store' && scope.column === source?.column;
    });
    const result = { columns: verdict.outputColumns, rows: [], truncated: false };
    const certificate = issueCertificate(
      {
        requestId: 'request-1',
        issuedAt: '2026-01-01T00:00:00.000Z',
        subject: { username: 'somebody', role: RoleSchema.parse(role), store_ids: [1], all_stores: false },
        policy,
        question: 'a question',
        sql: verdict.sql,
        relations: verdict.relations,
        functions: verdict.functions,
        caps: { rowLimit: 200, statementTimeoutMs: 5000, resultBytes: 1_000_000 },
        result,
        witness: {
          status: stores.length > 0 ? 'passed' : 'not_applicable',
          store_columns: stores.map(({ name }) => name),
        },
      },
      keys.privateKey,
    );
    const { checks } = await verifyCertificate(certificate, keys.publicKey, policy, {
      data: result,
      question: 'a question',
    });
    expect(checks.filter((check) => check.status !== 'passed')).toEqual([]);
  });
});
