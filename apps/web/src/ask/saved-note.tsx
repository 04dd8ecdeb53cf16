import type { Answer, SavedAnswer } from '@copilot/contracts';
import Link from 'next/link';
import { formatCell } from '../answer/format-cell';
import { Icon } from '../ui/icon';

/** Says that an answer was saved on another day and computed again now, and whether its figures have changed since. */
export function SavedNote({ saved, answer }: { saved: SavedAnswer; answer: Answer | null }) {
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-ink-soft" data-testid="saved-note">
      <Icon name="bookmark" />
      <span>
        <Link href="/saved" className="underline decoration-line-strong underline-offset-4 hover:text-ink">
          Saved
        </Link>{' '}
        {formatCell(saved.created_at, 'date')}, computed again now under today’s scope.
      </span>
      {answer?.status === 'answered' && <Change before={saved.result_sha256} now={answer.certificate?.result.sha256} />}
    </p>
  );
}

function Change({ before, now }: { before: string | null; now: string | undefined }) {
  if (before === null || now === undefined) return null;
  return before === now ? (
    <span className="inline-flex items-center gap-1 text-good">
      <Icon name="check" className="size-3.5" /> Same result as then
    </span>
  ) : (
    <span className="inline-flex items-center gap-1 text-caution">
      <Icon name="warn" className="size-3.5" /> The result has changed since
    </span>
  );
}
