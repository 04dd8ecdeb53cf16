/**
 * Decides whether an unsafe request comes from this app's own pages.
 * *Takes* the `Origin` and `Host` headers and the configured addresses. Without configured addresses the origin has to name the
 * host that the request was sent to. A request without an origin is never trusted: browsers always send one with POST.
 */
export function isTrustedOrigin(request: {
  origin: string | null;
  host: string | null;
  origins: readonly string[];
}): boolean {
  const { origin, host, origins } = request;
  if (origin === null || host === null) return false;
  if (origins.length > 0) return origins.includes(origin);
  return origin === `http://${host}` || origin === `https://${host}`;
}
