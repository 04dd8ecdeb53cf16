import { expectRule } from '../testing/expect-rule.js';

expectRule('bounded_output', {
  refuses: [
    "SELECT repeat('x', 1000000)",
    "SELECT repeat('x', film_id) FROM v_films",
    'SELECT lpad(title, film_id * 1000) FROM v_films',
    "SELECT rpad('x', 100000)",
    "SELECT repeat(repeat(repeat('x', 200), 200), 200)",
    "SELECT format('%100000s', 'x')",
    "SELECT format(title, 'x') FROM v_films",
    'SELECT to_char(1, title) FROM v_films',
    'SELECT 10.0 ^ 100000',
    'SELECT power(10.0, 5000)',
    'SELECT power(9.9, 9 ^ 9)',
    'WITH a AS (SELECT concat(title, title, title, title, title, title, title, title, title, title, title) AS x FROM v_films), b AS (SELECT concat(x, x, x, x, x, x, x, x, x, x, x, x) AS x FROM a), c AS (SELECT concat(x, x, x, x, x, x, x, x, x, x, x, x) AS x FROM b), d AS (SELECT concat(x, x, x, x, x, x, x, x, x, x, x, x) AS x FROM c) SELECT length(x) FROM d',
    "SELECT string_agg(x, '') FROM (SELECT string_agg(y, '') AS x FROM (SELECT string_agg(title, '') AS y FROM v_films GROUP BY film_id) a GROUP BY y) b",
    "SELECT replace(replace(repeat('a', 200), 'a', repeat('b', 200)), 'b', repeat('c', 200))",
  ],
  allows: [
    "SELECT lpad(extract(month FROM rental_date)::text, 2, '0') FROM v_rentals",
    "SELECT repeat('*', 20)",
    "SELECT string_agg(first_name || ' ' || last_name, ', ' ORDER BY last_name) FROM v_customers",
    "SELECT replace(replace(replace(title, 'a', ''), 'e', ''), ' ', '-') FROM v_films",
    "SELECT to_char(rental_date, 'YYYY-MM-DD HH24:MI') FROM v_rentals",
    "SELECT format('%s: %s (100%%)', title, length) FROM v_films",
    'SELECT power(1.5, length), 2 ^ 10, power(1.1, 1.0 / 12) FROM v_films',
    'SELECT array_agg(title ORDER BY title) FROM v_films GROUP BY rating',
    "SELECT string_agg(line, '; ') FROM (SELECT concat(rating, ': ', string_agg(title, ', ')) AS line FROM v_films GROUP BY rating) x",
  ],
});
