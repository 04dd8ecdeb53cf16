import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';

const shared = {
  referrerPolicy: { policy: 'no-referrer' },
  frameguard: { action: 'deny' },
  crossOriginResourcePolicy: { policy: 'same-origin' },
} as const;

/** JSON needs nothing from anywhere. */
const forData = helmet({
  ...shared,
  contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
});

/** Swagger UI brings its own script and inline styles. `upgrade-insecure-requests` would break it on plain http. */
const forDocs = helmet({
  ...shared,
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
});

/** Sets the headers that keep browsers from doing more with a reply than showing it; no reply is stored by caches. */
export function setSecurityHeaders(request: Request, response: Response, next: NextFunction): void {
  response.setHeader('cache-control', 'no-store');
  const isDocs = request.path === '/api/docs' || request.path.startsWith('/api/docs/');
  (isDocs ? forDocs : forData)(request, response, next);
}
