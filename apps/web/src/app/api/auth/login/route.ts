import { LoginRequestSchema, LoginResponseSchema } from '@copilot/contracts';
import { NextResponse, type NextRequest } from 'next/server';
import { readSettings } from '../../../../env';
import { callApi } from '../../../../gateway/call-api';
import { errorReply } from '../../../../gateway/error-reply';
import { refuseForeign } from '../../../../gateway/forward';
import { readJsonBody } from '../../../../gateway/read-json-body';
import { sessionCookie } from '../../../../session/session-cookie';

/** Signs a person in: the token goes into the cookie, the browser gets only who they are. */
export async function POST(request: NextRequest): Promise<Response> {
  const refused = refuseForeign(request);
  if (refused !== null) return refused;
  const body = await readJsonBody(request);
  if ('refuse' in body) return errorReply(body.refuse, 'The sign-in form was not sent as expected.');
  const login = parseLogin(body.text);
  if (login === null) return errorReply(400, 'Enter a user name and a password.');
  try {
    const reply = await callApi({
      method: 'POST',
      path: 'auth/login',
      body: JSON.stringify(login),
      address: request.headers.get('x-forwarded-for'),
      signal: request.signal,
    });
    return reply.ok ? await startSession(reply) : await passError(reply);
  } catch (cause) {
    console.error(JSON.stringify({ level: 'error', at: 'login', cause: String(cause) }));
    return errorReply(502, 'The analytics service cannot be reached. Try again in a moment.');
  }
}

function parseLogin(text: string): { username: string; password: string } | null {
  try {
    return LoginRequestSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

async function startSession(reply: Response): Promise<Response> {
  const { access_token, expires_in, user } = LoginResponseSchema.parse(await reply.json());
  const { name, options } = sessionCookie(readSettings());
  const response = NextResponse.json({ user }, { headers: { 'Cache-Control': 'no-store' } });
  response.cookies.set(name, access_token, { ...options, maxAge: expires_in });
  return response;
}

async function passError(reply: Response): Promise<Response> {
  const headers = new Headers({ 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  const retryAfter = reply.headers.get('retry-after');
  if (retryAfter !== null) headers.set('Retry-After', retryAfter);
  return new Response(await reply.text(), { status: reply.status, headers });
}
