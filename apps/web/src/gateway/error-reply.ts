import type { ErrorBody } from '@copilot/contracts';

const NAMES: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  413: 'Payload Too Large',
  415: 'Unsupported Media Type',
  502: 'Bad Gateway',
};

/** An error of this app itself, in the form that the API's own errors have. */
export function errorReply(statusCode: number, message: string): Response {
  const body: ErrorBody = { statusCode, error: NAMES[statusCode] ?? 'Error', message, request_id: crypto.randomUUID() };
  return Response.json(body, { status: statusCode, headers: { 'Cache-Control': 'no-store' } });
}
