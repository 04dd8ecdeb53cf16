import { describe, expect, it } from 'vitest';
import { findUpstreamRoute } from './upstream-routes';

const found = (method: string, path: string) => findUpstreamRoute(method, path.split('/'))?.path;

describe('the calls that the browser may make', () => {
  it.each([
    ['POST', 'ask', 'ask'],
    ['POST', 'ask/stream', 'ask/stream'],
    ['GET', 'ask/6f1c/export', 'ask/:id/export'],
    ['GET', 'audit/verify', 'audit/verify'],
    ['GET', 'audit/12', 'audit/:id'],
    ['PATCH', 'admin/users/anna@example.org', 'admin/users/:id'],
  ])('%s %s', (method, path, route) => {
    expect(found(method, path)).toBe(route);
  });

  it.each([
    ['GET', 'ask'],
    ['DELETE', 'audit/12'],
    ['GET', 'docs-json'],
    ['POST', 'auth/login/extra'],
    ['GET', 'conversations/../audit'],
    ['GET', 'conversations/..'],
    ['GET', 'conversations/a%2fb'],
    ['GET', 'conversations/'],
    ['GET', 'http://evil.example'],
    ['TRACE', 'schema'],
  ])('not %s %s', (method, path) => {
    expect(found(method, path)).toBeUndefined();
  });
});
