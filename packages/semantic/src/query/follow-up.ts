import type { SemanticQuery, Turn } from '@copilot/contracts';
import type { Model } from '../model/model.js';
import type { Item } from '../question/lex.js';
import type { Lexicon } from '../question/lexicon.js';
import type { Clock } from '../question/resolve-time.js';

export interface FollowUpInput {
  readonly items: readonly Item[];
  readonly last: Turn;
  readonly lastQuery: SemanticQuery;
  readonly turns: readonly Turn[];
  readonly model: Model;
  readonly clock: Clock;
  readonly lexicon: Lexicon;
}

/** Reads a question as a change of the one before it; null when it stands on its own. */
export function readFollowUp(_input: FollowUpInput): { readonly query: SemanticQuery; readonly assumptions: readonly string[] } | null {
  return null;
}
