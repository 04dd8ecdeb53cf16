import { describe, expect, it } from 'vitest';
import { isTrustedOrigin } from './is-trusted-origin';

describe('an unsafe request is trusted', () => {
  it.each([
    ['from the page of the same host', { origin: 'http://localhost:3001', host: 'localhost:3001', origins: [] }, true],
    [
      'from a configured address',
      { origin: 'https://data.example', host: '10.0.0.5:3001', origins: ['https://data.example'] },
      true,
    ],
    ['not from another port', { origin: 'http://localhost:3000', host: 'localhost:3001', origins: [] }, false],
    ['not from another site', { origin: 'https://evil.example', host: 'localhost:3001', origins: [] }, false],
    [
      'not from the host itself when addresses are configured',
      { origin: 'http://10.0.0.5:3001', host: '10.0.0.5:3001', origins: ['https://data.example'] },
      false,
    ],
    ['not from a sandboxed frame', { origin: 'null', host: 'localhost:3001', origins: [] }, false],
    ['not without an origin', { origin: null, host: 'localhost:3001', origins: [] }, false],
  ])('%s', (_name, request, trusted) => {
    expect(isTrustedOrigin(request)).toBe(trusted);
  });
});
