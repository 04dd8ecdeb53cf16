import { expectRule } from '../testing/expect-rule.js';

expectRule('allowed_types', {
  refuses: [
    "SELECT 'pg_authid'::regclass",
    "SELECT regclass 'payment'",
    "SELECT CAST('1' AS oid)",
    'SELECT NULL::v_films',
    'SELECT NULL::analytics.v_films',
    "SELECT 'a'::name",
    "SELECT '{}'::json",
    "SELECT '<a/>'::xml",
    "SELECT 'x'::char(100000)",
    'SELECT 1::public.int4',
    "SELECT '{}'::int[][]",
    'SELECT \'x\'::"char"',
    'SELECT NULL::record',
    "SELECT '1'::pg_catalog.regclass",
  ],
  allows: [
    "SELECT '1'::int, 1::bigint, 1::smallint, 1.5::numeric(10, 2), 1::real, 1::double precision, 'x'::text, 'x'::varchar(20), 'x'::char(3), TRUE::boolean",
    "SELECT DATE '2022-01-01', TIMESTAMP '2022-01-01 10:00', TIMESTAMPTZ '2022-01-01 10:00+00', TIME '10:00', INTERVAL '1 day', INTERVAL '3' MONTH, '1 hour'::interval",
    "SELECT ARRAY['a']::text[], '{1,2}'::int[]",
    'SELECT 1::pg_catalog.int4',
  ],
});
