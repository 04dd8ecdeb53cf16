import { NextResponse, type NextRequest } from 'next/server';
import { readSettings } from './env';

/**
 * Gives every page its own nonce and the headers that keep foreign code, foreign requests and foreign frames out.
 * It is no place of authentication: each page and each call reads the session for itself.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const { origins, development } = readSettings();
  const onTls = origins.some((origin) => origin.startsWith('https://'));
  const policy = contentSecurityPolicy({ nonce, onTls, development });
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('Content-Security-Policy', policy);
  headers.set('x-copilot-path', `${request.nextUrl.pathname}${request.nextUrl.search}`);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  if (onTls) response.headers.set('Strict-Transport-Security', 'max-age=31536000');
  return response;
}

function contentSecurityPolicy(page: { nonce: string; onTls: boolean; development: boolean }): string {
  const { nonce, onTls, development } = page;
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${development ? ' ws:' : ''}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    ...(onTls ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
}

export const config = { matcher: ['/((?!_next/static|_next/image|api/).*)'] };
