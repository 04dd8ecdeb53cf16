'use client';

import type { ConversationSummary } from '@copilot/contracts';
import Link from 'next/link';
import { useCallback, useState } from 'react';
import { formatCell } from '../answer/format-cell';
import { explainFault } from '../client/explain-fault';
import { gateway } from '../client/gateway';
import { useSearch } from '../client/use-search';
import { useGate } from '../shell/session-gate';
import { Button, buttonClass } from '../ui/button';
import { Icon } from '../ui/icon';
import { SearchField } from '../ui/search-field';
import { TitleDialogs, type PendingChange } from '../ui/title-dialogs';

/** Conversations to search, open, rename and delete. */
export function HistoryView({ conversations: first }: { conversations: readonly ConversationSummary[] }) {
  const { withSession } = useGate();
  const [conversations, setConversations] = useState(first);
  const [wanted, setWanted] = useState('');
  const [pending, setPending] = useState<PendingChange<ConversationSummary>>(null);
  const [fault, setFault] = useState('');

  const search = useCallback(
    async (text: string, signal: AbortSignal) =>
      setConversations((await withSession(() => gateway.conversations(text, signal))).conversations),
    [withSession],
  );
  const onFault = useCallback((cause: unknown) => setFault(explainFault(cause)), []);
  useSearch(wanted, search, onFault);

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
    work.catch(onFault);
  }

  return (
    <div className="space-y-4">
      <SearchField label="Search your conversations" value={wanted} onChange={setWanted} />
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
                onClick={() => setPending({ kind: 'rename', entry: conversation })}
              >
                <Icon name="edit" />
              </Button>
              <Button
                kind="ghost"
                size="icon"
                aria-label={`Delete “${conversation.title}”`}
                onClick={() => setPending({ kind: 'remove', entry: conversation })}
              >
                <Icon name="trash" />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <TitleDialogs
        pending={pending}
        removeTitle="Delete this conversation?"
        removeWords={({ title }) => `“${title}” leaves your history for good. The audit log keeps what was asked.`}
        onRename={(entry, title) => settle(rename(entry, title))}
        onRemove={(entry) => settle(remove(entry))}
        onClose={() => setPending(null)}
      />
    </div>
  );
}
