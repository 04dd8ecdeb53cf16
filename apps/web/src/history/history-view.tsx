'use client';

import type { ConversationSummary } from '@copilot/contracts';
import { Dialog } from '@base-ui/react/dialog';
import Link from 'next/link';
import { useEffect, useState, type FormEvent } from 'react';
import { formatCell } from '../answer/format-cell';
import { gateway } from '../client/gateway';
import { GatewayError, isAbort } from '../client/gateway-error';
import { useGate } from '../shell/session-gate';
import { Button, buttonClass } from '../ui/button';
import { Icon } from '../ui/icon';

type Pending = { kind: 'rename' | 'remove'; conversation: ConversationSummary } | null;

/** Conversations to search, open, rename and delete. */
export function HistoryView({ conversations: first }: { conversations: readonly ConversationSummary[] }) {
  const { withSession } = useGate();
  const [conversations, setConversations] = useState(first);
  const [wanted, setWanted] = useState('');
  const [pending, setPending] = useState<Pending>(null);
  const [fault, setFault] = useState('');

  useEffect(() => {
    const controller = new AbortController();
    const timer = setTimeout(
      () => {
        withSession(() => gateway.conversations(wanted.trim(), controller.signal))
          .then(({ conversations: found }) => setConversations(found))
          .catch((cause: unknown) => !isAbort(cause) && setFault(explain(cause)));
      },
      wanted === '' ? 0 : 200,
    );
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [wanted, withSession]);

  async function rename(conversation: ConversationSummary, title: string) {
    await withSession(() => gateway.renameConversation(conversation.id, title));
    setConversations((all) => all.map((item) => (item.id === conversation.id ? { ...item, title } : item)));
  }

  async function remove(conversation: ConversationSummary) {
    await withSession(() => gateway.removeConversation(conversation.id));
    setConversations((all) => all.filter((item) => item.id !== conversation.id));
  }

  function settle(work: Promise<void>) {
    setPending(null);
    setFault('');
    work.catch((cause: unknown) => setFault(explain(cause)));
  }

  return (
    <div className="space-y-4">
      <label className="relative block">
        <span className="sr-only">Search your conversations</span>
        <Icon name="search" className="pointer-events-none absolute left-3 top-3 text-ink-soft" />
        <input
          type="search"
          className="field h-10 pl-9"
          placeholder="Search your conversations"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      </label>
      {fault !== '' && (
        <p role="alert" className="text-bad">
          {fault}
        </p>
      )}
      {conversations.length === 0 ? (
        <div className="card px-6 py-12 text-center">
          <p className="font-medium">
            {wanted === '' ? 'No conversation yet' : `No conversation mentions “${wanted}”`}
          </p>
          {wanted === '' && (
            <Link href="/" className={`${buttonClass({ kind: 'primary', size: 'medium' })} mt-4`}>
              Ask a question
            </Link>
          )}
        </div>
      ) : (
        <ul className="card divide-y divide-line">
          {conversations.map((conversation) => (
            <li key={conversation.id} className="flex items-center gap-1 py-1 pl-1 pr-2 hover:bg-sunken">
              <Link
                prefetch={false}
                href={`/?${new URLSearchParams({ c: conversation.id })}`}
                className="min-w-0 flex-1 rounded-lg px-3 py-2"
              >
                <span className="block truncate font-medium">{conversation.title}</span>
                <span className="block text-sm text-ink-soft">
                  {conversation.turn_count} {conversation.turn_count === 1 ? 'question' : 'questions'} ·{' '}
                  {formatCell(conversation.updated_at, 'datetime')} UTC
                </span>
              </Link>
              <Button
                kind="ghost"
                size="icon"
                aria-label={`Rename “${conversation.title}”`}
                onClick={() => setPending({ kind: 'rename', conversation })}
              >
                <Icon name="edit" />
              </Button>
              <Button
                kind="ghost"
                size="icon"
                aria-label={`Delete “${conversation.title}”`}
                onClick={() => setPending({ kind: 'remove', conversation })}
              >
                <Icon name="trash" />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Dialog.Root open={pending !== null} onOpenChange={(open) => !open && setPending(null)}>
        <Dialog.Portal>
          <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/40" />
          <Dialog.Popup className="popup fixed left-1/2 top-1/2 z-50 w-[min(26rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 p-6">
            {pending?.kind === 'rename' && (
              <RenameForm
                title={pending.conversation.title}
                onRename={(title) => settle(rename(pending.conversation, title))}
              />
            )}
            {pending?.kind === 'remove' && (
              <div className="space-y-4">
                <Dialog.Title className="text-lg font-semibold">Delete this conversation?</Dialog.Title>
                <Dialog.Description className="text-ink-soft">
                  “{pending.conversation.title}” leaves your history for good. The audit log keeps what was asked.
                </Dialog.Description>
                <div className="flex justify-end gap-2">
                  <Dialog.Close className={buttonClass()}>Keep it</Dialog.Close>
                  <Button kind="danger" onClick={() => settle(remove(pending.conversation))}>
                    Delete
                  </Button>
                </div>
              </div>
            )}
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
    </div>
  );
}

function RenameForm({ title, onRename }: { title: string; onRename: (title: string) => void }) {
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const next = String(new FormData(event.currentTarget).get('title') ?? '').trim();
    if (next !== '') onRename(next);
  }
  return (
    <form onSubmit={submit} className="space-y-4">
      <Dialog.Title className="text-lg font-semibold">Rename</Dialog.Title>
      <label className="block space-y-1.5">
        <span className="text-sm">Title</span>
        <input name="title" className="field h-10" defaultValue={title} maxLength={200} required />
      </label>
      <div className="flex justify-end gap-2">
        <Dialog.Close className={buttonClass()}>Cancel</Dialog.Close>
        <Button type="submit" kind="primary">
          Rename
        </Button>
      </div>
    </form>
  );
}

function explain(cause: unknown): string {
  return cause instanceof GatewayError ? cause.message : 'That did not work. Try again.';
}
