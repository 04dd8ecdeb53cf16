import { describe, expect, it } from 'vitest';
import { readSettings, SettingsFault } from './env.js';

const strong = (letter: string): string => letter.repeat(32);
const complete = {
  JWT_SECRET: strong('j'),
  INTERNAL_TOKEN: strong('i'),
  DATABASE_URL: 'postgres://127.0.0.1:5433/pagila',
  DATABASE_SECRET: strong('d'),
};
const faultsOf = (environment: Record<string, string>): readonly string[] => {
  try {
    readSettings(environment);
    return [];
  } catch (error) {
    if (error instanceof SettingsFault) return error.faults;
    throw error;
  }
};

it('fills in what is left out', () => {
  expect(readSettings(complete)).toMatchObject({
    production: false,
    host: '127.0.0.1',
    port: 3000,
    webOrigins: ['http://localhost:3001', 'http://127.0.0.1:3001'],
    trustedProxies: [],
    workflowUrl: 'http://127.0.0.1:3002',
    workflowTimeoutMs: 45_000,
    askRatePerMinute: 120,
    tokenLifetimeSeconds: 3600,
  });
});

it('takes empty settings for absent ones', () => {
  expect(readSettings({ ...complete, API_PORT: '', WEB_ORIGIN: ' ' }).port).toBe(3000);
});

it('reports every fault at once, each with what to do, and no secret', () => {
  const faults = faultsOf({
    API_PORT: '99999',
    ASK_RATE_PER_MINUTE: 'many',
    WEB_ORIGIN: 'https://good.example, javascript:alert(1)',
    TRUSTED_PROXIES: 'everybody',
    LOG_LEVEL: 'loud',
    HOST: 'a b',
    WORKFLOW_URL: 'ftp://x',
    DATABASE_URL: 'mysql://root:hunter2@x/y',
  });
  expect(faults).toEqual([
    'HOST is "a b": use an address such as 127.0.0.1 or 0.0.0.0',
    'API_PORT is "99999": use a whole number from 0 to 65535, or leave it out for 3000',
    'WEB_ORIGIN holds "javascript:alert(1)": use origins such as https://copilot.example.com, separated by commas',
    'TRUSTED_PROXIES holds "everybody": use addresses or ranges such as 10.0.0.0/8 or loopback, separated by commas',
    'LOG_LEVEL is "loud": use one of fatal, error, warn, info, debug, trace, silent',
    expect.stringMatching(/^JWT_SECRET is not set: `npm start` generates one; otherwise set it to/),
    expect.stringMatching(/^INTERNAL_TOKEN is not set/),
    'WORKFLOW_URL is "ftp://x": use an address that begins with http:// or https://',
    'ASK_RATE_PER_MINUTE is "many": use a whole number from 1 to 1000000, or leave it out for 120',
    'DATABASE_URL is not the address of a PostgreSQL database: use postgres://HOST:PORT/DATABASE',
    expect.stringMatching(/^DATABASE_SECRET is not set/),
  ]);
});

describe('in production', () => {
  const production = { ...complete, NODE_ENV: 'production' };

  it('takes strong secrets', () => {
    expect(readSettings(production).production).toBe(true);
  });

  it.each([
    ['JWT_SECRET', '', /^JWT_SECRET is not set/],
    ['JWT_SECRET', 'j'.repeat(31), /^JWT_SECRET is shorter than 32 bytes/],
    ['JWT_SECRET', 'change-me', /^JWT_SECRET is a well-known example value/],
    ['INTERNAL_TOKEN', 'change-me-change-me-change-me-change-me', /^INTERNAL_TOKEN is a well-known example value/],
    ['INTERNAL_TOKEN', '', /^INTERNAL_TOKEN is not set/],
    ['INTERNAL_TOKEN', complete.JWT_SECRET, /are the same/],
  ])('refuses %s = "%s"', (name, value, fault) => {
    expect(faultsOf({ ...production, [name]: value })).toEqual([expect.stringMatching(fault)]);
  });

  it('lets a short secret pass only elsewhere', () => {
    expect(faultsOf({ ...complete, JWT_SECRET: 'short' })).toEqual([]);
  });
});
