import { NextResponse, type NextRequest } from 'next/server';
import { readSettings } from '../../../../env';
import { callApi } from '../../../../gateway/call-api';
import { refuseForeign } from '../../../../gateway/forward';
import { sessionCookie } from '../../../../session/session-cookie';

/** Signs a person out: the API revokes the token, the browser forgets it. The cookie goes even when the API cannot be reached. */
export async function POST(request: NextRequest): Promise<Response> {
  const refused = refuseForeign(request);
  if (refused !== null) return refused;
  const { name, options } = sessionCookie(readSettings());
  const token = request.cookies.get(name)?.value;
  if (token !== undefined)
    await callApi({ method: 'POST', path: 'auth/logout', token, body: '{}' }).catch((cause: unknown) =>
      console.error(JSON.stringify({ level: 'error', at: 'logout', cause: String(cause) })),
    );
  const response = new NextResponse(null, { status: 204, headers: { 'Cache-Control': 'no-store' } });
  response.cookies.set(name, '', { ...options, maxAge: 0 });
  return response;
}
