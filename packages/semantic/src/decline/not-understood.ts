import type { Word } from '@copilot/contracts';
import { withoutWords } from '../answer/without-words.js';
import { listWords } from '../list-words.js';
import type { NotPlanned, PlanInput } from '../plan-result.js';

/** Asks about words that nothing accounts for; without any word of the business it is no question about the data. */
export function notUnderstood(
  unknown: readonly Word[],
  words: readonly Word[],
  input: PlanInput,
  suggestions: readonly string[],
  known: boolean,
): NotPlanned {
  const quoted = [...new Set(unknown.map((word) => `"${word.text}"`))];
  const names = quoted.join(', ');
  const holding = unknown.flatMap((word) => input.values.holding(word.text.toLowerCase(), 3));
  const near = [...new Map(holding.map((entry) => [entry.value, entry])).values()].slice(0, 3);
  const shorter = withoutWords(input.question, unknown);
  const options = known
    ? [
        ...near.map((entry) => ({
          label: entry.value,
          question: input.question.replace(unknown[0]?.text ?? '', entry.value),
        })),
        { label: `Leave out ${names}`, question: shorter },
        ...suggestions.slice(0, 2).map((text) => ({ label: text, question: text })),
      ]
    : suggestions.map((text) => ({ label: text, question: text }));
  const message = known
    ? `I did not understand ${names}, and it could change the answer.`
    : `I can only answer questions about this business's data; ${listWords(quoted)} ${quoted.length === 1 ? 'is' : 'are'} not part of it.`;
  return {
    kind: known ? 'clarify' : 'refuse',
    problem: { code: known ? 'question.not-understood' : 'question.not-analytics', message },
    clarification: known
      ? {
          question: `What do you mean by ${names}?`,
          options: options
            .filter(
              (option) => option.question.toLowerCase() !== input.question.toLowerCase() && option.question.length > 3,
            )
            .slice(0, 4),
        }
      : null,
    words,
    suggestions,
  };
}
