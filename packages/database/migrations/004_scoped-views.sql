-- The only relations that a question can read. Rows are limited to the stores of a signed scope; see docs of packages/database.
CREATE SCHEMA IF NOT EXISTS analytics AUTHORIZATION copilot_owner;
CREATE SCHEMA IF NOT EXISTS analytics_private AUTHORIZATION copilot_owner;
REVOKE ALL ON SCHEMA analytics, analytics_private FROM PUBLIC;

-- The key of the scope's signature as the two padded blocks of HMAC (RFC 2104), so that verifying needs nothing but sha256().
CREATE TABLE IF NOT EXISTS analytics_private.scope_keys (
  inner_block bytea PRIMARY KEY CHECK (length(inner_block) = 64),
  outer_block bytea NOT NULL CHECK (length(outer_block) = 64),
  created_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE analytics_private.scope_keys OWNER TO copilot_owner;
REVOKE ALL ON analytics_private.scope_keys FROM PUBLIC;

-- Runs as the administrator, because row security on `store` itself asks for the scope.
CREATE OR REPLACE FUNCTION public.store_ids() RETURNS integer[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT coalesce(array_agg(store_id ORDER BY store_id), '{}') FROM public.store $$;
REVOKE ALL ON FUNCTION public.store_ids() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.store_ids() TO copilot_owner, copilot_app;

-- The stores of the scope `v1:<database role>:<user>:<request>:<expiry>:<stores or all>:<signature>` that the service has set for this
-- transaction. SQL text can set another scope but cannot sign it, cannot use one signed for another login, and not for long.
-- Anything that does not hold gives no stores at all.
CREATE OR REPLACE FUNCTION analytics.scope_stores() RETURNS integer[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  scope text := current_setting('copilot.scope', true);
  part text[] := string_to_array(scope, ':');
  message bytea;
BEGIN
  IF scope IS NULL OR cardinality(part) <> 7 OR part[1] <> 'v1' OR part[2] <> session_user
    OR part[5] !~ '^[0-9]{1,12}$' OR part[6] !~ '^(all|([0-9]{1,9}(,[0-9]{1,9})*)?)$' THEN
    RETURN '{}';
  END IF;
  IF part[5]::bigint <= extract(epoch FROM clock_timestamp()) THEN
    RETURN '{}';
  END IF;
  message := convert_to(left(scope, -(length(part[7]) + 1)), 'UTF8');
  IF NOT EXISTS (
    SELECT FROM analytics_private.scope_keys k
    WHERE encode(sha256(k.outer_block || sha256(k.inner_block || message)), 'hex') = part[7]
  ) THEN
    RETURN '{}';
  END IF;
  IF part[6] = 'all' THEN
    RETURN public.store_ids();
  END IF;
  RETURN string_to_array(part[6], ',')::integer[];
END
$$;
ALTER FUNCTION analytics.scope_stores() OWNER TO copilot_owner;
REVOKE ALL ON FUNCTION analytics.scope_stores() FROM PUBLIC;

CREATE OR REPLACE VIEW analytics.v_payments WITH (security_barrier) AS
SELECT p.payment_id, p.payment_date::timestamptz AS payment_date, p.amount, p.customer_id, p.staff_id, p.rental_id,
       r.inventory_id, i.film_id, i.store_id
FROM public.payment p
JOIN public.rental r ON r.rental_id = p.rental_id
JOIN public.inventory i ON i.inventory_id = r.inventory_id
WHERE i.store_id = ANY ((SELECT analytics.scope_stores())::integer[]);

-- 24 hours a day and not one day: the length of a day must not hang on the session's time zone.
CREATE OR REPLACE VIEW analytics.v_rentals WITH (security_barrier) AS
SELECT r.rental_id, r.rental_date::timestamptz AS rental_date, r.return_date::timestamptz AS return_date,
       (r.rental_date + f.rental_duration * interval '24 hours')::timestamptz AS due_date,
       r.customer_id, r.staff_id, r.inventory_id, i.film_id, i.store_id
FROM public.rental r
JOIN public.inventory i ON i.inventory_id = r.inventory_id
JOIN public.film f ON f.film_id = i.film_id
WHERE i.store_id = ANY ((SELECT analytics.scope_stores())::integer[]);

CREATE OR REPLACE VIEW analytics.v_inventory WITH (security_barrier) AS
SELECT i.inventory_id, i.film_id, i.store_id
FROM public.inventory i
WHERE i.store_id = ANY ((SELECT analytics.scope_stores())::integer[]);

-- `activebool` is true for everyone; `active` is the flag that means something.
CREATE OR REPLACE VIEW analytics.v_customers WITH (security_barrier) AS
SELECT c.customer_id, c.store_id, c.first_name, c.last_name, c.first_name || ' ' || c.last_name AS full_name,
       (c.active IS NOT DISTINCT FROM 1) AS active, c.create_date::date AS create_date, c.email,
       a.phone, a.address, a.postal_code, a.district, ci.city, co.country
FROM public.customer c
JOIN public.address a ON a.address_id = c.address_id
JOIN public.city ci ON ci.city_id = a.city_id
JOIN public.country co ON co.country_id = ci.country_id
WHERE c.store_id = ANY ((SELECT analytics.scope_stores())::integer[]);

CREATE OR REPLACE VIEW analytics.v_staff WITH (security_barrier) AS
SELECT s.staff_id, s.store_id, s.first_name, s.last_name, s.first_name || ' ' || s.last_name AS full_name, s.email, s.active,
       a.address, a.district, ci.city, co.country, a.phone
FROM public.staff s
JOIN public.address a ON a.address_id = s.address_id
JOIN public.city ci ON ci.city_id = a.city_id
JOIN public.country co ON co.country_id = ci.country_id
WHERE s.store_id = ANY ((SELECT analytics.scope_stores())::integer[]);

-- A manager may work in another store, whose staff is outside the scope: the name is shown where it is inside.
CREATE OR REPLACE VIEW analytics.v_stores WITH (security_barrier) AS
SELECT st.store_id, a.address, a.district, ci.city, co.country, a.phone, st.manager_staff_id,
       m.first_name || ' ' || m.last_name AS manager_name
FROM public.store st
JOIN public.address a ON a.address_id = st.address_id
JOIN public.city ci ON ci.city_id = a.city_id
JOIN public.country co ON co.country_id = ci.country_id
LEFT JOIN public.staff m ON m.staff_id = st.manager_staff_id AND m.store_id = ANY ((SELECT analytics.scope_stores())::integer[])
WHERE st.store_id = ANY ((SELECT analytics.scope_stores())::integer[]);

CREATE OR REPLACE VIEW analytics.v_revenue_by_film WITH (security_barrier) AS
SELECT i.store_id, i.film_id, sum(p.amount) AS revenue, count(*) AS payment_count
FROM public.payment p
JOIN public.rental r ON r.rental_id = p.rental_id
JOIN public.inventory i ON i.inventory_id = r.inventory_id
WHERE i.store_id = ANY ((SELECT analytics.scope_stores())::integer[])
GROUP BY i.store_id, i.film_id;

CREATE OR REPLACE VIEW analytics.v_revenue_by_category WITH (security_barrier) AS
SELECT i.store_id, c.category_id, c.name AS category, sum(p.amount) AS revenue, count(*) AS payment_count
FROM public.payment p
JOIN public.rental r ON r.rental_id = p.rental_id
JOIN public.inventory i ON i.inventory_id = r.inventory_id
JOIN public.film_category fc ON fc.film_id = i.film_id
JOIN public.category c ON c.category_id = fc.category_id
WHERE i.store_id = ANY ((SELECT analytics.scope_stores())::integer[])
GROUP BY i.store_id, c.category_id, c.name;

CREATE OR REPLACE VIEW analytics.v_revenue_by_month WITH (security_barrier) AS
SELECT i.store_id, date_trunc('month', p.payment_date::timestamptz AT TIME ZONE 'UTC')::date AS month,
       sum(p.amount) AS revenue, count(*) AS payment_count
FROM public.payment p
JOIN public.rental r ON r.rental_id = p.rental_id
JOIN public.inventory i ON i.inventory_id = r.inventory_id
WHERE i.store_id = ANY ((SELECT analytics.scope_stores())::integer[])
GROUP BY 1, 2;

CREATE OR REPLACE VIEW analytics.v_films WITH (security_barrier) AS
SELECT f.film_id, f.title, f.description, f.release_year::integer AS release_year, btrim(l.name::text) AS language,
       btrim(o.name::text) AS original_language, f.rental_duration::integer AS rental_duration, f.rental_rate,
       f.length::integer AS length, f.replacement_cost, f.rating::text AS rating, f.special_features
FROM public.film f
JOIN public.language l ON l.language_id = f.language_id
LEFT JOIN public.language o ON o.language_id = f.original_language_id;

CREATE OR REPLACE VIEW analytics.v_categories WITH (security_barrier) AS
SELECT c.category_id, c.name AS category FROM public.category c;

CREATE OR REPLACE VIEW analytics.v_film_categories WITH (security_barrier) AS
SELECT fc.film_id, fc.category_id, c.name AS category
FROM public.film_category fc
JOIN public.category c ON c.category_id = fc.category_id;

CREATE OR REPLACE VIEW analytics.v_actors WITH (security_barrier) AS
SELECT a.actor_id, a.first_name, a.last_name, a.first_name || ' ' || a.last_name AS full_name FROM public.actor a;

CREATE OR REPLACE VIEW analytics.v_film_actors WITH (security_barrier) AS
SELECT fa.film_id, fa.actor_id FROM public.film_actor fa;

DO $$
DECLARE
  view_name text;
BEGIN
  FOR view_name IN SELECT viewname FROM pg_catalog.pg_views WHERE schemaname = 'analytics' LOOP
    EXECUTE format('ALTER VIEW analytics.%I OWNER TO copilot_owner', view_name);
    EXECUTE format('REVOKE ALL ON analytics.%I FROM PUBLIC', view_name);
  END LOOP;
END
$$;
