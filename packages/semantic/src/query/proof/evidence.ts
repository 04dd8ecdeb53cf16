import type { SemanticQuery } from '@copilot/contracts';
import type { Model } from '../../model/model.js';
import type { Item } from '../../question/lex.js';
import type { Reading } from '../../question/reading.js';

/** What a check may compare: the words with what they were taken for, what was read from them, and the query that came of it. */
export interface Evidence {
  readonly items: readonly Item[];
  /** As it was scanned, before assembling used it up. */
  readonly reading: Reading;
  readonly query: SemanticQuery;
  readonly model: Model;
  /** The query that a follow-up changed. */
  readonly before?: SemanticQuery;
}

/** Words that were used but left no trace in the query: they count as not understood. */
export interface Unplaced {
  readonly kind: 'unplaced';
  readonly at: readonly number[];
}

/** The query answers something else than the words ask for: the person is asked, and offered what may have been meant. */
export interface Unsure {
  readonly kind: 'unsure';
  readonly message: string;
  /** Other queries that the words may stand for, the likeliest first. */
  readonly instead: readonly SemanticQuery[];
}

/** Looks at one way in which a query can miss its question. *Returns* null when it does not. */
export type Check = (evidence: Evidence) => Unplaced | Unsure | null;

/** An objection with the other readings that can be offered. */
export function unsure(message: string, ...instead: readonly SemanticQuery[]): Unsure {
  return { kind: 'unsure', message, instead };
}
