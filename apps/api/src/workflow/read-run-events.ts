import { z } from 'zod';
import { AnswerSchema, ErrorBodySchema, StageEventSchema, type ErrorBody } from '@copilot/contracts';
import type { HttpReply } from './create-send-http.js';
import { ProblemError } from '../http/problem-error.js';
import type { RunEvent } from './workflow.js';

const LineSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('stage'), data: StageEventSchema }),
  z.object({ event: z.literal('answer'), data: AnswerSchema, kept: z.boolean().optional() }),
  z.object({ event: z.literal('error'), data: ErrorBodySchema }),
]);

/** A reply longer than this, or a line of one, is not one of ours. */
export const longestReply = 16 * 1024 * 1024;

/**
 * Reads the events of a streamed run, one JSON object `{ event, data }` a line. Ends after the answer. *Throws* what an `error` line
 * says, and `workflow.bad-reply` when a line is no event or the stream ends without an answer.
 */
export async function* readRunEvents(
  reply: HttpReply,
  toProblem: (error: unknown) => ProblemError,
): AsyncGenerator<RunEvent> {
  for await (const line of readLines(reply, toProblem)) {
    if (line.trim() === '') continue;
    const event = readEvent(line);
    yield event;
    if (event.kind === 'answer') return;
  }
  throw new ProblemError('workflow.bad-reply', { cause: new Error('the stream ended without an answer') });
}

function readEvent(line: string): RunEvent {
  const parsed = parseLine(line);
  switch (parsed.event) {
    case 'stage':
      return { kind: 'stage', event: parsed.data };
    case 'answer':
      return { kind: 'answer', answer: parsed.data, isKept: parsed.kept };
    case 'error':
      throw toStatedProblem(parsed.data);
  }
}

function parseLine(line: string): z.infer<typeof LineSchema> {
  try {
    return LineSchema.parse(JSON.parse(line));
  } catch (cause) {
    throw new ProblemError('workflow.bad-reply', { cause });
  }
}

/** What the service says when a question ends without an answer: its 503 is worded for people, anything else is a fault of ours. */
export function toStatedProblem(body: ErrorBody): ProblemError {
  const cause = new Error(`the workflow said ${body.statusCode}: ${body.message}`);
  if (body.statusCode !== 503) return new ProblemError('workflow.bad-reply', { cause });
  return new ProblemError('workflow.failed', { message: body.message, retryAfterSeconds: 2, cause });
}

async function* readLines(reply: HttpReply, toProblem: (error: unknown) => ProblemError): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for await (const bytes of reply.body) {
      const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > longestReply) throw new ProblemError('workflow.bad-reply');
      yield* lines;
    }
  } catch (error) {
    throw toProblem(error);
  }
  yield rest + decoder.decode();
}
