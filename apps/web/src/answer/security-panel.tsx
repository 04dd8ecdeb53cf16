'use client';

import type { Answer, SecurityCheck } from '@copilot/contracts';
import { describeRole, describeStores } from '../session/describe-scope';
import { Button } from '../ui/button';
import { CopyButton } from '../ui/copy-button';
import { Disclosure } from '../ui/disclosure';
import { Icon } from '../ui/icon';
import { saveFile } from './save-file';

const CHECKS: Record<string, string> = {
  user_scope: 'The scope comes from the account, not from the question',
  text_size: 'The statement is short enough',
  clean_characters: 'It holds no hidden characters',
  text_bounds: 'It is not nested without end',
  syntax: 'PostgreSQL’s own grammar reads it',
  one_statement: 'It is a single statement',
  select_only: 'It is a SELECT and nothing else',
  tree_size: 'It is not too large',
  no_recursion: 'It does not call itself',
  known_nodes: 'It uses only known parts of SQL',
  allowed_views: 'It reads only views of the role',
  allowed_functions: 'It uses only allowed functions',
  allowed_operators: 'It uses only allowed operators',
  allowed_types: 'It uses only allowed types',
  allowed_collations: 'It uses only allowed sort orders',
  allowed_columns: 'It reads only columns of the role',
  session_values: 'It asks nothing about the session',
  no_field_access: 'It reaches into no composite value',
  no_whole_rows: 'It takes no row as a whole',
  bounded_patterns: 'Its patterns are short',
  bounded_generators: 'It makes no rows without end',
  bounded_output: 'It makes no text without end',
  row_limit: 'It returns a limited number of rows',
  same_statement: 'What was checked is what ran',
  scope_witness: 'The stores in the result lie inside the scope',
};
const CHECK_WORDS = { passed: 'passed', failed: 'failed', not_run: 'not needed' } as const;
const CHECK_ICONS = { passed: 'check', failed: 'close', not_run: 'dots' } as const;
const CHECK_LOOKS = { passed: 'text-good', failed: 'text-bad', not_run: 'text-ink-soft' } as const;

/** What kept this answer inside the scope, in plain words, with the signed proof to take away. */
export function SecurityPanel({ answer }: { answer: Answer }) {
  const { security, certificate } = answer;
  const rules = new Map(security.scope_rules?.map((entry) => [entry.view, entry.rule]));
  return (
    <Disclosure icon="shield" title="Security" hint={`${describeRole(security.role)} · ${describeStores(security)}`}>
      <p className="max-w-[68ch]">
        Asked by <strong className="font-medium">{security.username}</strong> as {describeRole(security.role)} for{' '}
        {describeStores(security)}. The database itself returned only rows of this scope, to a role that can read and
        never write, at most {security.row_limit} rows and within{' '}
        {(security.statement_timeout_ms / 1000).toLocaleString('en-US')} seconds.
      </p>
      <section className="space-y-2">
        <h3 className="text-sm font-semibold">Read</h3>
        {security.views_read.length === 0 ? (
          <p className="text-ink-soft">No data was read.</p>
        ) : (
          <ul className="space-y-1">
            {security.views_read.map((view) => (
              <li key={view} className="flex flex-wrap gap-x-3">
                <code className="font-mono text-sm">{view}</code>
                <span className="text-ink-soft">{rules.get(view)}</span>
              </li>
            ))}
          </ul>
        )}
        <p className="text-sm text-ink-soft">{security.allowed_views.length} views are open to this role.</p>
      </section>
      <Checks checks={security.checks} />
      <section className="space-y-2">
        <h3 className="text-sm font-semibold">Proof</h3>
        {certificate === null ? (
          <p className="text-ink-soft">No data left the database, so there is no certificate.</p>
        ) : (
          <>
            <p className="max-w-[68ch] text-ink-soft">
              The certificate names the statement, the views and columns it read, their scope rules and the result’s
              fingerprint, signed with key {certificate.key_id.slice(0, 12)}. Anybody can check it without this server:{' '}
              <code className="font-mono text-sm text-ink">npm run verify -- FILE</code>
            </p>
            <Button
              className="no-print"
              onClick={() =>
                saveFile(
                  new Blob([JSON.stringify(certificate, null, 2)], { type: 'application/json' }),
                  `certificate-${certificate.request_id}.json`,
                )
              }
            >
              <Icon name="download" /> Download the certificate
            </Button>
          </>
        )}
      </section>
      <p className="flex flex-wrap items-center gap-x-2 text-sm text-ink-soft">
        Audit id <code className="break-all font-mono text-xs">{answer.request_id}</code>
        <CopyButton text={answer.request_id} label="Copy" />
      </p>
    </Disclosure>
  );
}

function Checks({ checks }: { checks: readonly SecurityCheck[] }) {
  if (checks.length === 0) return null;
  const passed = checks.filter((check) => check.status === 'passed').length;
  const failed = checks.some((check) => check.status === 'failed');
  const rest = checks.length - passed;
  const summary = failed
    ? `${passed} of ${checks.length} checks passed`
    : `${passed} checks passed${rest === 0 ? '' : `, ${rest} not needed`}`;
  return (
    <section className="space-y-2">
      <h3 className="text-sm font-semibold">Checks</h3>
      <details className="group/checks" open={failed}>
        <summary className="inline-flex list-none items-center gap-2 rounded-lg hover:underline [&::-webkit-details-marker]:hidden">
          <Icon name={failed ? 'close' : 'check'} className={`size-4 ${failed ? 'text-bad' : 'text-good'}`} />
          {summary}
          <Icon name="chevron" className="size-4 text-ink-soft transition-transform group-open/checks:rotate-180" />
        </summary>
        <ul className="mt-3 grid gap-x-6 gap-y-1 sm:grid-cols-2">
          {checks.map((check) => (
            <li key={check.name} className="flex items-start gap-2">
              <Icon name={CHECK_ICONS[check.status]} className={`mt-1 size-4 ${CHECK_LOOKS[check.status]}`} />
              <span>
                {CHECKS[check.name] ?? sentence(check.name)}
                <span className={check.status === 'passed' ? 'sr-only' : 'text-ink-soft'}>
                  {' '}
                  ({CHECK_WORDS[check.status]})
                </span>
                {check.detail !== undefined && <span className="block text-sm text-ink-soft">{check.detail}</span>}
              </span>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}

function sentence(name: string): string {
  const text = name.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
