'use client';

import { Popover } from '@base-ui/react/popover';
import { useId, useState, type FormEvent } from 'react';
import { gateway } from '../client/gateway';
import { useGate } from '../shell/session-gate';
import { Button, buttonClass } from '../ui/button';
import { Icon } from '../ui/icon';

const REASONS = ['wrong number', 'wrong period', 'wrong scope', 'unclear', 'something else'] as const;
type State = 'open' | 'sent-up' | 'sent-down' | 'failed';

/** Whether the answer was right; a "no" asks for the reason, which goes to the review list. */
export function Feedback({ requestId }: { requestId: string }) {
  const { withSession } = useGate();
  const [state, setState] = useState<State>('open');
  const [asking, setAsking] = useState(false);
  const id = useId();

  async function send(rating: 'up' | 'down', comment?: string) {
    try {
      await withSession(() =>
        gateway.feedback({ request_id: requestId, rating, ...(comment === undefined ? {} : { comment }) }),
      );
      setState(rating === 'up' ? 'sent-up' : 'sent-down');
      setAsking(false);
    } catch {
      setState('failed');
    }
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const words = String(form.get('words') ?? '').trim();
    void send('down', [String(form.get('reason')), words].filter((part) => part !== '').join(': '));
  }

  return (
    <div className="flex items-center gap-1">
      <Button
        kind="ghost"
        size="icon"
        aria-label="This answer is right"
        aria-pressed={state === 'sent-up'}
        onClick={() => void send('up')}
      >
        <Icon name="up" className={state === 'sent-up' ? 'size-4 text-good' : 'size-4'} />
      </Button>
      <Popover.Root open={asking} onOpenChange={setAsking}>
        <Popover.Trigger
          className={buttonClass({ kind: 'ghost', size: 'icon' })}
          aria-label="Something is wrong with this answer"
        >
          <Icon name="down" className={state === 'sent-down' ? 'size-4 text-caution' : 'size-4'} />
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Positioner sideOffset={6} align="end" collisionPadding={12} className="z-50">
            <Popover.Popup className="popup w-[min(20rem,calc(100vw-1.5rem))] p-4">
              <Popover.Title className="mb-2 font-medium">What is wrong?</Popover.Title>
              <form onSubmit={submit} className="space-y-3">
                <fieldset className="space-y-1">
                  <legend className="sr-only">Reason</legend>
                  {REASONS.map((reason, index) => (
                    <label key={reason} className="flex items-center gap-2 py-0.5">
                      <input
                        type="radio"
                        name="reason"
                        value={reason}
                        defaultChecked={index === 0}
                        className="accent-[var(--accent)]"
                      />
                      {reason.charAt(0).toUpperCase() + reason.slice(1)}
                    </label>
                  ))}
                </fieldset>
                <label htmlFor={`${id}-words`} className="block text-sm text-ink-soft">
                  What did you expect? (if you like)
                </label>
                <textarea id={`${id}-words`} name="words" rows={2} maxLength={1900} className="field text-sm" />
                <Button type="submit" kind="primary" className="w-full">
                  Send
                </Button>
              </form>
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      </Popover.Root>
      <span role="status" className="text-sm text-ink-soft">
        {state === 'failed' ? 'Not sent. Try again.' : state === 'open' ? '' : 'Thank you.'}
      </span>
    </div>
  );
}
