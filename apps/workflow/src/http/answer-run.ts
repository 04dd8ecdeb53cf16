import type { Answer, ErrorBody } from '@copilot/contracts';
import { RunRequestSchema } from '@copilot/contracts';
import { OVERTAKEN } from '../audit/to-audit-record.js';
import type { Concluded } from '../run/start-run.js';
import type { Service } from './create-server.js';
import { toErrorBody } from './error-body.js';
import { parseBody } from './parse-body.js';

export interface RunReply {
  readonly status: number;
  /** Names of headers, each of which says `yes`. */
  readonly says: readonly string[];
  readonly body: Answer | ErrorBody;
}

/** Says that the exchange stands in the asker's history already. */
const KEPT_HEADER = 'x-exchange-kept';
/** What the same token may ask before it is looked at again: this very question, or any. */
const AHEAD_HEADERS = { nothing: [], 'the same': ['x-may-repeat'], anything: ['x-may-ask-ahead'] } as const;

/** `POST /run`, however it came: parses the request, runs it, and says what became of it. `id` stands in errors of a request without one. */
export async function answerRun(
  service: Pick<Service, 'answer'>,
  request: { readonly body: unknown; readonly id: string; readonly signal: AbortSignal },
): Promise<RunReply> {
  const { body, id, signal } = request;
  const run = parseBody(RunRequestSchema, body);
  if (!run.ok) return { status: 400, says: [], body: toErrorBody(400, run.message, id) };
  const says: string[] = [];
  const onConcluded = ({ isKept, ahead }: Concluded): void => {
    if (isKept) says.push(KEPT_HEADER);
    says.push(...AHEAD_HEADERS[ahead]);
  };
  // An answer is parsed by its contract once, where it enters the gateway.
  const outcome = await service.answer(run.value, { signal, onConcluded });
  if (outcome.ok) return { status: 200, says, body: outcome.value };
  const status = outcome.problem.code === OVERTAKEN ? 409 : 503;
  return { status, says, body: toErrorBody(status, outcome.problem.message, run.value.request_id ?? id) };
}
