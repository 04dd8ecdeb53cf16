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
  { readonly kind: 'stage'; readonly event: StageEvent } | ({ readonly kind: 'answer' } & Answered);

/** `isKept`: the exchange stands in the asker's history already. */
export interface Answered {
  readonly answer: Answer;
  readonly isKept?: boolean | undefined;
}

/** What became of one run. */
export interface RunReply {
  /** The answer as JSON in UTF-8. */
  readonly body: Buffer;
  /** *Problems* `workflow.bad-reply`. */
  readonly read: () => Answer;
  /** The exchange stands in the asker's history already. */
  readonly isKept: boolean;
  /** What the same token may ask before it is looked at again. */
  readonly ahead: Ahead;
}

export type Ahead = 'anything' | 'the same' | 'nothing';

/** The workflow service as the gateway needs it. Every failure is a `ProblemError` of the family `workflow.`. */
export interface Workflow {
  /** *Returns* null where the token of `request.session` must be looked at first. */
  run(request: RunRequest, signal: AbortSignal): Promise<RunReply | null>;
  /** Resolves once the service has taken the question, so that a service that is away is still an HTTP status. */
  runStream(request: RunRequest, signal: AbortSignal): Promise<AsyncIterable<RunEvent>>;
  catalog(user: UserContext, signal: AbortSignal): Promise<Catalog>;
  suggestions(user: UserContext, signal: AbortSignal): Promise<Suggestions>;
  complete(user: UserContext, text: string, signal: AbortSignal): Promise<Completions>;
  readiness(signal: AbortSignal): Promise<{ workflow: 'ok' | 'failed'; model: ModelState }>;
}

export type ModelState = 'ok' | 'failed' | 'not_configured' | 'unknown';
