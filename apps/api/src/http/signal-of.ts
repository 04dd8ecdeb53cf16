import type { Response } from 'express';

/** *Returns* a signal that is aborted when the caller leaves before the reply is complete. */
export function signalOf(response: Response): AbortSignal {
  const left = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) left.abort();
  });
  return left.signal;
}
