/** One call that the browser may make through this app. `:id` stands for one path segment. */
export interface UpstreamRoute {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly path: string;
  /** Query parameters that are passed on; all others are dropped. */
  readonly query?: readonly string[];
  /** Callable without a session. */
  readonly open?: true;
}

/** Everything that can be reached through this app. There is no wildcard: what is not listed is 404. */
export const UPSTREAM_ROUTES: readonly UpstreamRoute[] = [
  { method: 'GET', path: 'auth/me' },
  { method: 'POST', path: 'ask' },
  { method: 'POST', path: 'ask/stream' },
  { method: 'POST', path: 'query' },
  { method: 'GET', path: 'ask/:id/export', query: ['format'] },
  { method: 'GET', path: 'schema' },
  { method: 'GET', path: 'suggestions' },
  { method: 'GET', path: 'complete', query: ['q'] },
  { method: 'GET', path: 'conversations', query: ['q', 'limit'] },
  { method: 'GET', path: 'conversations/:id' },
  { method: 'PATCH', path: 'conversations/:id' },
  { method: 'DELETE', path: 'conversations/:id' },
  { method: 'GET', path: 'saved', query: ['q'] },
  { method: 'POST', path: 'saved' },
  { method: 'PATCH', path: 'saved/:id' },
  { method: 'DELETE', path: 'saved/:id' },
  { method: 'POST', path: 'feedback' },
  { method: 'GET', path: 'audit', query: ['status', 'kind', 'username', 'q', 'from', 'to', 'limit', 'before'] },
  { method: 'GET', path: 'audit/verify' },
  { method: 'GET', path: 'audit/:id' },
  { method: 'GET', path: 'admin/users' },
  { method: 'PATCH', path: 'admin/users/:id' },
  { method: 'GET', path: 'admin/feedback', query: ['reviewed', 'rating', 'limit'] },
  { method: 'PATCH', path: 'admin/feedback/:id' },
  { method: 'GET', path: 'admin/verified-questions' },
  { method: 'POST', path: 'admin/verified-questions' },
  { method: 'DELETE', path: 'admin/verified-questions/:id' },
  { method: 'GET', path: 'ready', open: true },
];

/** Finds the listed call for a request, or nothing. Segments are compared as decoded text and may not be dots or hold slashes. */
export function findUpstreamRoute(method: string, segments: readonly string[]): UpstreamRoute | undefined {
  if (segments.some((segment) => !/^[\w.~@+-]{1,128}$/.test(segment) || /^\.+$/.test(segment))) return undefined;
  return UPSTREAM_ROUTES.find((route) => {
    const parts = route.path.split('/');
    return (
      route.method === method &&
      parts.length === segments.length &&
      parts.every((part, index) => part.startsWith(':') || part === segments[index])
    );
  });
}
