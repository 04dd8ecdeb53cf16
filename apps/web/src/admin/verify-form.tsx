'use client';

import { RoleSchema, type VerifyQuestionRequest } from '@copilot/contracts';
import { useState, type FormEvent } from 'react';
import { describeRole } from '../session/describe-scope';
import { Button } from '../ui/button';

/** Question, SQL and roles that somebody vouches for. The SQL runs through the same guard and scope as any other. */
export function VerifyForm(props: {
  question: string;
  sql: string;
  feedbackId?: string;
  onVerify: (request: VerifyQuestionRequest) => void;
}) {
  const [fault, setFault] = useState('');
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const roles = RoleSchema.options.filter((role) => form.has(`role-${role}`));
    if (roles.length === 0) return setFault('Choose at least one role.');
    setFault('');
    props.onVerify({
      question: String(form.get('question') ?? '').trim(),
      sql: String(form.get('sql') ?? '').trim(),
      roles,
      ...(props.feedbackId === undefined ? {} : { feedback_id: props.feedbackId }),
    });
  }
  return (
    <form onSubmit={submit} className="space-y-3 border-t border-line pt-4">
      <label className="block space-y-1 text-sm">
        <span className="text-ink-soft">Question</span>
        <input name="question" className="field h-9" defaultValue={props.question} required maxLength={2000} />
      </label>
      <label className="block space-y-1 text-sm">
        <span className="text-ink-soft">SQL</span>
        <textarea
          name="sql"
          rows={6}
          className="field font-mono text-[0.8125rem]"
          defaultValue={props.sql}
          required
          maxLength={20_000}
          spellCheck={false}
        />
      </label>
      <fieldset className="flex flex-wrap gap-x-5 gap-y-1">
        <legend className="mb-1 text-sm text-ink-soft">Roles that get this answer</legend>
        {RoleSchema.options.map((role) => (
          <label key={role} className="inline-flex items-center gap-2">
            <input type="checkbox" name={`role-${role}`} className="accent-[var(--accent)]" />
            {describeRole(role)}
          </label>
        ))}
      </fieldset>
      {fault !== '' && (
        <p role="alert" className="text-sm text-bad">
          {fault}
        </p>
      )}
      <Button type="submit" kind="primary">
        Verify
      </Button>
    </form>
  );
}
