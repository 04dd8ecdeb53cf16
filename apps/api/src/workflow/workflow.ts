import type {
  Answer,
  Catalog,
  Completions,
  RunRequest,
  StageEvent,
  Suggestions,
  UserContext,
} from '@copilot/contracts';

/** What one run tells while it goes on: its stages, then its answer. */
export type RunEvent =
  { readonly kind: 'stage'; readonly event: StageEvent } | { readonly kind: 'answer'; readonly answer: Answer };

/** The workflow service as the gateway needs it. Every failure is a `ProblemError` of the family `workflow.`. */
export interface Workflow {
  run(request: RunRequest, signal: AbortSignal): Promise<Answer>;
  /** Resolves once the service has taken the question, so that a service that is away is still an HTTP status. */
  runStream(request: RunRequest, signal: AbortSignal): Promise<AsyncIterable<RunEvent>>;
  catalog(user: UserContext, signal: AbortSignal): Promise<Catalog>;
  suggestions(user: UserContext, signal: AbortSignal): Promise<Suggestions>;
  complete(user: UserContext, text: string, signal: AbortSignal): Promise<Completions>;
  readiness(signal: AbortSignal): Promise<{ workflow: 'ok' | 'failed'; model: ModelState }>;
}

export type ModelState = 'ok' | 'failed' | 'not_configured' | 'unknown';
