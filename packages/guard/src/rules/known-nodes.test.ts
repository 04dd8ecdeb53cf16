import { expectRule } from '../testing/expect-rule.js';

expectRule('known_nodes', {
  refuses: [
    'SELECT title FROM v_films FOR UPDATE',
    'SELECT title INTO x FROM v_films',
    'SELECT * FROM v_films TABLESAMPLE SYSTEM (10)',
    'SELECT * FROM ROWS FROM (generate_series(1, 2)) t',
    'SELECT $1',
    'SELECT xmlelement(name a)',
    "SELECT json_object('a' : 1)",
    'SELECT 1 ORDER BY 1 USING <',
    "SELECT concat(VARIADIC ARRAY['a'])",
    "SELECT B'1'",
    'SELECT * FROM pagila.analytics.v_films',
    'SELECT 1 IS JSON',
    'VALUES (DEFAULT)',
  ],
  allows: [
    'SELECT DISTINCT ON (rating) rating, title FROM v_films ORDER BY rating, title DESC NULLS LAST',
    'SELECT title FROM v_films WHERE (rating, length) IN (SELECT rating, max(length) FROM v_films GROUP BY rating)',
    'SELECT count(*) FROM v_films GROUP BY GROUPING SETS ((rating), ())',
    'SELECT f.x FROM v_films, LATERAL (SELECT film_id + 1 AS x) f',
    'SELECT special_features[1], special_features[:2] FROM v_films',
    'SELECT length IS NOT NULL, (length > 3) IS UNKNOWN FROM v_films',
  ],
});
