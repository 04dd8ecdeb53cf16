import { expectRule } from '../testing/expect-rule.js';

expectRule('allowed_operators', {
  refuses: [
    'SELECT 1 OPERATOR(pg_catalog.+) 1',
    'SELECT 1 OPERATOR(public.=) ANY (SELECT 1)',
    "SELECT title @@ 'x' FROM v_films",
    'SELECT 5 & 3',
    "SELECT '{}' -> 'a'",
    'SELECT |/ 25',
    "SELECT title ^@ 'A' FROM v_films",
    'SELECT 1 ## 2',
  ],
  allows: [
    'SELECT 1 + 2 * 3 - 4 / 5 % 6 ^ 2',
    "SELECT 'a' || 'b' AS x",
    "SELECT title FROM v_films WHERE length BETWEEN SYMMETRIC 90 AND 60 AND rating <> 'G' AND title NOT ILIKE 'a%'",
    "SELECT title FROM v_films WHERE special_features @> ARRAY['Trailers']",
    'SELECT 1 = ANY (ARRAY[1]), 1 < ALL (SELECT 2)',
    'SELECT - length, + length FROM v_films',
  ],
});
