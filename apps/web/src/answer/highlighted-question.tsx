import type { Word } from '@copilot/contracts';
import type { ReactNode } from 'react';

const LOOKS: Record<Word['status'], string> = {
  used: 'border-b-2 border-accent',
  assumed: 'border-b-2 border-dotted border-caution',
  ignored: 'text-ink-soft',
  not_understood: 'rounded bg-bad-wash px-0.5 text-bad border-b-2 border-bad',
};

/** The question with each word marked by what became of it. */
export function HighlightedQuestion({ question, words }: { question: string; words: readonly Word[] }) {
  const parts: ReactNode[] = [];
  let from = 0;
  for (const word of [...words].sort((left, right) => left.start - right.start)) {
    if (word.start < from || word.end > question.length) continue;
    parts.push(question.slice(from, word.start));
    parts.push(
      <span key={word.start} className={LOOKS[word.status]} title={word.as}>
        {question.slice(word.start, word.end)}
      </span>,
    );
    from = word.end;
  }
  parts.push(question.slice(from));
  return <p className="leading-8">{parts}</p>;
}

/** What the marks mean, and what each word was taken for. */
export function WordList({ words }: { words: readonly Word[] }) {
  const said = words.filter((word) => word.status !== 'ignored');
  const ignored = words.filter((word) => word.status === 'ignored');
  return (
    <ul className="space-y-1 text-sm">
      {said.map((word) => (
        <li key={`${word.start}-${word.end}`} className="flex flex-wrap gap-x-2">
          <span className={`font-medium ${word.status === 'not_understood' ? 'text-bad' : ''}`}>“{word.text}”</span>
          <span className="text-ink-soft">
            {word.status === 'not_understood'
              ? 'not understood'
              : `${word.status === 'assumed' ? 'assumed to be' : 'read as'} ${word.as ?? 'part of the question'}`}
          </span>
        </li>
      ))}
      {ignored.length > 0 && (
        <li className="text-ink-soft">Without effect: {ignored.map((word) => `“${word.text}”`).join(', ')}</li>
      )}
    </ul>
  );
}
