-- Fills the tables from nothing but hashes of the seed: the same rows in every PostgreSQL. Run once, after schema.sql, in UTC.
SET TimeZone TO 'UTC';
CREATE FUNCTION chance(key text) RETURNS double precision LANGUAGE sql IMMUTABLE
AS $$ SELECT ('x' || substr(md5('desk-1:' || key), 1, 8))::bit(32)::bigint / 4294967296.0::double precision $$;
CREATE FUNCTION choose(key text, items text[]) RETURNS text LANGUAGE sql IMMUTABLE
AS $$ SELECT items[1 + floor(chance(key) * cardinality(items))::int] $$;

INSERT INTO office VALUES (1, 'Leeds', '2012-05-14'), (2, 'Bergen', '2016-09-01'), (3, 'Porto', '2020-02-17');
INSERT INTO agent
SELECT id,
  (ARRAY['Nora Whitby', 'Tom Ackroyd', 'Ingrid Solberg', 'Lars Nygaard', 'Rui Tavares', 'Marta Pires', 'Dev Chandra', 'Olga Petrova', 'Sam Oakley', 'Eva Lund'])[id],
  (ARRAY['lead', 'senior', 'lead', 'junior', 'senior', 'junior', 'senior', 'junior', 'junior', 'senior'])[id],
  (ARRAY[1, 1, 2, 2, 3, 3, 1, 2, 1, 2])[id], DATE '2017-01-01' + floor(chance('hired' || id) * 2400)::int, 30000 + floor(chance('pay' || id) * 30000)::int
FROM generate_series(1, 10) AS id;
INSERT INTO client
SELECT id,
  (ARRAY['Fernhill', 'Blue Otter', 'Kestrel', 'Northlight', 'Pinewood', 'Quayside', 'Redstart', 'Silverbeck', 'Tidewater', 'Umbra',
    'Vantage', 'Wren', 'Yarrow', 'Zephyr', 'Amberley', 'Birchgrove', 'Copperfield', 'Drumlin', 'Elmstead', 'Foxglove'])[id],
  choose('plan' || id, ARRAY['basic', 'basic', 'pro', 'pro', 'enterprise']), choose('country' || id, ARRAY['Norway', 'Portugal', 'Ireland', 'Spain', 'Denmark']),
  5 + floor(chance('seats' || id) * 200)::int, DATE '2019-01-01' + floor(chance('signed' || id) * 1800)::int, 1 + (id - 1) % 3
FROM generate_series(1, 20) AS id;
INSERT INTO product VALUES (1, 'Ledger', 'web'), (2, 'Planner', 'web'), (3, 'Courier', 'mobile'), (4, 'Vault', 'desktop'), (5, 'Sketch', 'mobile');
INSERT INTO ticket
SELECT id, 1 + floor(power(chance('client' || id), 1.4) * 19)::int, 1 + floor(power(chance('product' || id), 1.3) * 5)::int,
  CASE WHEN chance('taken' || id) < 0.96 THEN 1 + floor(chance('agent' || id) * 10)::int END,
  choose('kind' || id, ARRAY['bug', 'bug', 'question', 'question', 'question', 'request']), choose('priority' || id, ARRAY['low', 'normal', 'normal', 'high', 'urgent']),
  choose('channel' || id, ARRAY['email', 'email', 'chat', 'phone']), at, at + interval '2 days',
  CASE WHEN chance('solved' || id) < 0.9 THEN at + interval '1 hour' * (1 + 90 * power(chance('hours' || id), 2)) END,
  CASE WHEN chance('rated' || id) < 0.5 THEN 1 + floor(power(chance('rating' || id), 0.6) * 5)::int END
FROM (SELECT id, date_trunc('minute', TIMESTAMPTZ '2023-01-02 08:00+00' + interval '1 hour' * 17000 * id / 600 + interval '1 hour' * 9 * chance('at' || id)) AS at
  FROM generate_series(1, 600) AS id) AS t;
INSERT INTO reply
SELECT ticket_id, n, agent_id, opened_at + interval '40 minutes' * n * (1 + chance('sent' || ticket_id || n)), 3 + floor(chance('min' || ticket_id || n) * 40)::int
FROM ticket, generate_series(1, 4) AS n WHERE agent_id IS NOT NULL AND n <= 1 + floor(chance('replies' || ticket_id) * 4);
