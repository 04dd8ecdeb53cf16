'use client';

import type { SavedAnswer } from '@copilot/contracts';
import Link from 'next/link';
import { formatCell } from '../answer/format-cell';
import { gateway } from '../client/gateway';
import { buttonClass } from '../ui/button';
import { TitledList, type TitledListKind } from '../ui/titled-list';

/** Saved answers to search, open, rename and delete. */
export function SavedView({ saved }: { saved: readonly SavedAnswer[] }) {
  return (
    <TitledList
      entries={saved}
      kind={savedAnswers}
      empty={
        <div className="card space-y-4 px-6 py-12 text-center">
          <p className="font-medium">Nothing saved yet</p>
          <p className="mx-auto max-w-[48ch] text-ink-soft">
            Choose “Save” below an answer to keep it here. It is computed again each time you open it.
          </p>
          <Link href="/" className={buttonClass({ kind: 'primary', size: 'medium' })}>
            Ask a question
          </Link>
        </div>
      }
    />
  );
}

const savedAnswers: TitledListKind<SavedAnswer> = {
  searchLabel: 'Search your saved answers',
  search: async (text, signal) => (await gateway.savedAnswers(text, signal)).saved,
  rename: gateway.renameSavedAnswer,
  remove: gateway.removeSavedAnswer,
  hrefOf: ({ id }) => `/?${new URLSearchParams({ saved: id })}`,
  describe: (answer) =>
    [
      `Saved ${formatCell(answer.created_at, 'date')}`,
      ...(answer.title === answer.question ? [] : [`“${answer.question}”`]),
      ...(answer.store_id === null ? [] : [`store ${answer.store_id} only`]),
      ...(answer.query === null ? [] : ['as it was understood']),
    ].join(' · '),
  noneMentions: (wanted) => `No saved answer mentions “${wanted}”`,
  removeTitle: 'Delete this saved answer?',
  removeWords: ({ title }) => `“${title}” leaves your list for good. The audit log keeps what was asked.`,
};
