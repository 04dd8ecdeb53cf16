/** What came back from an endpoint, or why nothing did. Never throws. */
export type Fetched =
  | { readonly kind: 'reply'; readonly status: number; readonly headers: Headers; readonly text: string }
  | { readonly kind: 'too-large' | 'cut' | 'timeout' | 'unreachable' | 'cancelled' };

export interface BoundedRequest {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: unknown;
  readonly maxBytes: number;
  readonly timeoutMs: number;
  /** Aborted when the caller goes away or the run's time is over. */
  readonly signal: AbortSignal;
}

/**
 * Posts JSON and reads the reply up to `maxBytes`. Redirects are refused: the key must only ever go to the address that was set.
 */
export async function fetchBounded(request: BoundedRequest): Promise<Fetched> {
  const timeout = AbortSignal.timeout(Math.max(1, Math.round(request.timeoutMs)));
  const signal = AbortSignal.any([request.signal, timeout]);
  // A deadline aborts with a TimeoutError; a caller that goes away aborts with anything else.
  const whyAborted = (): Fetched => ({ kind: isTimeout(signal.reason) ? 'timeout' : 'cancelled' });
  let response: Response;
  try {
    response = await fetch(request.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...request.headers },
      body: JSON.stringify(request.body),
      redirect: 'error',
      signal,
    });
  } catch {
    return signal.aborted ? whyAborted() : { kind: 'unreachable' };
  }
  try {
    const text = await readUpTo(response, request.maxBytes);
    if (text === null) return { kind: 'too-large' };
    return { kind: 'reply', status: response.status, headers: response.headers, text };
  } catch {
    return signal.aborted ? whyAborted() : { kind: 'cut' };
  }
}

const isTimeout = (reason: unknown): boolean => reason instanceof Error && reason.name === 'TimeoutError';

/** The body as text, or `null` once it is larger than allowed; the rest is not read. */
async function readUpTo(response: Response, maxBytes: number): Promise<string | null> {
  if (response.body === null) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    // Leaving the loop cancels the stream, which closes the connection.
    if (size > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
