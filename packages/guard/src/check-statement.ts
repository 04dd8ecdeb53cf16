import type { RolePolicy, SecurityCheck } from '@copilot/contracts';
import type { ParseSql } from './parse-sql.js';
import { resolveStatement } from './resolve/resolve-statement.js';
import type { Resolution } from './resolve/resolution.js';
import { rewriteStatement } from './rewrite/rewrite-statement.js';
import type { RuleSet } from './rules/all-rules.js';
import { functionName } from './rules/functions.js';
import type { Facts, Finding } from './rules/rule.js';
import { indexTree, type TreeIndex } from './tree/index-tree.js';
import { messageOf } from './tree/node.js';
import { sameTree } from './tree/same-tree.js';
import type { Allowed, Blocked, RelationRead, Verdict } from './verdict.js';

export interface GuardRequest {
  readonly sql: string;
  readonly policy: RolePolicy;
  readonly rowLimit: number;
}

/**
 * Judges one SQL text: bounds, parse, rules, then the rewritten text once more. What was checked is what runs: the text to run is
 * parsed again, must be the tree that was meant, and passes every rule itself, without anything left to rewrite.
 */
export function checkStatement(request: GuardRequest, parse: ParseSql, rules: RuleSet): Verdict {
  const checks: SecurityCheck[] = [];
  const first = judge(request.sql, request.policy, parse, rules, checks);
  if (!first.ok) return first;
  const { policy, rowLimit } = request;
  const rewritten = rewriteStatement(first.sql, first.statement, first.facts.resolution(), {
    schema: policy.schema,
    rowLimit,
  });
  const second = rewritten.sql === first.sql ? first : judge(rewritten.sql, policy, parse, rules, []);
  if (!second.ok) return { ...second, checks };
  if (!sameTree(second.facts.statements[0], rewritten.tree) || isUnfinished(second.facts.resolution())) {
    return blocked('same_statement', 'guard.not-faithful', notFaithful, checks);
  }
  const limit = `LIMIT ${rewritten.rowLimit} ${rewritten.limit}`;
  const stars = rewritten.starsWritten ? '; “*” written out as the columns that the role may read' : '';
  return {
    ...describe(second.facts.resolution(), second.facts.index, policy),
    sql: rewritten.sql,
    rowLimit: rewritten.rowLimit,
    limit: rewritten.limit,
    checks: [...checks, passed('row_limit', limit), passed('same_statement', `parsed again after the limit${stars}`)],
  };
}

const notFaithful: Finding = {
  message: 'The SQL could not be limited without changing its meaning.',
  hint: 'Write it in a plainer form.',
};

type Judged =
  | {
      readonly ok: true;
      readonly sql: string;
      readonly statement: Readonly<Record<string, unknown>>;
      readonly facts: Facts;
    }
  | Blocked;

/** Asks every rule about one text; `checks` takes down what passed. */
function judge(sql: string, policy: RolePolicy, parse: ParseSql, rules: RuleSet, checks: SecurityCheck[]): Judged {
  for (const rule of rules.text) {
    const finding = rule.find(sql);
    if (finding) return blocked(rule.name, rule.code, finding, checks);
    checks.push(passed(rule.name));
  }
  const parsed = parse(sql);
  if (!parsed.ok)
    return blocked('syntax', 'guard.syntax', { message: `The SQL is not valid: ${parsed.message}.` }, checks);
  checks.push(passed('syntax'));

  const facts = toFacts(parsed.statements, policy);
  for (const rule of rules.tree) {
    const finding = rule.find(facts);
    if (finding) return blocked(rule.name, rule.code, finding, checks);
    checks.push(passed(rule.name));
  }
  return { ok: true, sql: parsed.only, statement: messageOf(parsed.statements[0], 'SelectStmt') ?? {}, facts };
}

function toFacts(statements: readonly unknown[], policy: RolePolicy): Facts {
  let resolution: Resolution | undefined;
  const statement = messageOf(statements[0], 'SelectStmt') ?? {};
  return {
    statements,
    policy,
    index: indexTree(statements[0]),
    resolution: () => (resolution ??= resolveStatement(statement, policy)),
  };
}

/** The text to run must have nothing left to decide: every view has its schema, no star hides columns. */
function isUnfinished({ stars, relations }: Resolution): boolean {
  return stars.length > 0 || relations.some((use) => use.kind === 'view' && use.node['schemaname'] === undefined);
}

function describe(
  { columnUses, relations, outputs }: Resolution,
  index: TreeIndex,
  policy: RolePolicy,
): Pick<Allowed, 'ok' | 'relations' | 'functions' | 'outputColumns'> {
  const names = [...new Set(relations.flatMap((use) => (use.kind === 'view' ? [use.name] : [])))].sort();
  const read = new Set(
    columnUses.flatMap(({ reference }) =>
      reference.kind === 'column' && reference.column.source
        ? [`${reference.column.source.view}.${reference.column.source.column}`]
        : [],
    ),
  );
  const calls = index.entries.flatMap((entry) =>
    entry.kind === 'FuncCall' ? [functionName(entry.message) ?? ''] : [],
  );
  return {
    ok: true,
    relations: names.flatMap((name): RelationRead[] => {
      const view = policy.views.get(name);
      return view
        ? [{ name, scope: view.scope, columns: view.columns.filter((column) => read.has(`${name}.${column}`)) }]
        : [];
    }),
    functions: [...new Set(calls)].sort(),
    outputColumns: outputs.map(({ name, source }) => (source ? { name, source } : { name })),
  };
}

function blocked(rule: string, code: string, { message, hint }: Finding, checks: readonly SecurityCheck[]): Blocked {
  const failed: SecurityCheck = { name: rule, status: 'failed', detail: message };
  return { ok: false, rule, problem: hint ? { code, message, hint } : { code, message }, checks: [...checks, failed] };
}

function passed(name: string, detail?: string): SecurityCheck {
  return detail === undefined ? { name, status: 'passed' } : { name, status: 'passed', detail };
}
