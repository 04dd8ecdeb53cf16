'use client';

import { Popover } from '@base-ui/react/popover';
import type { Answer, SaveAnswerRequest } from '@copilot/contracts';
import Link from 'next/link';
import { useState, type FormEvent, type ReactNode } from 'react';
import { explainFault } from '../client/explain-fault';
import { gateway } from '../client/gateway';
import { useGate } from '../shell/session-gate';
import { Button, buttonClass } from '../ui/button';
import { Icon } from '../ui/icon';

type Way = NonNullable<SaveAnswerRequest['as']>;

/** Keeps an answer in one's list: the title, and whether the question is read anew or what was understood runs as it is. */
export function SaveAnswer({ answer, question, way }: { answer: Answer; question: string; way: Way }) {
  const { withSession } = useGate();
  const [open, setOpen] = useState(false);
  const [state, setState] = useState<'open' | 'saving' | 'saved'>('open');
  const [fault, setFault] = useState('');

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const title = String(form.get('title') ?? '').trim();
    setFault('');
    setState('saving');
    withSession(() =>
      gateway.saveAnswer({
        request_id: answer.request_id,
        ...(title === '' ? {} : { title }),
        as: form.get('way') === 'interpretation' ? 'interpretation' : 'question',
        ...(answer.certificate === null ? {} : { result_sha256: answer.certificate.result.sha256 }),
      }),
    ).then(
      () => {
        setState('saved');
        setOpen(false);
      },
      (cause: unknown) => {
        setState('open');
        setFault(explainFault(cause));
      },
    );
  }

  if (state === 'saved')
    return (
      <Link href="/saved" className={buttonClass({ kind: 'ghost' })}>
        <Icon name="check" />
        <span role="status">Saved</span>
      </Link>
    );
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger className={buttonClass({ kind: 'ghost' })}>
        <Icon name="bookmark" /> Save
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="start" collisionPadding={12} className="z-50">
          <Popover.Popup className="popup w-[min(23rem,calc(100vw-1.5rem))] p-4">
            <Popover.Title className="mb-3 font-medium">Save this answer</Popover.Title>
            <form onSubmit={submit} className="space-y-4">
              <label className="block space-y-1 text-sm text-ink-soft">
                <span>Title</span>
                <input
                  name="title"
                  className="field h-9 text-ink"
                  defaultValue={question.slice(0, 200)}
                  maxLength={200}
                />
              </label>
              {answer.explain.interpretation !== null && (
                <fieldset className="space-y-2 text-sm">
                  <legend className="mb-1 text-ink-soft">When it is opened</legend>
                  <Choice value="question" chosen={way}>
                    Read the question anew
                    <span className="block text-ink-soft">“Last month” moves on with the data.</span>
                  </Choice>
                  <Choice value="interpretation" chosen={way}>
                    Run exactly what was understood
                    <span className="block text-ink-soft">The parts above the answer stay as they are.</span>
                  </Choice>
                </fieldset>
              )}
              {fault !== '' && (
                <p role="alert" className="text-sm text-bad">
                  {fault}
                </p>
              )}
              <Button type="submit" kind="primary" className="w-full" disabled={state === 'saving'}>
                Save
              </Button>
            </form>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Choice({ value, chosen, children }: { value: Way; chosen: Way; children: ReactNode }) {
  return (
    <label className="flex items-start gap-2">
      <input
        type="radio"
        name="way"
        value={value}
        defaultChecked={value === chosen}
        className="mt-1 accent-[var(--accent)]"
      />
      <span>{children}</span>
    </label>
  );
}
