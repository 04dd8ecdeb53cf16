import { describe, expect, it } from 'vitest';
import { addressesOf, apiPlan, webPlan } from './parts.js';
import type { Secrets } from './secrets.js';
import type { Settings } from './settings.js';

const secrets: Secrets = {
  jwtSecret: 'jwt',
  internalToken: 'internal',
  databaseSecret: 'database',
  databasePassword: 'password',
  scopeKey: 'scope',
  certificatePrivateKey: 'certificate',
};
const contextOf = (host: string, withWeb: boolean, inherited: Record<string, string> = {}) => {
  const settings = {
    host,
    ports: { api: 3000, web: 3001, workflow: 3002, postgres: 5433 },
    root: '/app',
    home: '/home',
  } as Settings;
  return { settings, secrets, addresses: addressesOf(settings, secrets), inherited, withWeb };
};
const trusted = (...given: Parameters<typeof contextOf>) => apiPlan(contextOf(...given)).environment['TRUSTED_PROXIES'];

describe('who may tell the API from where a request comes', () => {
  it.each([
    ['127.0.0.1', '127.0.0.1'],
    ['0.0.0.0', '127.0.0.1'],
    ['192.168.1.5', '192.168.1.5'],
    ['::', '::1'],
  ])('listening on %s it is %s, from where the web app calls it', (host, address) => {
    expect(trusted(host, true)).toBe(address);
    expect(new URL(webPlan(contextOf(host, true)).environment['API_URL'] ?? '').hostname.replace(/[[\]]/g, '')).toBe(
      address,
    );
  });

  it('is nobody where the web app does not run', () => {
    expect(trusted('127.0.0.1', false)).toBe('');
  });

  it('is whom the operator names', () => {
    expect(trusted('0.0.0.0', true, { TRUSTED_PROXIES: '10.0.0.0/8' })).toBe('10.0.0.0/8');
  });
});
