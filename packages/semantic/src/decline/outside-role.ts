import type { Word } from '@copilot/contracts';
import type { NotPlanned, PlanInput } from '../plan-result.js';
import { accountFor } from '../question/account.js';
import type { HiddenNoun } from '../question/hidden-nouns.js';
import type { Item } from '../question/lex.js';

/** Says which nouns the role may not see, and offers the question without them where that can be answered. */
export function hiddenFromRole(
  hidden: readonly HiddenNoun[],
  items: readonly Item[],
  input: PlanInput,
  suggestions: readonly string[],
  canAnswer: (question: string) => boolean,
): NotPlanned {
  const inside = (start: number): boolean => hidden.some((noun) => noun.start <= start && start < noun.end);
  for (const item of items)
    if (item.tokens.some((token) => inside(token.start))) [item.status, item.as] = ['not_understood', null];
  const words = accountFor(items, input.question);
  const denied = hidden.map(({ start, end }) => ({ text: input.question.slice(start, end) }));
  const first = hidden.length === 1 ? hidden[0] : undefined;
  const shorter =
    first && first.knownUntil > 0
      ? `${input.question.slice(0, first.knownUntil)}${input.question.slice(first.end)}`
      : null;
  const answerable = shorter !== null && canAnswer(shorter);
  return outsideRole(denied, words, input, answerable ? [shorter, ...suggestions] : suggestions);
}

/** Says that nouns of the question are not part of what the role may see. */
export function outsideRole(
  denied: readonly Pick<Word, 'text'>[],
  words: readonly Word[],
  input: PlanInput,
  suggestions: readonly string[],
): NotPlanned {
  const names = [...new Set(denied.map((word) => word.text.toLowerCase()))].join(' and ');
  return {
    kind: 'refuse',
    problem: {
      code: 'plan.outside-role',
      message: `${capital(names)} ${denied.length > 1 || names.endsWith('s') ? 'are' : 'is'} not part of what the role ${input.context.role.replaceAll('_', ' ')} may see.`,
    },
    clarification: null,
    words,
    suggestions,
  };
}

function capital(text: string): string {
  return `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;
}
