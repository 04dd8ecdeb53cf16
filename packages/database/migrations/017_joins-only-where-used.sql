-- A film, an address, a city and a country are found by their primary keys and add no row and take none away: as LEFT JOINs they are left out of
-- every question that asks for none of their columns (half the joins of a total of rentals, all of a count of customers).
CREATE OR REPLACE VIEW analytics.v_rentals WITH (security_barrier) AS
SELECT r.rental_id, r.rental_date::timestamptz AS rental_date, r.return_date::timestamptz AS return_date,
       (r.rental_date + f.rental_duration * interval '24 hours')::timestamptz AS due_date,
       r.customer_id, r.staff_id, r.inventory_id, i.film_id, i.store_id
FROM public.rental r
JOIN public.inventory i ON i.inventory_id = r.inventory_id
LEFT JOIN public.film f ON f.film_id = i.film_id
WHERE i.store_id = ANY ((SELECT analytics.scope_stores())::integer[]);

CREATE OR REPLACE VIEW analytics.v_customers WITH (security_barrier) AS
SELECT c.customer_id, c.store_id, c.first_name, c.last_name, c.first_name || ' ' || c.last_name AS full_name,
       (c.active IS NOT DISTINCT FROM 1) AS active, c.create_date::date AS create_date, c.email,
       a.phone, a.address, a.postal_code, a.district, ci.city, co.country
FROM public.customer c
LEFT JOIN public.address a ON a.address_id = c.address_id
LEFT JOIN public.city ci ON ci.city_id = a.city_id
LEFT JOIN public.country co ON co.country_id = ci.country_id
WHERE c.store_id = ANY ((SELECT analytics.scope_stores())::integer[]);
