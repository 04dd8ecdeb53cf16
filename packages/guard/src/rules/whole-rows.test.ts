import { expectRule } from '../testing/expect-rule.js';

expectRule('no_whole_rows', {
  refuses: [
    'SELECT c FROM v_customers c',
    'SELECT v_films FROM v_films',
    'SELECT count(c) FROM v_customers c',
    'SELECT c::text FROM v_customers c',
    'SELECT ROW(c.*) FROM v_customers c',
    'SELECT count(c.*) FROM v_customers c',
    'SELECT x FROM (SELECT 1 AS a) x',
    'SELECT (SELECT c) FROM v_customers c',
    'SELECT 1 FROM v_customers c WHERE c IS NOT NULL',
  ],
  allows: [
    'SELECT count(*) FROM v_customers c',
    'SELECT c.* FROM v_films c',
    'SELECT x FROM unnest(ARRAY[1, 2]) x',
    'SELECT x FROM (SELECT 1 AS x) x',
    'SELECT EXISTS (SELECT * FROM v_films)',
    'SELECT ROW(1, 2) = ROW(1, 2) AS same',
  ],
});
