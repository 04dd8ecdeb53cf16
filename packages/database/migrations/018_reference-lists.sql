-- What the business keeps lists of, whether or not anything uses an entry: a language without a film, a country without a customer.
CREATE OR REPLACE VIEW analytics.v_languages WITH (security_barrier) AS
SELECT l.language_id, btrim(l.name::text) AS language FROM public.language l;

CREATE OR REPLACE VIEW analytics.v_countries WITH (security_barrier) AS
SELECT co.country_id, co.country FROM public.country co;

CREATE OR REPLACE VIEW analytics.v_cities WITH (security_barrier) AS
SELECT ci.city_id, ci.city, co.country
FROM public.city ci
JOIN public.country co ON co.country_id = ci.country_id;

DO $$
DECLARE
  view_name text;
BEGIN
  FOREACH view_name IN ARRAY ARRAY['v_languages', 'v_countries', 'v_cities'] LOOP
    EXECUTE format('ALTER VIEW analytics.%I OWNER TO copilot_owner', view_name);
    EXECUTE format('REVOKE ALL ON analytics.%I FROM PUBLIC', view_name);
  END LOOP;
END
$$;
