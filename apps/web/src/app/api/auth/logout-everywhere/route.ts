import { NextResponse, type NextRequest } from 'next/server';
import { readSettings } from '../../../../env';
import { callApi } from '../../../../gateway/call-api';
import { errorReply } from '../../../../gateway/error-reply';
import { refuseForeign } from '../../../../gateway/forward';
import { sessionCookie } from '../../../../session/session-cookie';

/** Ends all sessions of a person. The cookie goes only when the API has ended them: nobody is told so while they go on elsewhere. */
export async function POST(request: NextRequest): Promise<Response> {
  const refused = refuseForeign(request);
  if (refused !== null) return refused;
  const { name, options } = sessionCookie(readSettings());
  const token = request.cookies.get(name)?.value;
  if (token === undefined) return errorReply(401, 'Your session has ended. Sign in again.');
  const reply = await callApi({ method: 'POST', path: 'auth/logout-everywhere', token, body: '{}' }).catch(
    (cause: unknown) => {
      console.error(JSON.stringify({ level: 'error', at: 'logout-everywhere', cause: String(cause) }));
      return null;
    },
  );
  if (reply?.status === 401) return errorReply(401, 'Your session has ended. Sign in again.');
  if (reply === null || !reply.ok)
    return errorReply(502, 'The analytics service cannot be reached: your sessions go on. Try again in a moment.');
  const response = new NextResponse(null, { status: 204, headers: { 'Cache-Control': 'no-store' } });
  response.cookies.set(name, '', { ...options, maxAge: 0 });
  return response;
}
