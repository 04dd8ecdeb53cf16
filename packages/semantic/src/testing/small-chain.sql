-- Two stores, four films, six rentals, seven payments: small enough to add up by hand. ALPHA DAWN is in two categories and has two actors,
-- rental 1 was paid in two parts, rental 6 is still out, copy 5 was never rented, DELTA RAIN has no copy, DAN EAST never rented anything.
-- `chain.stores` narrows what can be read, as the signed scope does in the product.
CREATE SCHEMA analytics;
CREATE FUNCTION analytics.in_scope(store integer) RETURNS boolean LANGUAGE sql STABLE
AS $$ SELECT coalesce(store = ANY (nullif(current_setting('chain.stores', true), '')::integer[]), true) $$;

CREATE VIEW analytics.v_stores AS
SELECT * FROM (VALUES
  (1, '1 Quay Street', 'Oslo', 'Oslo', 'Norway', '100', 1, 'Ivo Reed'),
  (2, '2 Hill Road', 'Vestland', 'Bergen', 'Norway', '200', 2, 'Uma Hale')
) AS t (store_id, address, district, city, country, phone, manager_staff_id, manager_name)
WHERE analytics.in_scope(store_id);

CREATE VIEW analytics.v_staff AS
SELECT * FROM (VALUES
  (1, 1, 'Ivo', 'Reed', 'Ivo Reed', 'ivo@chain.example', true, '1 Quay Street', 'Oslo', 'Oslo', 'Norway', '101'),
  (2, 2, 'Uma', 'Hale', 'Uma Hale', 'uma@chain.example', true, '2 Hill Road', 'Vestland', 'Bergen', 'Norway', '201')
) AS t (staff_id, store_id, first_name, last_name, full_name, email, active, address, district, city, country, phone)
WHERE analytics.in_scope(store_id);

CREATE VIEW analytics.v_customers AS
SELECT * FROM (VALUES
  (1, 1, 'ADA', 'NORTH', 'ADA NORTH', true, DATE '2021-11-02', 'ada@mail.example', '1', 'Rua A', '1000', 'Lisboa', 'Lisbon', 'Portugal'),
  (2, 1, 'BEN', 'SOUTH', 'BEN SOUTH', true, DATE '2021-12-24', 'ben@mail.example', '2', 'Rua B', '4000', 'Porto', 'Porto', 'Portugal'),
  (3, 2, 'CLEO', 'WEST', 'CLEO WEST', true, DATE '2022-01-15', 'cleo@mail.example', '3', 'Via C', '10100', 'Piemonte', 'Turin', 'Italy'),
  (4, 2, 'DAN', 'EAST', 'DAN EAST', false, DATE '2022-02-14', 'dan@mail.example', '4', 'Via D', '10101', 'Piemonte', 'Turin', 'Italy')
) AS t (customer_id, store_id, first_name, last_name, full_name, active, create_date, email, phone, address, postal_code, district, city, country)
WHERE analytics.in_scope(store_id);

CREATE VIEW analytics.v_films AS
SELECT * FROM (VALUES
  (1, 'ALPHA DAWN', 'A quiet start', 2006, 'English', NULL::text, 3, 0.99, 90, 10.00, 'G', ARRAY['Trailers']),
  (2, 'BRAVO DUSK', 'A loud end', 2006, 'English', NULL, 5, 2.99, 120, 20.00, 'PG', ARRAY['Trailers', 'Deleted Scenes']),
  (3, 'CHARLIE NOON', 'A long lunch', 2010, 'Italian', NULL, 7, 4.99, 60, 30.00, 'R', ARRAY['Deleted Scenes']),
  (4, 'DELTA RAIN', 'A wet day', 2010, 'English', NULL, 3, 0.99, 100, 15.00, 'PG-13', NULL)
) AS t (film_id, title, description, release_year, language, original_language, rental_duration, rental_rate, length, replacement_cost, rating, special_features);

CREATE VIEW analytics.v_categories AS
SELECT * FROM (VALUES (1, 'Action'), (2, 'Comedy'), (3, 'Drama'), (4, 'Sci-Fi')) AS t (category_id, category);
CREATE VIEW analytics.v_film_categories AS
SELECT * FROM (VALUES (1, 1, 'Action'), (1, 4, 'Sci-Fi'), (2, 1, 'Action'), (3, 2, 'Comedy'), (4, 3, 'Drama')) AS t (film_id, category_id, category);
CREATE VIEW analytics.v_actors AS
SELECT * FROM (VALUES (1, 'MIRA', 'STONE', 'MIRA STONE'), (2, 'OTTO', 'VANCE', 'OTTO VANCE')) AS t (actor_id, first_name, last_name, full_name);
CREATE VIEW analytics.v_film_actors AS
SELECT * FROM (VALUES (1, 1), (2, 1), (1, 2), (3, 2)) AS t (film_id, actor_id);

CREATE VIEW analytics.v_languages AS
SELECT * FROM (VALUES (1, 'English'), (2, 'Italian'), (3, 'Basque')) AS t (language_id, language);
CREATE VIEW analytics.v_countries AS
SELECT * FROM (VALUES (1, 'Portugal'), (2, 'Italy'), (3, 'Norway'), (4, 'Iceland')) AS t (country_id, country);
CREATE VIEW analytics.v_cities AS
SELECT * FROM (VALUES (1, 'Lisbon', 'Portugal'), (2, 'Porto', 'Portugal'), (3, 'Turin', 'Italy'), (4, 'Oslo', 'Norway'), (5, 'Bergen', 'Norway'), (6, 'Akureyri', 'Iceland'))
  AS t (city_id, city, country);

CREATE VIEW analytics.v_inventory AS
SELECT * FROM (VALUES (1, 1, 1), (2, 1, 2), (3, 2, 1), (4, 3, 2), (5, 3, 1)) AS t (inventory_id, film_id, store_id)
WHERE analytics.in_scope(store_id);

CREATE VIEW analytics.v_rentals AS
SELECT r.rental_id, r.taken AS rental_date, r.back AS return_date, r.taken + f.rental_duration * interval '24 hours' AS due_date,
       r.customer_id, i.store_id AS staff_id, i.inventory_id, i.film_id, i.store_id
FROM (VALUES
  (1, 1, 1, TIMESTAMPTZ '2022-01-08 10:00Z', TIMESTAMPTZ '2022-01-12 10:00Z'),
  (2, 3, 1, '2022-02-05 10:00Z', '2022-02-08 10:00Z'),
  (3, 3, 2, '2022-02-20 10:00Z', '2022-02-24 10:00Z'),
  (4, 2, 3, '2022-03-01 10:00Z', '2022-03-03 10:00Z'),
  (5, 4, 3, '2022-03-10 10:00Z', '2022-03-20 10:00Z'),
  (6, 1, 2, '2022-04-18 10:00Z', NULL)
) AS r (rental_id, inventory_id, customer_id, taken, back)
JOIN analytics.v_inventory i USING (inventory_id)
JOIN analytics.v_films f USING (film_id);

CREATE VIEW analytics.v_payments AS
SELECT p.payment_id, p.paid AS payment_date, p.amount, r.customer_id, r.staff_id, r.rental_id, r.inventory_id, r.film_id, r.store_id
FROM (VALUES
  (1, 1, 4.00, TIMESTAMPTZ '2022-01-10 09:00Z'),
  (2, 1, 1.00, '2022-01-12 11:00Z'),
  (3, 2, 3.00, '2022-02-06 09:00Z'),
  (4, 3, 3.00, '2022-02-21 09:00Z'),
  (5, 4, 2.00, '2022-03-02 20:00Z'),
  (6, 5, 5.00, '2022-03-11 20:00Z'),
  (7, 6, 2.00, '2022-04-20 18:00Z')
) AS p (payment_id, rental_id, amount, paid)
JOIN analytics.v_rentals r USING (rental_id);

CREATE VIEW analytics.v_revenue_by_film AS
SELECT store_id, film_id, sum(amount) AS revenue, count(*) AS payment_count FROM analytics.v_payments GROUP BY 1, 2;
CREATE VIEW analytics.v_revenue_by_category AS
SELECT store_id, category_id, category, sum(amount) AS revenue, count(*) AS payment_count
FROM analytics.v_payments JOIN analytics.v_film_categories USING (film_id) GROUP BY 1, 2, 3;
CREATE VIEW analytics.v_revenue_by_month AS
SELECT store_id, date_trunc('month', payment_date AT TIME ZONE 'UTC')::date AS month, sum(amount) AS revenue, count(*) AS payment_count
FROM analytics.v_payments GROUP BY 1, 2;
