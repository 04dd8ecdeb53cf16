import { expectRule } from '../testing/expect-rule.js';

expectRule('select_only', {
  refuses: [
    'DELETE FROM v_films',
    "UPDATE v_films SET title = 'x'",
    'INSERT INTO v_films VALUES (1)',
    'DROP TABLE payment',
    'SET ROLE postgres',
    'EXPLAIN SELECT 1',
    'COPY payment TO STDOUT',
    'DO $$ $$',
    'CALL f()',
    'WITH x AS (DELETE FROM v_films RETURNING 1) SELECT 1',
    "SELECT 1 WHERE EXISTS (WITH x AS (UPDATE v_films SET title = 'x' RETURNING 1) SELECT 1 FROM x)",
    'WITH x AS (SELECT 1) INSERT INTO v_films SELECT * FROM x',
    'CREATE TABLE t AS SELECT 1',
  ],
  allows: [
    'SELECT 1',
    'VALUES (1)',
    'TABLE v_films',
    '(SELECT 1)',
    'WITH x AS (SELECT 1 AS a) SELECT a FROM x',
    'SELECT 1 UNION SELECT 2',
  ],
});
