import { expectRule } from '../testing/expect-rule.js';

expectRule('bounded_generators', {
  refuses: [
    'SELECT generate_series(1, 1000000)',
    'SELECT generate_series(1, film_id) FROM v_films',
    'SELECT * FROM generate_series(1, 9999) a, generate_series(1, 9999) b',
    'SELECT * FROM generate_series(1, 10, 0)',
    "SELECT * FROM generate_series('1000-01-01'::date, '3000-01-01', '1 day')",
    "SELECT * FROM generate_series('2022-01-01'::timestamp, '2022-12-31', '1 second')",
    "SELECT * FROM generate_series((SELECT min(rental_date) FROM v_rentals), 'infinity', '1 day')",
    "SELECT * FROM generate_series((SELECT min(rental_date) FROM v_rentals), (SELECT max(rental_date) + interval '1000 years' FROM v_rentals), '1 day')",
    "SELECT * FROM generate_series((SELECT min(rental_date) FROM v_rentals), now() + interval '1 year' * 100000, '1 day')",
    'SELECT * FROM generate_series((SELECT 1), (SELECT 1000000000))',
  ],
  allows: [
    'SELECT n FROM generate_series(1, 12) AS n',
    'SELECT n FROM generate_series(10, 0, -2) AS n',
    "SELECT d FROM generate_series('2022-01-01'::date, '2022-12-31'::date, interval '1 day') AS d",
    "SELECT d FROM generate_series(DATE '2022-01-01', DATE '2022-12-01', '1 month') AS d",
    "SELECT d FROM generate_series((SELECT date_trunc('month', min(rental_date)) FROM v_rentals), (SELECT max(rental_date) FROM v_rentals), interval '1 month') AS d",
    "SELECT d FROM (SELECT min(rental_date) AS a, max(rental_date) AS b FROM v_rentals) s, generate_series(s.a, s.b, '1 week') d",
    'SELECT h, d FROM generate_series(0, 23) h, generate_series(0, 6) d',
    "SELECT d FROM generate_series(current_date - interval '30 days', current_date, '1 day') d",
  ],
});
