import { UserContextSchema, type UserContext } from '@copilot/contracts';
import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { z } from 'zod';
import { readSettings } from '../env';
import { callApi } from '../gateway/call-api';
import { sessionCookie } from './session-cookie';

/** Who is asking for a page: signed in, not signed in, or unknown because the API cannot be reached. */
export type Session =
  { kind: 'signed-in'; user: UserContext; token: string } | { kind: 'signed-out' } | { kind: 'unreachable' };

const MeSchema = z.union([z.object({ user: UserContextSchema }).transform((me) => me.user), UserContextSchema]);

/** Asks the API who the token belongs to; once a request. */
export const readSession = cache(async (): Promise<Session> => {
  const token = (await cookies()).get(sessionCookie(readSettings()).name)?.value;
  if (token === undefined) return { kind: 'signed-out' };
  try {
    const reply = await callApi({ method: 'GET', path: 'auth/me', token, signal: AbortSignal.timeout(10_000) });
    if (reply.status === 401) return { kind: 'signed-out' };
    if (!reply.ok) return { kind: 'unreachable' };
    return { kind: 'signed-in', user: MeSchema.parse(await reply.json()), token };
  } catch {
    return { kind: 'unreachable' };
  }
});

/** The signed-in person, or a trip to the sign-in page that comes back here. *Throws* when the API cannot be reached. */
export async function requireSession(): Promise<{ user: UserContext; token: string }> {
  const session = await readSession();
  if (session.kind === 'signed-in') return session;
  if (session.kind === 'unreachable') throw new Error('The analytics service cannot be reached.');
  const path = (await headers()).get('x-copilot-path') ?? '/';
  return redirect(path === '/' ? '/login' : `/login?next=${encodeURIComponent(path)}`);
}

/** Reads something from the API for a page. *Returns* null when that fails: the page says so and goes on without it. */
export async function readForPage<T>(token: string, path: string, schema: z.ZodType<T>): Promise<T | null> {
  try {
    const reply = await callApi({ method: 'GET', path, token, signal: AbortSignal.timeout(10_000) });
    return reply.ok ? schema.parse(await reply.json()) : null;
  } catch (cause) {
    console.error(JSON.stringify({ level: 'error', at: 'page', path, cause: String(cause) }));
    return null;
  }
}
