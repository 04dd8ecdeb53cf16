'use client';

import type { FeedbackEntry, VerifiedQuestion, VerifyQuestionRequest } from '@copilot/contracts';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { formatCell } from '../answer/format-cell';
import { SqlBlock } from '../answer/sql-block';
import { gateway } from '../client/gateway';
import { GatewayError } from '../client/gateway-error';
import { useGate } from '../shell/session-gate';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { VerifyForm } from './verify-form';

/** What people thought of their answers, and the questions that somebody vouches for. */
export function ReviewView({
  feedback,
  verified,
}: {
  feedback: readonly FeedbackEntry[];
  verified: readonly VerifiedQuestion[];
}) {
  const { withSession } = useGate();
  const router = useRouter();
  const [fault, setFault] = useState('');
  const [verifying, setVerifying] = useState<string | null>(null);
  const [showAll, setShowAll] = useState(false);
  const open = feedback.filter((entry) => showAll || !entry.reviewed);

  async function change(call: () => Promise<unknown>) {
    setFault('');
    try {
      await withSession(call);
      setVerifying(null);
      router.refresh();
    } catch (cause) {
      setFault(cause instanceof GatewayError ? cause.message : 'That did not work. Try again.');
    }
  }

  return (
    <div className="space-y-10">
      {fault !== '' && (
        <p role="alert" className="text-bad">
          {fault}
        </p>
      )}
      <section className="space-y-3">
        <div className="flex flex-wrap items-baseline justify-between gap-3">
          <h2 className="text-lg font-semibold tracking-tight">Feedback</h2>
          <label className="inline-flex items-center gap-2 text-sm text-ink-soft">
            <input
              type="checkbox"
              className="accent-[var(--accent)]"
              checked={showAll}
              onChange={(event) => setShowAll(event.target.checked)}
            />
            Show what is settled as well
          </label>
        </div>
        {open.length === 0 ? (
          <p className="card px-6 py-10 text-center text-ink-soft">Nothing waits for review.</p>
        ) : (
          <ul className="space-y-3">
            {open.map((entry) => (
              <li key={entry.id} className="card space-y-3 p-5">
                <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
                  <Icon
                    name={entry.rating}
                    className={`mt-0.5 size-5 ${entry.rating === 'up' ? 'text-good' : 'text-caution'}`}
                  />
                  <div className="min-w-0 flex-1">
                    <h3 className="break-words font-medium">
                      <span className="sr-only">{entry.rating === 'up' ? 'Right: ' : 'Wrong: '}</span>
                      {entry.question ?? 'A question that is no longer kept'}
                    </h3>
                    {entry.comment !== null && <p className="break-words">{entry.comment}</p>}
                    <p className="text-sm text-ink-soft">
                      {entry.username}, {formatCell(entry.created_at, 'datetime')} UTC
                      {entry.reviewed ? ', settled' : ''}
                    </p>
                  </div>
                  <div className="flex gap-2">
                    {entry.sql !== null && entry.question !== null && (
                      <Button
                        onClick={() => setVerifying(verifying === entry.id ? null : entry.id)}
                        aria-expanded={verifying === entry.id}
                      >
                        <Icon name="check" /> Verify the answer
                      </Button>
                    )}
                    <Button onClick={() => void change(() => gateway.reviewFeedback(entry.id, !entry.reviewed))}>
                      {entry.reviewed ? 'Open again' : 'Settle'}
                    </Button>
                  </div>
                </div>
                {verifying === entry.id && entry.sql !== null && entry.question !== null && (
                  <VerifyForm
                    question={entry.question}
                    sql={entry.sql}
                    feedbackId={entry.id}
                    onVerify={(request: VerifyQuestionRequest) => void change(() => gateway.verifyQuestion(request))}
                  />
                )}
              </li>
            ))}
          </ul>
        )}
      </section>
      <section className="space-y-3">
        <h2 className="text-lg font-semibold tracking-tight">Verified questions</h2>
        <details className="card group">
          <summary className="flex list-none items-center gap-2 px-5 py-3 font-medium hover:bg-sunken [&::-webkit-details-marker]:hidden">
            <Icon name="plus" /> Add a verified question
          </summary>
          <div className="px-5 pb-5">
            <VerifyForm question="" sql="" onVerify={(request) => void change(() => gateway.verifyQuestion(request))} />
          </div>
        </details>
        {verified.length === 0 ? (
          <p className="card px-6 py-10 text-center text-ink-soft">No question is verified yet.</p>
        ) : (
          <ul className="card divide-y divide-line">
            {verified.map((question) => (
              <li key={question.id}>
                <details className="group">
                  <summary className="flex list-none flex-wrap items-baseline gap-x-3 px-5 py-3 hover:bg-sunken [&::-webkit-details-marker]:hidden">
                    <span className="min-w-0 flex-1 break-words font-medium">{question.question}</span>
                    <span className="text-sm text-ink-soft">
                      {question.verified_by}, {formatCell(question.verified_at, 'date')}
                    </span>
                    <Icon
                      name="chevron"
                      className="size-4 self-center text-ink-soft transition-transform group-open:rotate-180"
                    />
                  </summary>
                  <div className="space-y-3 px-5 pb-4">
                    <p className="text-sm text-ink-soft">
                      For {question.roles.map((role) => role.replaceAll('_', ' ')).join(', ')}
                    </p>
                    <SqlBlock sql={question.sql} />
                    <Button
                      kind="danger"
                      onClick={() => void change(() => gateway.removeVerifiedQuestion(question.id))}
                    >
                      Withdraw
                    </Button>
                  </div>
                </details>
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}
