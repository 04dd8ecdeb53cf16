import type { Certificate, Policy } from '@copilot/contracts';
import { canonicalJson } from '../canonical-json.js';
import { findReads, type Reads } from '../statement/find-reads.js';
import { readStatement } from '../statement/read-statement.js';
import type { CertifiedData } from '../verify-certificate.js';
import { failed, judged, notRun, type Check } from './check.js';

/** Parses the SQL of the certificate again and compares what it reads with what the certificate says and the policy allows. */
export async function checkStatementFacts(
  certificate: Certificate,
  policy: Policy,
  data: CertifiedData | undefined,
): Promise<Check[]> {
  const read = await readStatement(certificate.statement.sql);
  if (!read.ok) return [failed('statement', read.reason)];
  const reads = findReads(read.select, policy);
  const { caps, functions } = certificate;
  return [
    judged('statement', true, 'one SELECT, parsed again with PostgreSQL’s grammar'),
    checkRelations(certificate, reads),
    checkRole(certificate, reads, policy),
    checkScopeRules(certificate, policy),
    judged(
      'functions',
      canonicalJson([...functions].sort()) === canonicalJson(read.functions),
      read.functions.join(', ') || 'none',
    ),
    judged(
      'limit',
      read.limit !== null && read.limit <= caps.row_limit,
      `the SQL says LIMIT ${read.limit ?? 'nothing plain'}`,
    ),
    checkWitness(certificate, reads, policy, data),
  ];
}

/** Views and columns found in the text are exactly those that the certificate lists. */
function checkRelations({ relations }: Certificate, { views, unknown }: Reads): Check {
  const [stranger] = unknown;
  if (stranger !== undefined) return failed('relations', `the SQL names ${stranger}, which is not of the policy`);
  const listed = relations.map(({ name, columns }) => [name, [...columns].sort()] as const);
  const isSame = canonicalJson(Object.fromEntries(listed)) === canonicalJson(Object.fromEntries(views));
  return judged(
    'relations',
    isSame && listed.length === views.size,
    `found again: ${[...views.keys()].join(', ') || 'none'}`,
  );
}

/** The role may read every view and every column that the text reads, whatever the certificate lists. */
function checkRole({ subject }: Certificate, { views }: Reads, policy: Policy): Check {
  const granted = policy.roles.find((role) => role.role === subject.role)?.views ?? {};
  for (const [view, columns] of views) {
    const readable = granted[view];
    if (readable === undefined) return failed('role', `${subject.role} may not read ${view}`);
    const beyond = readable === '*' ? undefined : columns.find((column) => !readable.includes(column));
    if (beyond !== undefined) return failed('role', `${subject.role} may not read ${view}.${beyond}`);
  }
  return judged('role', true, `${subject.role} may read all of it`);
}

/** Each listed view carries the scope rule that the policy gives it. */
function checkScopeRules({ relations }: Certificate, policy: Policy): Check {
  const wrong = relations.find(({ name, scope }) => {
    const view = policy.views.find((known) => known.name === name);
    return canonicalJson(view?.scope ?? null) !== canonicalJson(scope);
  });
  if (wrong) return failed('scope_rules', `${wrong.name} has another rule in the policy`);
  const scoped = relations.filter(({ scope }) => scope.kind === 'store').map(({ name }) => name);
  return judged(
    'scope_rules',
    true,
    scoped.length > 0 ? `by store: ${scoped.join(', ')}` : 'nothing that belongs to a store',
  );
}

/** The output columns that are store columns are those that were compared with the scope; with the data at hand, they are compared again. */
function checkWitness(
  { witness, subject }: Certificate,
  reads: Reads,
  policy: Policy,
  data: CertifiedData | undefined,
): Check {
  const storeColumns = reads.outputs.flatMap(({ from }, index) => {
    const scope = policy.views.find((view) => view.name === from?.view)?.scope;
    return scope?.kind === 'store' && scope.column === from?.column ? [index] : [];
  });
  const expected = storeColumns.length > 0 ? 'passed' : 'not_applicable';
  if (witness.status !== expected || witness.store_columns.length !== storeColumns.length) {
    return failed('witness', 'the store columns of the result are not those that were compared');
  }
  if (storeColumns.length === 0) return judged('witness', true, 'the result has no store column');
  if (!data) return notRun('witness', 'the data are not at hand');
  const stores = new Set<unknown>(subject.store_ids);
  const isInside = data.rows.every((row) =>
    storeColumns.every((index) => row[index] === null || subject.all_stores || stores.has(row[index])),
  );
  return judged('witness', isInside, `stores in ${witness.store_columns.join(', ')} are of the scope`);
}
