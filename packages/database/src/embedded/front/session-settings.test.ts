import { describe, expect, it } from 'vitest';
import type { Role } from './role-catalog.js';
import { collectStartSettings, readOptions } from './session-settings.js';

const role: Role = {
  oid: 20000,
  name: 'reader',
  superuser: false,
  mayLogIn: true,
  mayConnect: true,
  expired: false,
  connectionLimit: -1,
  password: null,
  settings: [
    'statement_timeout=5s',
    'search_path=analytics, pg_temp',
    'role=postgres',
    'session_authorization=postgres',
  ],
};
const contexts = new Map([
  ['statement_timeout', 'user'],
  ['search_path', 'user'],
  ['TimeZone', 'user'],
  ['log_statement', 'superuser'],
  ['log_connections', 'superuser-backend'],
  ['port', 'postmaster'],
]);

const collect = (parameters: Record<string, string>, who = role): ReturnType<typeof collectStartSettings> =>
  collectStartSettings({
    role: who,
    parameters: new Map(Object.entries({ user: 'reader', database: 'pagila', ...parameters })),
    contexts,
  });

describe('collectStartSettings', () => {
  it('takes what is stored for the role, but makes nobody another user by it', () => {
    expect(collect({})).toEqual({
      settings: new Map([
        ['statement_timeout', '5s'],
        ['search_path', 'analytics, pg_temp'],
      ]),
      roleName: null,
    });
  });

  it('lets the client override it, by parameter and by options, whatever the case of a name', () => {
    const { settings } = collect({ timezone: 'Asia/Tokyo', options: '-c statement_timeout=1s --search-path=public' });
    expect(settings).toEqual(
      new Map([
        ['statement_timeout', '1s'],
        ['search_path', 'public'],
        ['TimeZone', 'Asia/Tokyo'],
      ]),
    );
  });

  it('passes custom settings and the role of the options on, and skips what only a server process needs', () => {
    const started = collect({ options: '-c app.name=x -c role=other -c log_connections=on' });
    expect(started.settings.get('app.name')).toBe('x');
    expect(started.roleName).toBe('other');
    expect(started.settings.has('log_connections')).toBe(false);
  });

  it.each([
    ['-c session_authorization=postgres', '42501'],
    ['-c log_statement=all', '42501'],
    ['-c port=1', '55P02'],
    ['-c nonsense=1', '42704'],
    ['nonsense', '42601'],
  ])('refuses %s with %s', (options, code) => {
    expect(() => collect({ options })).toThrow(expect.objectContaining({ code }) as Error);
  });

  it('lets an administrator have what only an administrator may have', () => {
    expect(
      collect({ options: '-c log_statement=all' }, { ...role, superuser: true }).settings.get('log_statement'),
    ).toBe('all');
  });
});

describe('readOptions', () => {
  it('keeps a space that a backslash protects', () => {
    expect(readOptions('-c a.b=x\\ y -ca.c=z\\\\')).toEqual([
      ['a.b', 'x y'],
      ['a.c', 'z\\'],
    ]);
  });
});
