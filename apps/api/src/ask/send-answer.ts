import type { Response } from 'express';
import type { AnswerQuestion } from './answer-question.js';

/** The answer as it came from the workflow: parsing it to write it again would change nothing. */
export async function sendAnswer(response: Response, answering: ReturnType<AnswerQuestion['answer']>): Promise<string> {
  const { text } = await answering;
  response.type('application/json');
  return text;
}
