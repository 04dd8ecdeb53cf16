import type { Word } from '@copilot/contracts';
import { withoutWords } from '../answer/without-words.js';
import { listWords } from '../list-words.js';
import type { NotPlanned, PlanInput } from '../plan-result.js';

/** What can be offered beside the words: questions near what was understood, and whether a question can be answered. */
export interface Offers {
  readonly related: readonly string[];
  readonly canAnswer: (question: string) => boolean;
}

const MOST_OPTIONS = 4;
const MOST_RELATED = 3;

/**
 * Asks about words that nothing accounts for; without any word of the business it is no question about the data. What is offered can be
 * answered: the question with a name in the place of the word, without the words, and the nearest questions about what was understood.
 */
export function notUnderstood(
  unknown: readonly Word[],
  words: readonly Word[],
  input: PlanInput,
  suggestions: readonly string[],
  known: boolean,
  offers: Offers,
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
        ...[...new Set([...offers.related.slice(0, MOST_RELATED), ...suggestions])].map((text) => ({
          label: text,
          question: text,
        })),
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
          options: firstFew(
            options,
            ({ question }) =>
              question.toLowerCase() !== input.question.toLowerCase() &&
              question.length > 3 &&
              offers.canAnswer(question),
          ),
        }
      : null,
    words,
    suggestions,
  };
}

/** The first few that pass; what comes after them is not looked at. */
function firstFew<T>(list: readonly T[], passes: (one: T) => boolean): T[] {
  const out: T[] = [];
  for (const one of list) {
    if (out.length === MOST_OPTIONS) break;
    if (passes(one)) out.push(one);
  }
  return out;
}
