import { ConversationListSchema } from '@copilot/contracts';
import type { Metadata } from 'next';
import { HistoryView } from '../../../history/history-view';
import { readForPage, requireSession } from '../../../session/read-session';
import { Notice } from '../../../ui/notice';
import { PageHead } from '../../../ui/page-head';

export const metadata: Metadata = { title: 'History' };

export default async function HistoryPage() {
  const { token } = await requireSession();
  const list = await readForPage(token, 'conversations', ConversationListSchema);
  return (
    <div className="mx-auto max-w-3xl space-y-6 px-4 py-8 sm:px-6">
      <PageHead title="History">
        Your conversations. An answer asked again runs with today’s data, in today’s scope.
      </PageHead>
      {list === null ? (
        <Notice look="bad" role="alert" title="Your conversations cannot be read just now">
          <p className="text-ink-soft">Load the page again in a moment.</p>
        </Notice>
      ) : (
        <HistoryView conversations={list.conversations} />
      )}
    </div>
  );
}
