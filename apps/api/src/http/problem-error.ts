/**
 * Every expected failure of the gateway: its HTTP status and the sentence a person reads. The only place that knows a status number.
 * A message never holds internals; what differs from case to case is passed by the thrower.
 */
const problems = {
  'auth.invalid-token': { status: 401, message: 'Invalid JWT token' },
  'auth.bad-credentials': { status: 401, message: 'Invalid username or password' },
  'auth.too-many-attempts': { status: 429, message: 'Too many failed logins: wait before trying again' },
  'scope.store': { status: 403, message: 'Requested store is outside your access scope' },
  'scope.role': { status: 403, message: 'Requested role is outside your access scope' },
  'scope.admin-only': { status: 403, message: 'Only administrators may do this' },
  'scope.unknown-store': { status: 400, message: 'store_id: there is no such store' },
  'request.invalid': { status: 400, message: 'The request is not well-formed' },
  'request.not-found': { status: 404, message: 'There is nothing at this address' },
  'request.method-not-allowed': { status: 405, message: 'This address does not take that method' },
  'request.too-large': { status: 413, message: 'The body must be at most 32 kB' },
  'request.content-type': { status: 415, message: 'Send the body as application/json in UTF-8, not compressed' },
  'request.conflict': { status: 409, message: 'The change contradicts the present state' },
  'ask.rate': { status: 429, message: 'Too many questions in a minute: wait before asking the next one' },
  'conversation.not-found': { status: 404, message: 'There is no such conversation' },
  'answer.not-found': { status: 404, message: 'There is no such answer' },
  'answer.not-exportable': { status: 409, message: 'This question has no rows to export' },
  'saved-answer.not-found': { status: 404, message: 'There is no such saved answer' },
  'saved-answer.not-answered': { status: 409, message: 'Only a question that was answered can be saved' },
  'saved-answer.no-interpretation': {
    status: 409,
    message: 'This answer leans on the questions before it: ask it in one sentence, then save that',
  },
  'saved-answer.too-many': { status: 409, message: 'You have saved 500 answers: delete some before saving another' },
  'audit.not-found': { status: 404, message: 'There is no such audit record' },
  'user.not-found': { status: 404, message: 'There is no such user' },
  'feedback.not-found': { status: 404, message: 'There is no such feedback' },
  'verified-question.not-found': { status: 404, message: 'There is no such verified question' },
  'workflow.unreachable': { status: 503, message: 'The analytics service cannot be reached: try again in a moment' },
  'workflow.busy': { status: 503, message: 'The analytics service is busy: try again in a moment' },
  'workflow.failed': { status: 503, message: 'The question could not be answered now: try again in a moment' },
  'workflow.timeout': {
    status: 504,
    message: 'The analytics service did not answer in time: try again or ask for less',
  },
  'workflow.bad-reply': {
    status: 502,
    message:
      'The analytics service gave no usable reply: an administrator finds the cause in the log under this request id',
  },
  /** Never read by anybody: the caller has gone. The number is the one that proxies log for it. */
  'request.abandoned': { status: 499, message: 'The caller left before the answer' },
  'service.stopping': { status: 503, message: 'The service is restarting: try again in a moment' },
  'service.busy': { status: 503, message: 'Too many questions are running: try again in a moment' },
  'database.unreachable': { status: 503, message: 'The database cannot be reached: try again in a moment' },
  internal: { status: 500, message: 'Something went wrong: an administrator finds the cause under this request id' },
} as const satisfies Record<string, { status: number; message: string }>;

export type ProblemCode = keyof typeof problems;

/** Thrown where a request ends with anything but success; `problem.filter.ts` turns it into the error body. */
export class ProblemError extends Error {
  readonly status: number;
  readonly retryAfterSeconds: number | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly code: ProblemCode,
    details: {
      message?: string;
      retryAfterSeconds?: number | undefined;
      headers?: Record<string, string>;
      cause?: unknown;
    } = {},
  ) {
    super(details.message ?? problems[code].message, { cause: details.cause });
    this.name = 'ProblemError';
    this.status = problems[code].status;
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.headers = details.headers ?? {};
  }
}
