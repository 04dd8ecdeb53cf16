import { readSettings } from '../env';

/** One request to the API on behalf of the person whose token is given. */
export interface ApiCall {
  readonly method: string;
  /** Path below `/api/`, with its query. */
  readonly path: string;
  readonly token?: string;
  readonly body?: string;
  readonly accept?: string;
  /** Address of the person, for the API's limits and audit. */
  readonly address?: string | null;
  readonly signal?: AbortSignal;
}

/** Sends a request to the API. Redirects are not followed. *Throws* when the API cannot be reached. */
export async function callApi(call: ApiCall): Promise<Response> {
  const headers = new Headers({ Accept: call.accept ?? 'application/json' });
  if (call.token !== undefined) headers.set('Authorization', `Bearer ${call.token}`);
  if (call.body !== undefined) headers.set('Content-Type', 'application/json');
  if (call.address) headers.set('X-Forwarded-For', call.address);
  return fetch(`${readSettings().apiUrl}/api/${call.path}`, {
    method: call.method,
    headers,
    body: call.body,
    redirect: 'manual',
    cache: 'no-store',
    signal: call.signal,
  });
}
