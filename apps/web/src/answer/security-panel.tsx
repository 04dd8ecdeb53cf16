'use client';

import type { Answer } from '@copilot/contracts';
import { describeRole, describeStores } from '../session/describe-scope';
import { Button } from '../ui/button';
import { CopyButton } from '../ui/copy-button';
import { Disclosure } from '../ui/disclosure';
import { Icon } from '../ui/icon';
import { saveFile } from './save-file';

const CHECKS: Record<string, string> = {
  select_only: 'It is one SELECT and nothing else',
  single_statement: 'It is a single statement',
  views_allowed: 'It reads only views of the role',
  functions_allowed: 'It uses only allowed functions',
  row_limit: 'It returns a limited number of rows',
};
const CHECK_WORDS = { passed: 'passed', failed: 'failed', not_run: 'not run' } as const;

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
      {security.checks.length > 0 && (
        <section className="space-y-2">
          <h3 className="text-sm font-semibold">Checks</h3>
          <ul className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
            {security.checks.map((check) => (
              <li key={check.name} className="flex items-start gap-2">
                <Icon
                  name={check.status === 'passed' ? 'check' : check.status === 'failed' ? 'close' : 'dots'}
                  className={`mt-1 size-4 ${check.status === 'passed' ? 'text-good' : check.status === 'failed' ? 'text-bad' : 'text-ink-soft'}`}
                />
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
        </section>
      )}
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

function sentence(name: string): string {
  const text = name.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
