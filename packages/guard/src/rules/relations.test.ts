import { expectRule } from '../testing/expect-rule.js';

expectRule('allowed_views', {
  refuses: [
    'SELECT * FROM payment',
    'SELECT * FROM public.payment',
    'SELECT * FROM pg_class',
    'SELECT * FROM "V_FILMS"',
    'SELECT * FROM public.v_films',
    'SELECT 1 FROM v_films f, (payment p JOIN staff s ON true)',
    'WITH payment AS (SELECT 1) SELECT * FROM public.payment',
    'WITH a AS (SELECT 1 FROM b), b AS (SELECT 1) SELECT * FROM a',
    'SELECT * FROM (WITH payment AS (SELECT 1 AS x) SELECT x FROM payment) q, payment',
    'WITH payment AS (SELECT 1 FROM payment) SELECT 1 FROM payment',
    'SELECT * FROM v_revenue_by_month',
  ],
  allows: [
    'SELECT count(*) FROM V_FILMS',
    'SELECT count(*) FROM "v_films"',
    'SELECT count(*) FROM U&"v_\\0066ilms"',
    'SELECT count(*) FROM analytics.v_films',
    'WITH payment AS (SELECT amount FROM v_payments) SELECT sum(amount) FROM payment',
    'WITH v_films AS (SELECT title FROM v_films) SELECT title FROM v_films',
    'SELECT (WITH a AS (SELECT 1 AS x) SELECT max(x) FROM a, (SELECT 1 FROM a) b)',
  ],
});
