'use client';

import { Dialog } from '@base-ui/react/dialog';
import type { FormEvent } from 'react';
import { Button, buttonClass } from './button';

/** What is about to happen to an entry of a list that its owner named. */
export type PendingChange<T> = { readonly kind: 'rename' | 'remove'; readonly entry: T } | null;

interface TitleDialogsProps<T> {
  pending: PendingChange<T>;
  /** Asked before an entry goes: "Delete this conversation?". */
  removeTitle: string;
  removeWords: (entry: T) => string;
  onRename: (entry: T, title: string) => void;
  onRemove: (entry: T) => void;
  onClose: () => void;
}

/** The dialogs for giving an entry another title and for deleting it. */
export function TitleDialogs<T extends { title: string }>(props: TitleDialogsProps<T>) {
  const { pending, onClose } = props;
  return (
    <Dialog.Root open={pending !== null} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/40" />
        <Dialog.Popup className="popup fixed left-1/2 top-1/2 z-50 w-[min(26rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 p-6">
          {pending?.kind === 'rename' && (
            <RenameForm title={pending.entry.title} onRename={(title) => props.onRename(pending.entry, title)} />
          )}
          {pending?.kind === 'remove' && (
            <div className="space-y-4">
              <Dialog.Title className="text-lg font-semibold">{props.removeTitle}</Dialog.Title>
              <Dialog.Description className="break-words text-ink-soft">
                {props.removeWords(pending.entry)}
              </Dialog.Description>
              <div className="flex justify-end gap-2">
                <Dialog.Close className={buttonClass()}>Keep it</Dialog.Close>
                <Button kind="danger" onClick={() => props.onRemove(pending.entry)}>
                  Delete
                </Button>
              </div>
            </div>
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
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
