import { z } from 'zod';
import { AnswerSchema, StageEventSchema } from '@copilot/contracts';
import { ProblemError } from '../http/problem-error.js';
import type { RunEvent } from './workflow.js';

const EventSchema = z.union([
  StageEventSchema.transform((event): RunEvent => ({ kind: 'stage', event })),
  AnswerSchema.transform((answer): RunEvent => ({ kind: 'answer', answer })),
]);

/** A reply longer than this without an end of line is not one of ours. */
const longestLine = 16 * 1024 * 1024;

/**
 * Reads the events of a streamed run, one JSON object a line; the frames of server-sent events (`data: …`) are read as well. Ends after
 * the answer. *Throws* `workflow.bad-reply` when a line is no event, and when the stream ends without an answer.
 */
export async function* readRunEvents(
  reply: Response,
  toProblem: (error: unknown) => ProblemError,
): AsyncGenerator<RunEvent> {
  for await (const line of readLines(reply, toProblem)) {
    const text = line.startsWith('data:') ? line.slice('data:'.length).trim() : line.trim();
    if (!text.startsWith('{')) continue;
    const event = readEvent(text);
    yield event;
    if (event.kind === 'answer') return;
  }
  throw new ProblemError('workflow.bad-reply', { cause: new Error('the stream ended without an answer') });
}

function readEvent(text: string): RunEvent {
  try {
    return EventSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new ProblemError('workflow.bad-reply', { cause });
  }
}

async function* readLines(reply: Response, toProblem: (error: unknown) => ProblemError): AsyncGenerator<string> {
  if (reply.body === null) return;
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for await (const bytes of reply.body) {
      const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > longestLine) throw new ProblemError('workflow.bad-reply');
      yield* lines;
    }
  } catch (error) {
    throw toProblem(error);
  }
  yield rest + decoder.decode();
}
