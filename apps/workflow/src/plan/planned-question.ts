import type { Problem, SemanticQuery, Word } from '@copilot/contracts';
import type { ReadResult } from '../execute/statement-reader.js';
import type { Candidate } from '../language-model/read-reply.js';
import type { ModelUsage } from '../language-model/model-usage.js';
import type { StageOutcome } from '../run/stage-outcome.js';
import type { EmptyCheck, Emptied, Rendered } from './semantic-planner.js';

/** What either planner hands to the guard: SQL, and what it says about the question. */
export interface PlannedQuestion {
  readonly planner: 'semantic' | 'llm' | 'verified';
  readonly model: string | null;
  /** Tried in order; the first that the guard lets through is run. */
  readonly candidates: readonly Candidate[];
  readonly query: SemanticQuery | null;
  readonly words: readonly Word[];
  readonly assumptions: readonly string[];
  readonly confidence: number | null;
  readonly restated: string | null;
  readonly steps: readonly string[];
  readonly definitions: readonly { readonly name: string; readonly description: string }[];
  readonly usage?: ModelUsage;
  /** Absent where nobody knows what the columns mean: then the result is shown plainly. */
  readonly render?: (result: ReadResult, emptied?: Emptied) => Rendered;
  /** How to find out what emptied a result; null when it is not empty. */
  readonly checkEmpty?: (result: ReadResult) => EmptyCheck | null;
  /** What the other planner made of the question, to be read beside this. */
  readonly second?: PlannedQuestion;
  /** Writes the query again after the guard or the database refused it; absent when nobody can, or no try is left. */
  readonly repair?: (problem: Problem) => Promise<StageOutcome<PlannedQuestion>>;
  /** Tells the planner that the statement ran, so that it may keep it. */
  readonly keep?: () => void;
}
