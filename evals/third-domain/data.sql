-- Fills the tables from nothing but hashes of the seed: the same rows in every PostgreSQL. Run once, after schema.sql, in UTC.
SET TimeZone TO 'UTC';

CREATE FUNCTION chance(key text) RETURNS double precision LANGUAGE sql IMMUTABLE
AS $$ SELECT ('x' || substr(md5('clinics-1:' || key), 1, 8))::bit(32)::bigint / 4294967296.0::double precision $$;
CREATE FUNCTION choose(key text, items text[]) RETURNS text LANGUAGE sql IMMUTABLE
AS $$ SELECT items[1 + floor(chance(key) * cardinality(items))::int] $$;

INSERT INTO clinic VALUES
  (1, 'Riverside', 'Bristol', 6, '2008-03-10'),
  (2, 'Old Town', 'Bath', 4, '2011-09-05'),
  (3, 'Northgate', 'Gloucester', 5, '2014-01-20'),
  (4, 'Hillcrest', 'Exeter', 3, '2018-06-11'),
  (5, 'Harbourside', 'Cardiff', 4, '2021-10-04');

-- Three or four people a clinic.
INSERT INTO practitioner
SELECT id,
  (ARRAY['Astrid', 'Kofi', 'Marta', 'Owen', 'Priya', 'Declan', 'Yuki', 'Rosalind', 'Tariq', 'Ffion', 'Bruno', 'Helena', 'Samuel', 'Ingrid', 'Zainab', 'Callum'])[id],
  (ARRAY['Lindqvist', 'Okafor', 'Kowalska', 'Pritchard', 'Raman', 'Byrne', 'Tanaka', 'Ashby', 'Haddad', 'Morgan', 'Ferreira', 'Novak', 'Whitlock', 'Sorensen',
    'Bello', 'Drummond'])[id],
  (ARRAY['dentist', 'dentist', 'hygienist', 'dentist', 'orthodontist', 'hygienist', 'dentist', 'hygienist', 'oral surgeon', 'dentist', 'hygienist', 'dentist',
    'dentist', 'orthodontist', 'hygienist', 'dentist'])[id],
  (ARRAY[1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5, 1])[id],
  GREATEST(DATE '2010-01-01' + floor(chance('joined' || id) * 4900)::int, (SELECT opened_on FROM clinic WHERE clinic_id = (ARRAY[1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5, 1])[id])),
  round((24 + 60 * chance('wage' || id))::numeric, 2)
FROM generate_series(1, 16) AS id;

-- The last seven have never had an appointment, by chance a few others neither.
INSERT INTO patient
SELECT id, first_name, last_name,
  DATE '1940-01-01' + floor(chance('birth' || id) * 27500)::int,
  choose('city' || id, CASE WHEN chance('near' || id) < 0.7 THEN ARRAY[(ARRAY['Bristol', 'Bath', 'Gloucester', 'Exeter', 'Cardiff'])[clinic_id]]
    ELSE ARRAY['Swindon', 'Newport', 'Taunton', 'Cheltenham', 'Weston'] END),
  CASE WHEN chance('insured' || id) < 0.4 THEN NULL ELSE choose('insurer' || id, ARRAY['Brightcover', 'Mutuala', 'Northern Oak']) END,
  CASE WHEN chance('mail' || id) < 0.12 THEN NULL ELSE lower(first_name || '.' || last_name) || '@patients.example' END,
  clinic_id,
  DATE '2019-01-07' + floor(chance('since' || id) * 2050)::int,
  choose('notes' || id, ARRAY['none', 'allergic to penicillin', 'nervous', 'diabetic'])
FROM (
  SELECT id, 1 + floor(chance('home' || id) ^ 1.25 * 5)::int AS clinic_id,
    (ARRAY['Ada', 'Ben', 'Clara', 'Dylan', 'Edith', 'Femi', 'Grace', 'Hugo', 'Isla', 'Jamal', 'Keira', 'Leo', 'Mina', 'Noah', 'Olive', 'Percy', 'Queenie', 'Ralph',
      'Saskia', 'Theo', 'Una', 'Victor', 'Wendy', 'Xenia', 'Yusuf', 'Zoe', 'Arlo', 'Bettina', 'Cedric', 'Delia'])[1 + (id * 7) % 30] AS first_name,
    (ARRAY['Abernathy', 'Barlow', 'Carrow', 'Dunmore', 'Ellery', 'Fenwick', 'Garside', 'Hathaway', 'Inglis', 'Jessop', 'Kettle', 'Lomax', 'Marsden', 'Norcott', 'Oakes',
      'Penrose', 'Quill', 'Redfern', 'Sallow', 'Thackeray', 'Upton', 'Varley', 'Wexford', 'Yardley', 'Zeller'])[1 + (id * 11) % 25] AS last_name
  FROM generate_series(1, 150) AS id
) AS p;

INSERT INTO treatment_category SELECT ordinality, name
FROM unnest(ARRAY['Preventive', 'Diagnostics', 'Restorative', 'Orthodontics', 'Surgery', 'Cosmetic']) WITH ORDINALITY AS t (name, ordinality);

INSERT INTO treatment VALUES
  (1, 'Check-up', 1, 45.00, 20, false), (2, 'Scale and Polish', 1, 65.00, 30, false), (3, 'Fluoride Varnish', 1, 32.00, 10, false),
  (4, 'Fissure Sealant', 1, 38.00, 15, false), (5, 'Bitewing X-ray', 2, 25.00, 10, false), (6, 'Panoramic X-ray', 2, 60.00, 15, false),
  (7, 'Consultation', 2, 75.00, 30, false), (8, 'Amalgam Filling', 3, 85.00, 30, true), (9, 'Composite Filling', 3, 120.00, 40, false),
  (10, 'Porcelain Crown', 3, 640.00, 75, false), (11, 'Root Canal', 3, 480.00, 90, false), (12, 'Bridge', 3, 890.00, 90, false),
  (13, 'Brace Fitting', 4, 1450.00, 90, false), (14, 'Brace Adjustment', 4, 95.00, 20, false), (15, 'Retainer', 4, 180.00, 30, false),
  (16, 'Extraction', 5, 145.00, 30, false), (17, 'Wisdom Tooth Removal', 5, 360.00, 60, false), (18, 'Implant', 5, 1950.00, 120, false),
  (19, 'Whitening', 6, 290.00, 60, false), (20, 'Veneer', 6, 520.00, 60, false), (21, 'Gum Contouring', 6, 410.00, 60, true),
  (22, 'Bone Graft', 5, 775.00, 90, false);

-- Two years of appointments, none on Sundays, few on Saturdays, growing from year to year. It is 21 December 2024: what comes later is still booked.
INSERT INTO appointment
WITH candidate AS (
  SELECT k, TIMESTAMPTZ '2023-01-02 00:00:00+00' + floor(chance('day' || k) * 729)::int * interval '1 day'
    + (8 + floor(chance('hour' || k) * 9)::int) * interval '1 hour' + floor(chance('slot' || k) * 4)::int * interval '15 minutes' AS at
  FROM generate_series(1, 1700) AS k
), kept AS (
  SELECT k, at FROM candidate
  WHERE chance('keep' || k) < (ARRAY[0.8, 0.75, 0.85, 0.7, 0.75, 0.7, 0.5, 0.4, 0.8, 0.9, 0.85, 0.6])[extract(month FROM at)::int]
    * (ARRAY[0.9, 1.0, 0.95, 0.95, 0.8, 0.35, 0])[extract(isodow FROM at)::int] * CASE WHEN at < '2024-01-01' THEN 0.75 ELSE 1 END
), numbered AS (
  SELECT row_number() OVER (ORDER BY at, k)::int AS id, at FROM kept
), placed AS (
  SELECT n.id, n.at, p.patient_id, CASE WHEN chance('usual' || n.id) < 0.88 THEN p.clinic_id ELSE 1 + floor(chance('clinic' || n.id) * 5)::int END AS clinic_id,
    chance('status' || n.id) AS luck, floor(chance('ahead' || n.id) ^ 1.5 * 45)::int + 1 AS days_ahead, chance('arrival' || n.id) AS arrival
  FROM numbered n JOIN patient p ON p.patient_id = 1 + floor(143 * chance('patient' || n.id) ^ 1.4)::int
), judged AS (
  SELECT *, CASE WHEN at >= '2024-12-21' THEN CASE WHEN luck < 0.06 THEN 'cancelled' ELSE 'booked' END
    WHEN luck < 0.09 THEN 'cancelled' WHEN luck < 0.155 THEN 'no-show' ELSE 'kept' END AS status
  FROM placed
)
SELECT id, patient_id,
  (SELECT practitioner_id FROM practitioner s WHERE s.clinic_id = j.clinic_id ORDER BY chance('who' || id || '/' || s.practitioner_id) LIMIT 1),
  clinic_id,
  CASE WHEN chance('channel' || id) < 0.5 THEN 'phone' WHEN chance('channel' || id) < 0.82 THEN 'online' ELSE 'desk' END,
  at - days_ahead * interval '1 day' + floor(chance('booked' || id) * 300)::int * interval '1 minute',
  at,
  CASE WHEN status = 'kept' THEN at + floor(arrival * 40 - 26)::int * interval '1 minute' END,
  status
FROM judged j;

-- Each profession does its own: a few of them are done several times in one appointment.
INSERT INTO appointment_item
SELECT appointment_id, row_number() OVER (PARTITION BY appointment_id ORDER BY first_line)::int, treatment_id,
  CASE WHEN treatment_id IN (4, 8, 9, 16, 20) AND chance('many' || appointment_id || '/' || treatment_id) < 0.3 THEN 2 ELSE 1 END,
  round(list_price * CASE WHEN scheduled_at < '2024-01-01' THEN 0.95 ELSE 1 END * CASE WHEN chance('reduced' || appointment_id) < 0.12 THEN 0.9 ELSE 1 END, 2)
FROM (
  SELECT a.appointment_id, a.scheduled_at, min(n) AS first_line,
    CASE s.profession
      WHEN 'hygienist' THEN (ARRAY[2, 2, 1, 3, 4, 5])[1 + floor(chance('item' || a.appointment_id || '/' || n) * 6)::int]
      WHEN 'orthodontist' THEN (ARRAY[14, 14, 14, 13, 15, 7, 6])[1 + floor(chance('item' || a.appointment_id || '/' || n) * 7)::int]
      WHEN 'oral surgeon' THEN (ARRAY[16, 16, 17, 18, 6, 7])[1 + floor(chance('item' || a.appointment_id || '/' || n) * 6)::int]
      ELSE (ARRAY[1, 1, 1, 5, 9, 9, 9, 8, 10, 11, 12, 16, 19, 20])[1 + floor(chance('item' || a.appointment_id || '/' || n) * 14)::int]
    END AS treatment_id
  FROM appointment a JOIN practitioner s USING (practitioner_id), generate_series(1, 1 + floor(chance('items' || a.appointment_id) ^ 1.6 * 3)::int) AS n
  WHERE a.status = 'kept'
  GROUP BY 1, 2, 4
) AS i JOIN treatment USING (treatment_id);

INSERT INTO invoice
SELECT row_number() OVER (ORDER BY scheduled_at, appointment_id)::int, appointment_id, scheduled_at::date, scheduled_at::date + 30, sum(quantity * fee)
FROM appointment_item JOIN appointment USING (appointment_id)
GROUP BY appointment_id, scheduled_at;

-- Most are paid at once, large ones in two parts, some only half or not at all.
INSERT INTO payment
SELECT row_number() OVER (ORDER BY paid_at, invoice_id, part)::int, invoice_id, paid_at, method, amount
FROM (
  SELECT v.invoice_id, part, a.checked_in_at + CASE WHEN part = 1 THEN interval '50 minutes' ELSE floor(10 + 30 * chance('later' || v.invoice_id))::int * interval '1 day' END AS paid_at,
    CASE WHEN p.insurer IS NOT NULL AND chance('covered' || v.invoice_id || '/' || part) < 0.4 THEN 'insurance'
      ELSE choose('method' || v.invoice_id || '/' || part, ARRAY['card', 'card', 'card', 'cash', 'transfer']) END AS method,
    CASE WHEN v.amount <= 300 THEN v.amount WHEN part = 1 THEN round(v.amount / 2, 2) ELSE v.amount - round(v.amount / 2, 2) END AS amount
  FROM invoice v JOIN appointment a USING (appointment_id) JOIN patient p USING (patient_id), generate_series(1, 2) AS part
  WHERE chance('pays' || v.invoice_id) > 0.06 AND (part = 1 OR (v.amount > 300 AND chance('rest' || v.invoice_id) > 0.2))
) AS paid
WHERE paid_at < '2024-12-21';

DROP FUNCTION choose(text, text[]);
DROP FUNCTION chance(text);
ANALYZE;
