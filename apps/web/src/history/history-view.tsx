'use client';

import type { ConversationSummary } from '@copilot/contracts';
import Link from 'next/link';
import { formatCell } from '../answer/format-cell';
import { gateway } from '../client/gateway';
import { buttonClass } from '../ui/button';
import { TitledList, type TitledListKind } from '../ui/titled-list';

/** Conversations to search, open, rename and delete. */
export function HistoryView({ conversations }: { conversations: readonly ConversationSummary[] }) {
  return (
    <TitledList
      entries={conversations}
      kind={pastConversations}
      empty={
        <div className="card px-6 py-12 text-center">
          <p className="font-medium">No conversation yet</p>
          <Link href="/" className={`${buttonClass({ kind: 'primary', size: 'medium' })} mt-4`}>
            Ask a question
          </Link>
        </div>
      }
    />
  );
}

const pastConversations: TitledListKind<ConversationSummary> = {
  searchLabel: 'Search your conversations',
  search: async (text, signal) => (await gateway.conversations(text, signal)).conversations,
  rename: gateway.renameConversation,
  remove: gateway.removeConversation,
  hrefOf: ({ id }) => `/?${new URLSearchParams({ c: id })}`,
  describe: ({ turn_count: turns, updated_at: at }) =>
    `${turns} ${turns === 1 ? 'question' : 'questions'} · ${formatCell(at, 'datetime')} UTC`,
  noneMentions: (wanted) => `No conversation mentions “${wanted}”`,
  removeTitle: 'Delete this conversation?',
  removeWords: ({ title }) => `“${title}” leaves your history for good. The audit log keeps what was asked.`,
};
