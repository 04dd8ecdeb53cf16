import type { Answer } from '@copilot/contracts';
import { Fragment } from 'react';

/** The answer in one sentence with its figures in bold. It is text throughout: nothing in it can become markup. */
export function AnswerSentence({ answer }: { answer: Pick<Answer, 'answer' | 'widgets' | 'status'> }) {
  const parts =
    answer.status === 'answered'
      ? splitFigures(answer.answer, leadingFigure(answer))
      : [{ text: answer.answer, strong: false }];
  return (
    <p className="max-w-[68ch] whitespace-pre-line text-lg leading-relaxed" data-testid="answer-sentence">
      {parts.map((part, index) =>
        part.strong ? (
          <strong key={index} className="font-semibold tabular-nums">
            {part.text}
          </strong>
        ) : (
          <Fragment key={index}>{part.text}</Fragment>
        ),
      )}
    </p>
  );
}

function leadingFigure(answer: Pick<Answer, 'widgets'>): string | null {
  const kpi = answer.widgets.find((widget) => widget.type === 'kpi');
  return kpi?.type === 'kpi' ? kpi.formatted : null;
}

/** Splits a sentence around its figure: the one of the KPI where the sentence holds it, else amounts, percentages and counts. */
export function splitFigures(sentence: string, figure: string | null): { text: string; strong: boolean }[] {
  if (figure !== null && figure !== '' && sentence.includes(figure)) {
    const at = sentence.indexOf(figure);
    return [
      { text: sentence.slice(0, at), strong: false },
      { text: figure, strong: true },
      { text: sentence.slice(at + figure.length), strong: false },
    ].filter((part) => part.text !== '');
  }
  const pattern =
    /-?\$\d[\d,]*(?:\.\d+)?|-?\d[\d,]*(?:\.\d+)?\s?%|-?\b\d{1,3}(?:,\d{3})+(?:\.\d+)?\b|-?\b\d+\.\d+\b|(?<=\()\d+(?=\))/g;
  const parts: { text: string; strong: boolean }[] = [];
  let from = 0;
  for (const match of sentence.matchAll(pattern)) {
    if (match.index > from) parts.push({ text: sentence.slice(from, match.index), strong: false });
    parts.push({ text: match[0], strong: true });
    from = match.index + match[0].length;
  }
  if (from < sentence.length) parts.push({ text: sentence.slice(from), strong: false });
  return parts;
}
