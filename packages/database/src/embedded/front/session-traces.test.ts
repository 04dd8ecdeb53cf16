import { describe, expect, it } from 'vitest';
import { readTraces } from './session-traces.js';

describe('readTraces', () => {
  it.each([
    'SELECT 1',
    '  -- note\n select 1;',
    'UPDATE a SET b = 1',
    'BEGIN READ ONLY',
    "SET LOCAL statement_timeout = '5s'",
    'COMMIT',
    'WITH a AS (SELECT 1) SELECT * FROM a',
    '',
  ])('sees that %j leaves nothing behind', (sql) => expect(readTraces(sql)).toEqual({ settings: false, any: false }));

  it.each([
    "SET timezone = 'UTC'",
    "SELECT set_config('a.b', 'c', false)",
    'RESET ALL',
    'DO $$ BEGIN END $$',
    'SELECT 1; SET ROLE x',
    'DISCARD ALL',
  ])('sees that %j may change settings', (sql) => expect(readTraces(sql)).toEqual({ settings: true, any: true }));

  it.each([
    'CREATE TEMP TABLE x (y int)',
    'SELECT 1 INTO TEMP x',
    'PREPARE p AS SELECT 1',
    'CREATE TABLE x (y int)',
    'LISTEN x',
  ])('sees that %j may leave something else', (sql) => expect(readTraces(sql)).toEqual({ settings: false, any: true }));
});
