import type { NextRequest } from 'next/server';
import { readSettings } from '../env';
import { isTrustedOrigin } from '../session/is-trusted-origin';
import { sessionCookie } from '../session/session-cookie';
import { callApi } from './call-api';
import { errorReply } from './error-reply';
import { readJsonBody } from './read-json-body';
import { findUpstreamRoute, type UpstreamRoute } from './upstream-routes';

const PASSED_BACK = ['content-type', 'content-disposition', 'retry-after', 'x-request-id'];

/** Passes a listed call of the browser on to the API, with the token from the cookie, and streams the reply back. */
export async function forward(request: NextRequest, segments: readonly string[]): Promise<Response> {
  const route = findUpstreamRoute(request.method, segments);
  if (route === undefined) return errorReply(404, 'There is no such address.');
  const refused = refuseForeign(request);
  if (refused !== null) return refused;
  const settings = readSettings();
  const token = request.cookies.get(sessionCookie(settings).name)?.value;
  if (token === undefined && route.open === undefined) return errorReply(401, 'Your session has ended. Sign in again.');
  return send(request, route, segments, token);
}

/** Refuses unsafe requests that do not come from this app's own pages. */
export function refuseForeign(request: NextRequest): Response | null {
  if (request.method === 'GET' || request.method === 'HEAD') return null;
  const origin = request.headers.get('origin');
  const trusted = isTrustedOrigin({ origin, host: request.headers.get('host'), origins: readSettings().origins });
  return trusted ? null : errorReply(403, 'This request does not come from the web app.');
}

async function send(
  request: NextRequest,
  route: UpstreamRoute,
  segments: readonly string[],
  token: string | undefined,
): Promise<Response> {
  const body = request.method === 'POST' || request.method === 'PATCH' ? await readJsonBody(request) : null;
  if (body !== null && 'refuse' in body)
    return errorReply(body.refuse, body.refuse === 413 ? 'The request is too large.' : 'Only JSON is taken.');
  try {
    const reply = await callApi({
      method: request.method,
      path: `${segments.map(encodeURIComponent).join('/')}${allowedQuery(request, route)}`,
      token,
      body: body?.text,
      accept: route.path === 'ask/stream' ? 'text/event-stream' : '*/*',
      address: request.headers.get('x-forwarded-for'),
      signal: request.signal,
    });
    return passBack(reply);
  } catch (cause) {
    if (request.signal.aborted) return new Response(null, { status: 499 });
    console.error(JSON.stringify({ level: 'error', at: 'gateway', path: route.path, cause: String(cause) }));
    return errorReply(502, 'The analytics service cannot be reached. Try again in a moment.');
  }
}

function allowedQuery(request: NextRequest, route: UpstreamRoute): string {
  const query = new URLSearchParams();
  for (const name of route.query ?? []) {
    const value = request.nextUrl.searchParams.get(name);
    if (value !== null && value !== '') query.set(name, value);
  }
  return query.size > 0 ? `?${query.toString()}` : '';
}

/** `no-transform` keeps compression, and with it buffering, away from event streams. */
function passBack(reply: Response): Response {
  const headers = new Headers({ 'Cache-Control': 'no-store, no-transform', 'X-Content-Type-Options': 'nosniff' });
  for (const name of PASSED_BACK) {
    const value = reply.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  return new Response(reply.body, { status: reply.status, headers });
}
