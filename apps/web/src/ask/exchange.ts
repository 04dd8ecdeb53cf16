import type { Answer, KeptTurn, SavedAnswer, SemanticQuery, Stage } from '@copilot/contracts';

/** What is known of one question on the page. */
export type ExchangeState =
  | { kind: 'asking'; stage: Stage | null; done: readonly Stage[] }
  | { kind: 'answered'; answer: Answer }
  | { kind: 'not-answered'; message: string; offline: boolean; requestId?: string }
  /** From an earlier visit: what was kept, to be asked again under today's scope. */
  | { kind: 'kept'; turn: KeptTurn };

/** One question of the thread with what became of it. */
export interface Exchange {
  readonly key: string;
  readonly question: string;
  /** Set when an edited interpretation is run instead of the question's own reading. */
  readonly query: SemanticQuery | null;
  readonly storeId: number | null;
  /** Set when it is a saved answer that was opened. */
  readonly saved: SavedAnswer | null;
  readonly state: ExchangeState;
}
