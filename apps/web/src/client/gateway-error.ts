import { ErrorBodySchema } from '@copilot/contracts';

export type GatewayFault =
  'signed-out' | 'forbidden' | 'not-found' | 'invalid' | 'rate-limited' | 'unavailable' | 'offline' | 'unexpected';

/** A call that did not come through, as a person may read it. */
export class GatewayError extends Error {
  constructor(
    readonly fault: GatewayFault,
    message: string,
    readonly details: { retryAfterSeconds?: number; requestId?: string } = {},
  ) {
    super(message);
    this.name = 'GatewayError';
  }
}

const FAULTS: Record<number, GatewayFault> = {
  400: 'invalid',
  401: 'signed-out',
  403: 'forbidden',
  404: 'not-found',
  409: 'invalid',
  413: 'invalid',
  422: 'invalid',
  429: 'rate-limited',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
};

/** Turns an error reply into what a person sees; bodies of another form are not shown. */
export async function toGatewayError(reply: Response): Promise<GatewayError> {
  const body = ErrorBodySchema.safeParse(await reply.json().catch(() => null)).data;
  const seconds = Number(reply.headers.get('retry-after') ?? Number.NaN);
  return new GatewayError(FAULTS[reply.status] ?? 'unexpected', body?.message ?? 'Something went wrong. Try again.', {
    retryAfterSeconds: Number.isFinite(seconds) ? seconds : undefined,
    requestId: body?.request_id,
  });
}

/** Faults of the network itself: no connection, or a connection that broke. */
export function toNetworkError(): GatewayError {
  return navigator.onLine
    ? new GatewayError('unavailable', 'The connection to the analytics service broke. Try again.')
    : new GatewayError('offline', 'You are offline. Your question is kept; ask it again when the connection is back.');
}

/** Whether a call was ended on purpose. */
export function isAbort(cause: unknown): boolean {
  return cause instanceof DOMException && cause.name === 'AbortError';
}
