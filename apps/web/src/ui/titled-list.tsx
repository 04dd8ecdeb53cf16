'use client';

import Link from 'next/link';
import { useCallback, useState, type ReactNode } from 'react';
import { explainFault } from '../client/explain-fault';
import { useSearch } from '../client/use-search';
import { useGate } from '../shell/session-gate';
import { Button } from './button';
import { Icon } from './icon';
import { SearchField } from './search-field';
import { TitleDialogs, type PendingChange } from './title-dialogs';

interface Titled {
  readonly id: string;
  readonly title: string;
}

/** What a list of one kind of thing says, and how the gateway is asked about it. Kept outside the component, so that it stays the same one. */
export interface TitledListKind<Entry extends Titled> {
  readonly searchLabel: string;
  readonly search: (text: string, signal: AbortSignal) => Promise<readonly Entry[]>;
  readonly rename: (id: string, title: string) => Promise<unknown>;
  readonly remove: (id: string) => Promise<unknown>;
  readonly hrefOf: (entry: Entry) => string;
  readonly describe: (entry: Entry) => string;
  readonly noneMentions: (wanted: string) => string;
  readonly removeTitle: string;
  readonly removeWords: (entry: Entry) => string;
}

/** A list of one's own to search, open, rename and delete. `empty` stands where nothing was kept yet. */
export function TitledList<Entry extends Titled>({
  entries: first,
  kind,
  empty,
}: {
  readonly entries: readonly Entry[];
  readonly kind: TitledListKind<Entry>;
  readonly empty: ReactNode;
}) {
  const { withSession } = useGate();
  const [entries, setEntries] = useState(first);
  const [wanted, setWanted] = useState('');
  const [pending, setPending] = useState<PendingChange<Entry>>(null);
  const [fault, setFault] = useState('');

  const search = useCallback(
    async (text: string, signal: AbortSignal) => setEntries(await withSession(() => kind.search(text, signal))),
    [withSession, kind],
  );
  const onFault = useCallback((cause: unknown) => setFault(explainFault(cause)), []);
  useSearch(wanted, search, onFault);

  async function rename({ id }: Entry, title: string) {
    await withSession(() => kind.rename(id, title));
    setEntries((all) => all.map((item) => (item.id === id ? { ...item, title } : item)));
  }

  async function remove({ id }: Entry) {
    await withSession(() => kind.remove(id));
    setEntries((all) => all.filter((item) => item.id !== id));
  }

  function settle(work: Promise<void>) {
    setPending(null);
    setFault('');
    work.catch(onFault);
  }

  if (entries.length === 0 && wanted === '') return empty;
  return (
    <div className="space-y-4">
      <SearchField label={kind.searchLabel} value={wanted} onChange={setWanted} />
      {fault !== '' && (
        <p role="alert" className="text-bad">
          {fault}
        </p>
      )}
      {entries.length === 0 ? (
        <p className="card px-6 py-12 text-center font-medium">{kind.noneMentions(wanted)}</p>
      ) : (
        <ul className="card divide-y divide-line">
          {entries.map((entry) => (
            <li key={entry.id} className="flex items-center gap-1 py-1 pl-1 pr-2 hover:bg-sunken">
              <Link prefetch={false} href={kind.hrefOf(entry)} className="min-w-0 flex-1 rounded-lg px-3 py-2">
                <span className="block truncate font-medium">{entry.title}</span>
                <span className="block truncate text-sm text-ink-soft">{kind.describe(entry)}</span>
              </Link>
              <Button
                kind="ghost"
                size="icon"
                aria-label={`Rename “${entry.title}”`}
                onClick={() => setPending({ kind: 'rename', entry })}
              >
                <Icon name="edit" />
              </Button>
              <Button
                kind="ghost"
                size="icon"
                aria-label={`Delete “${entry.title}”`}
                onClick={() => setPending({ kind: 'remove', entry })}
              >
                <Icon name="trash" />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <TitleDialogs
        pending={pending}
        removeTitle={kind.removeTitle}
        removeWords={kind.removeWords}
        onRename={(entry, title) => settle(rename(entry, title))}
        onRemove={(entry) => settle(remove(entry))}
        onClose={() => setPending(null)}
      />
    </div>
  );
}
