import type { Clarification, Problem, RunStatus, SecurityCheck, Word } from '@copilot/contracts';
import type { ModelUsage } from '../language-model/model-usage.js';

/** What a person is shown beside the problem when a stage ends the run. */
export interface StopDetails {
  /** Decides the run's status where the problem's family alone does not. */
  readonly status?: RunStatus;
  readonly clarification?: Clarification | null;
  readonly suggestions?: readonly string[];
  readonly words?: readonly Word[];
  readonly planner?: 'semantic' | 'llm' | 'verified';
  readonly model?: string | null;
  readonly usage?: ModelUsage;
  /** The statement that was stopped, so that the person sees what was refused. */
  readonly sql?: string;
  /** Which checks it passed before the one that stopped it. */
  readonly checks?: readonly SecurityCheck[];
}

export interface Stopped {
  readonly ok: false;
  readonly problem: Problem;
  readonly details?: StopDetails;
}

/** The result of one stage: a value for the next stage, or the problem that ends the run. A plain `Outcome` fits. */
export type StageOutcome<T> = { readonly ok: true; readonly value: T } | Stopped;

/** A stage that went well. */
export const passed = <T>(value: T): StageOutcome<T> => ({ ok: true, value });

/** A stage that ends the run. */
export const stopped = (problem: Problem, details?: StopDetails): Stopped => ({ ok: false, problem, details });
