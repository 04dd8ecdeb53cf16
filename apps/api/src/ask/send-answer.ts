import type { Response } from 'express';
import type { RunReply } from '../workflow/workflow.js';

/** The bytes of an answer as they came from the workflow: reading them to write them again would change nothing. */
export function sendAnswer(response: Response, { body }: Pick<RunReply, 'body'>): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length });
  response.end(body);
}
