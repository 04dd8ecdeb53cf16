import type { ErrorBody } from '@copilot/contracts';

const NAMES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  404: 'Not Found',
  409: 'Conflict',
  413: 'Payload Too Large',
  415: 'Unsupported Media Type',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** The form of every error of this service. */
export function toErrorBody(statusCode: number, message: string, request_id: string): ErrorBody {
  return { statusCode, error: NAMES[statusCode] ?? 'Error', message, request_id };
}
