'use client';

import type { SavedAnswer } from '@copilot/contracts';
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

/** Saved answers to search, open, rename and delete. */
export function SavedView({ saved: first }: { saved: readonly SavedAnswer[] }) {
  const { withSession } = useGate();
  const [saved, setSaved] = useState(first);
  const [wanted, setWanted] = useState('');
  const [pending, setPending] = useState<PendingChange<SavedAnswer>>(null);
  const [fault, setFault] = useState('');

  const search = useCallback(
    async (text: string, signal: AbortSignal) =>
      setSaved((await withSession(() => gateway.savedAnswers(text, signal))).saved),
    [withSession],
  );
  const onFault = useCallback((cause: unknown) => setFault(explainFault(cause)), []);
  useSearch(wanted, search, onFault);

  async function rename(answer: SavedAnswer, title: string) {
    await withSession(() => gateway.renameSavedAnswer(answer.id, title));
    setSaved((all) => all.map((item) => (item.id === answer.id ? { ...item, title } : item)));
  }

  async function remove(answer: SavedAnswer) {
    await withSession(() => gateway.removeSavedAnswer(answer.id));
    setSaved((all) => all.filter((item) => item.id !== answer.id));
  }

  function settle(work: Promise<void>) {
    setPending(null);
    setFault('');
    work.catch(onFault);
  }

  if (saved.length === 0 && wanted === '')
    return (
      <div className="card space-y-4 px-6 py-12 text-center">
        <p className="font-medium">Nothing saved yet</p>
        <p className="mx-auto max-w-[48ch] text-ink-soft">
          Choose “Save” below an answer to keep it here. It is computed again each time you open it.
        </p>
        <Link href="/" className={buttonClass({ kind: 'primary', size: 'medium' })}>
          Ask a question
        </Link>
      </div>
    );
  return (
    <div className="space-y-4">
      <SearchField label="Search your saved answers" value={wanted} onChange={setWanted} />
      {fault !== '' && (
        <p role="alert" className="text-bad">
          {fault}
        </p>
      )}
      {saved.length === 0 ? (
        <p className="card px-6 py-12 text-center font-medium">No saved answer mentions “{wanted}”</p>
      ) : (
        <ul className="card divide-y divide-line">
          {saved.map((answer) => (
            <li key={answer.id} className="flex items-center gap-1 py-1 pl-1 pr-2 hover:bg-sunken">
              <Link
                prefetch={false}
                href={`/?${new URLSearchParams({ saved: answer.id })}`}
                className="min-w-0 flex-1 rounded-lg px-3 py-2"
              >
                <span className="block truncate font-medium">{answer.title}</span>
                <span className="block truncate text-sm text-ink-soft">{describeSaved(answer)}</span>
              </Link>
              <Button
                kind="ghost"
                size="icon"
                aria-label={`Rename “${answer.title}”`}
                onClick={() => setPending({ kind: 'rename', entry: answer })}
              >
                <Icon name="edit" />
              </Button>
              <Button
                kind="ghost"
                size="icon"
                aria-label={`Delete “${answer.title}”`}
                onClick={() => setPending({ kind: 'remove', entry: answer })}
              >
                <Icon name="trash" />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <TitleDialogs
        pending={pending}
        removeTitle="Delete this saved answer?"
        removeWords={({ title }) => `“${title}” leaves your list for good. The audit log keeps what was asked.`}
        onRename={(entry, title) => settle(rename(entry, title))}
        onRemove={(entry) => settle(remove(entry))}
        onClose={() => setPending(null)}
      />
    </div>
  );
}

function describeSaved(answer: SavedAnswer): string {
  return [
    `Saved ${formatCell(answer.created_at, 'date')}`,
    ...(answer.title === answer.question ? [] : [`“${answer.question}”`]),
    ...(answer.store_id === null ? [] : [`store ${answer.store_id} only`]),
    ...(answer.query === null ? [] : ['as it was understood']),
  ].join(' · ');
}
