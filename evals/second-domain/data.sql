-- Fills the tables from nothing but hashes: the same rows in every PostgreSQL. Run once, after schema.sql, in UTC.
SET TimeZone TO 'UTC';

CREATE FUNCTION chance(key text) RETURNS double precision LANGUAGE sql IMMUTABLE
AS $$ SELECT ('x' || substr(md5(key), 1, 8))::bit(32)::bigint / 4294967296.0::double precision $$;
CREATE FUNCTION choose(key text, items text[]) RETURNS text LANGUAGE sql IMMUTABLE
AS $$ SELECT items[1 + floor(chance(key) * cardinality(items))::int] $$;

INSERT INTO region SELECT ordinality, name
FROM unnest(ARRAY['North', 'South', 'East', 'West', 'Central', 'Islands']) WITH ORDINALITY AS t (name, ordinality);

INSERT INTO branch VALUES
  (1, 'Harbour', 'Rotterdam', 4, '2009-04-01'),
  (2, 'Midland', 'Leipzig', 5, '2012-09-15'),
  (3, 'Alpine', 'Innsbruck', 2, '2016-05-02'),
  (4, 'Coast', 'Porto', 1, '2021-03-08');

INSERT INTO supplier VALUES
  (1, 'Nordhavn Works', 'Denmark'), (2, 'Sierra Loom', 'Spain'), (3, 'Kobold Metal', 'Germany'), (4, 'Two Rivers Textiles', 'Portugal'),
  (5, 'Tatra Outfit', 'Poland'), (6, 'Lanternhouse', 'Netherlands'), (7, 'Fellstep', 'Norway'), (8, 'Velo Moderne', 'France'),
  (9, 'Pinewood Goods', 'Finland'), (10, 'Cordata', 'Italy'), (11, 'Brennstoff', 'Germany'), (12, 'Aurora Down', 'Norway');

INSERT INTO product_category SELECT ordinality, name
FROM unnest(ARRAY['Tents', 'Sleeping Bags', 'Backpacks', 'Stoves', 'Lamps', 'Boots', 'Jackets', 'Bicycles']) WITH ORDINALITY AS t (name, ordinality);

INSERT INTO product
SELECT id, model || ' ' || noun, category_id, 1 + floor(chance('supplier' || id) ^ 1.3 * 12)::int, price,
  round(price * (0.48 + 0.2 * chance('cost' || id))::numeric, 2),
  round((weight * (0.6 + 0.9 * chance('weight' || id)))::numeric, 1),
  DATE '2018-01-01' + floor(chance('launch' || id) * 2000)::int,
  chance('gone' || id) < 0.08
FROM (
  SELECT (c - 1) * 15 + m AS id, c AS category_id,
    (ARRAY['Alder', 'Basalt', 'Cirrus', 'Drift', 'Ember', 'Fjord', 'Gale', 'Harrier', 'Isobar', 'Juniper', 'Kestrel', 'Lumen', 'Mistral',
      'Nimbus', 'Osprey'])[m] AS model,
    (ARRAY['Tent', 'Sleeping Bag', 'Backpack', 'Stove', 'Lamp', 'Boots', 'Jacket', 'Bicycle'])[c] AS noun,
    (ARRAY[4.2, 1.6, 1.4, 0.6, 0.3, 1.5, 0.8, 13.5])[c] AS weight,
    floor(((ARRAY[220, 140, 110, 75, 40, 130, 160, 780])[c] * (0.5 + chance('price' || c || '/' || m)))::numeric) - 0.10 AS price
  FROM generate_series(1, 8) AS c, generate_series(1, 15) AS m
) AS p;

-- Six people a branch: a manager, four who sell, one in the warehouse.
INSERT INTO employee
SELECT id,
  (ARRAY['Mara', 'Joost', 'Ines', 'Piet', 'Sanne', 'Tom', 'Anke', 'Falk', 'Greta', 'Henning', 'Ilka', 'Jonas', 'Vroni', 'Lukas', 'Resi', 'Matthias',
    'Elke', 'Sepp', 'Beatriz', 'Duarte', 'Filipa', 'Gil', 'Leonor', 'Nuno'])[id],
  (ARRAY['Visser', 'de Boer', 'Bakker', 'Smit', 'Mulder', 'Dekker', 'Vogel', 'Krause', 'Lorenz', 'Winter', 'Seidel', 'Arnold', 'Gruber', 'Moser',
    'Egger', 'Hofer', 'Auer', 'Rainer', 'Moreira', 'Pinto', 'Tavares', 'Rocha', 'Duarte', 'Sequeira'])[id],
  CASE (id - 1) % 6 WHEN 0 THEN 'Branch Manager' WHEN 5 THEN 'Warehouse Clerk' ELSE 'Sales Representative' END,
  1 + (id - 1) / 6,
  CASE WHEN (id - 1) % 6 = 0 THEN NULL ELSE 1 + 6 * ((id - 1) / 6) END,
  GREATEST(DATE '2009-04-01' + floor(chance('hired' || id) * 5400)::int, (SELECT opened_on FROM branch WHERE branch_id = 1 + (id - 1) / 6)),
  round((2600 + 1900 * chance('salary' || id))::numeric, -1)
FROM generate_series(1, 24) AS id;

INSERT INTO client
SELECT id, place || ' ' || suffix,
  CASE suffix WHEN 'School' THEN 'school' WHEN 'Online' THEN 'online' WHEN 'Climbing Club' THEN 'club' WHEN 'Scouts' THEN 'club' ELSE 'shop' END,
  choose('city' || id, ARRAY['Amsterdam', 'Antwerp', 'Barcelona', 'Berlin', 'Bordeaux', 'Bremen', 'Copenhagen', 'Dresden', 'Faro', 'Geneva',
    'Graz', 'Hamburg', 'Lisbon', 'Lyon', 'Madrid', 'Munich', 'Oslo', 'Palma', 'Salzburg', 'Turin']),
  1 + floor(chance('region' || id) * 6)::int,
  CASE WHEN chance('mail' || id) < 0.1 THEN NULL ELSE lower(replace(place || '.' || suffix, ' ', '')) || '@clients.example' END,
  DATE '2015-01-01' + floor(chance('since' || id) * 3500)::int
FROM (
  SELECT (p - 1) * 6 + s AS id,
    (ARRAY['Aldermoor', 'Brackwater', 'Cresthill', 'Dunmere', 'Eastvale', 'Fernhollow', 'Greyfell', 'Hazelbank', 'Ironbridge', 'Jarrow Point',
      'Kingsmead', 'Larkrise', 'Mossgate', 'Netherby', 'Oakhaven', 'Pinecrest', 'Quarryfield', 'Ravenscar', 'Silverdale', 'Thornwick',
      'Underhill', 'Valebrook', 'Whitestone', 'Yarrowdale', 'Ambleford', 'Birchwater', 'Coldharbour', 'Deepdale', 'Elmstead', 'Foxley'])[p] AS place,
    (ARRAY['Outdoor', 'Sports', 'Climbing Club', 'School', 'Scouts', 'Online'])[s] AS suffix
  FROM generate_series(1, 30) AS p, generate_series(1, 6) AS s
) AS c;

-- Two years of orders: busy in spring and before Christmas, quiet on Sundays, growing from year to year.
INSERT INTO orders
WITH candidate AS (
  SELECT k, TIMESTAMPTZ '2023-01-01 00:00:00+00' + floor(chance('day' || k) * 731)::int * interval '1 day'
    + (7 + floor((chance('h1' || k) + chance('h2' || k)) * 6.5)::int) * interval '1 hour' + floor(chance('min' || k) * 3600)::int * interval '1 second' AS at
  FROM generate_series(1, 16000) AS k
), kept AS (
  SELECT k, at FROM candidate
  WHERE chance('keep' || k) < (ARRAY[0.45, 0.5, 0.75, 0.95, 1.0, 0.9, 0.7, 0.6, 0.6, 0.55, 0.8, 0.95])[extract(month FROM at)::int]
    * (ARRAY[1.0, 0.95, 0.9, 0.9, 0.85, 0.5, 0.2])[extract(isodow FROM at)::int] * CASE WHEN at < '2024-01-01' THEN 0.78 ELSE 1 END
  ORDER BY at, k
), numbered AS (
  SELECT row_number() OVER (ORDER BY at, k)::int AS id, at FROM kept
), placed AS (
  SELECT id, at, 1 + floor(174 * chance('client' || id) ^ 1.8)::int AS client_id, chance('status' || id) AS luck FROM numbered
), routed AS (
  SELECT *, CASE WHEN chance('usual' || id) < 0.85 THEN 1 + (client_id * 7) % 4 ELSE 1 + floor(chance('branch' || id) * 4)::int END AS branch_id
  FROM placed
), dated AS (
  SELECT *, at::date + 7 AS required_by,
    date_trunc('hour', at) + (1 + floor(chance('ship' || id) ^ 1.6 * 11)::int) * interval '1 day' AS ships
  FROM routed
)
SELECT id, at, client_id, (branch_id - 1) * 6 + 2 + floor(chance('seller' || id) ^ 1.3 * 4)::int, branch_id,
  CASE WHEN chance('channel' || id) < 0.52 THEN 'web' WHEN chance('channel' || id) < 0.8 THEN 'phone' ELSE 'visit' END,
  CASE WHEN luck < 0.05 THEN 'cancelled' WHEN ships >= '2025-01-01' THEN 'open' WHEN luck < 0.09 THEN 'returned'
    WHEN ships >= '2024-12-27' THEN 'shipped' ELSE 'delivered' END,
  required_by,
  CASE WHEN luck < 0.05 OR ships >= '2025-01-01' THEN NULL ELSE ships END
FROM dated;

INSERT INTO order_line
SELECT order_id, row_number() OVER (PARTITION BY order_id ORDER BY first_line)::int, product_id, quantity,
  round(p.unit_price * CASE WHEN o.ordered_at < '2024-01-01' THEN 0.96 ELSE 1 END, 2), discount
FROM (
  SELECT o.order_id, 1 + (floor(114 * chance('product' || o.order_id || '/' || n) ^ 1.4)::int * 37) % 120 AS product_id, min(n) AS first_line,
    1 + max(floor(chance('quantity' || o.order_id || '/' || n) ^ 2.2 * 12))::int AS quantity,
    CASE WHEN chance('discount' || o.order_id) < 0.7 THEN 0 WHEN chance('discount' || o.order_id) < 0.85 THEN 0.05
      WHEN chance('discount' || o.order_id) < 0.95 THEN 0.10 ELSE 0.15 END AS discount
  FROM orders o, generate_series(1, 1 + floor(chance('lines' || o.order_id) ^ 1.5 * 5)::int) AS n
  GROUP BY 1, 2
) AS l JOIN orders o USING (order_id) JOIN product p USING (product_id);

INSERT INTO stock
SELECT b, p, CASE WHEN chance('empty' || b || '/' || p) < 0.06 THEN 0 ELSE floor(chance('stock' || b || '/' || p) * 80)::int END, 10
FROM generate_series(1, 4) AS b, generate_series(1, 120) AS p
WHERE chance('shelf' || b || '/' || p) < 0.9;

DROP FUNCTION choose(text, text[]);
DROP FUNCTION chance(text);
ANALYZE;
