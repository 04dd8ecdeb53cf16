import type { SemanticQuery, Word } from '@copilot/contracts';
import { describeQuery } from '../answer/describe-query.js';
import type { Model } from '../model/model.js';
import type { NotPlanned, Planned } from '../plan-result.js';
import type { Unsure } from '../query/proof/evidence.js';

export interface InDoubtInput {
  /** The query that disagrees with the words. */
  readonly query: SemanticQuery;
  readonly doubt: Unsure;
  readonly model: Model;
  readonly words: readonly Word[];
  readonly suggestions: readonly string[];
  /** Plans a question that is offered; null where nothing more may be offered. */
  readonly tryPlan: ((question: string) => Planned | NotPlanned) | null;
}

/** Asks back what a query that disagrees with its question was to show. What is offered can be chosen: it plans to what it says. */
export function inDoubt({ query, doubt, model, words, suggestions, tryPlan }: InDoubtInput): NotPlanned {
  const offered = tryPlan ? [...doubt.instead, query].flatMap((q) => sayAgain(q, model, tryPlan)) : [];
  const options = [...new Set([...offered, ...(offered.length > 1 ? [] : suggestions)])].slice(0, 4);
  return {
    kind: 'clarify',
    problem: { code: 'question.ambiguous', message: doubt.message },
    clarification: {
      question: 'What would you like to see?',
      options: options.map((text) => ({ label: capital(text), question: text })),
    },
    words,
    suggestions,
  };
}

/** The query in words, where those words lead back to it. */
function sayAgain(query: SemanticQuery, model: Model, tryPlan: (question: string) => Planned | NotPlanned): string[] {
  const text = describeQuery(query, model);
  const planned = tryPlan(text);
  return planned.kind === 'planned' && planned.restated === text ? [text] : [];
}

function capital(text: string): string {
  return `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;
}
