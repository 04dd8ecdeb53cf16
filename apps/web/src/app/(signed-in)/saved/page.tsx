import { SavedAnswerListSchema } from '@copilot/contracts';
import type { Metadata } from 'next';
import { SavedView } from '../../../saved/saved-view';
import { readForPage, requireSession } from '../../../session/read-session';
import { Notice } from '../../../ui/notice';
import { PageHead } from '../../../ui/page-head';

export const metadata: Metadata = { title: 'Saved' };

export default async function SavedPage() {
  const { token } = await requireSession();
  const list = await readForPage(token, 'saved', SavedAnswerListSchema);
  return (
    <div className="mx-auto max-w-3xl space-y-6 px-4 py-8 sm:px-6">
      <PageHead title="Saved">
        Answers you keep. What is kept is the question, not its figures: opening one computes it with today’s data, in
        today’s scope.
      </PageHead>
      {list === null ? (
        <Notice look="bad" role="alert" title="Your saved answers cannot be read just now">
          <p className="text-ink-soft">Load the page again in a moment.</p>
        </Notice>
      ) : (
        <SavedView saved={list.saved} />
      )}
    </div>
  );
}
