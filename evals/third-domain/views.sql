-- The relations that a question may read. Their rows are limited to the clinics of the asker's scope.
CREATE SCHEMA IF NOT EXISTS analytics;

-- Stands in for the signed scope of the product, which a database of its own gets from the product's migrations: all clinics.
CREATE OR REPLACE FUNCTION analytics.scope_stores() RETURNS integer[] LANGUAGE sql STABLE
AS $$ SELECT array_agg(clinic_id ORDER BY clinic_id) FROM public.clinic $$;

CREATE VIEW analytics.v_appointments WITH (security_barrier) AS
SELECT appointment_id, scheduled_at, booked_at, checked_in_at, status, channel, patient_id, practitioner_id, clinic_id
FROM public.appointment
WHERE clinic_id = ANY ((SELECT analytics.scope_stores())::integer[]);

-- Only appointments that were kept have items.
CREATE VIEW analytics.v_treatment_items WITH (security_barrier) AS
SELECT i.appointment_id * 10 + i.line_no AS item_id, i.appointment_id, i.treatment_id, i.quantity, i.fee, i.quantity * i.fee AS amount,
  a.scheduled_at AS performed_at, a.clinic_id
FROM public.appointment_item i JOIN public.appointment a USING (appointment_id)
WHERE a.clinic_id = ANY ((SELECT analytics.scope_stores())::integer[]);

CREATE VIEW analytics.v_invoices WITH (security_barrier) AS
SELECT v.invoice_id, v.appointment_id, a.clinic_id, v.issued_on, v.due_on, v.amount,
  coalesce(p.paid, 0) AS paid, v.amount - coalesce(p.paid, 0) AS outstanding
FROM public.invoice v JOIN public.appointment a USING (appointment_id)
  LEFT JOIN (SELECT invoice_id, sum(amount) AS paid FROM public.payment GROUP BY 1) p USING (invoice_id)
WHERE a.clinic_id = ANY ((SELECT analytics.scope_stores())::integer[]);

CREATE VIEW analytics.v_payments WITH (security_barrier) AS
SELECT p.payment_id, p.invoice_id, a.clinic_id, p.paid_at, p.method, p.amount
FROM public.payment p JOIN public.invoice v USING (invoice_id) JOIN public.appointment a USING (appointment_id)
WHERE a.clinic_id = ANY ((SELECT analytics.scope_stores())::integer[]);

CREATE VIEW analytics.v_practitioners WITH (security_barrier) AS
SELECT practitioner_id, first_name, last_name, first_name || ' ' || last_name AS full_name, profession, clinic_id, joined_on
FROM public.practitioner
WHERE clinic_id = ANY ((SELECT analytics.scope_stores())::integer[]);

CREATE VIEW analytics.v_clinics WITH (security_barrier) AS
SELECT clinic_id, name AS clinic, city, chairs, opened_on
FROM public.clinic
WHERE clinic_id = ANY ((SELECT analytics.scope_stores())::integer[]);

CREATE VIEW analytics.v_patients WITH (security_barrier) AS
SELECT patient_id, first_name, last_name, first_name || ' ' || last_name AS full_name, birth_date, city, insurer, email, clinic_id, registered_on
FROM public.patient
WHERE clinic_id = ANY ((SELECT analytics.scope_stores())::integer[]);

CREATE VIEW analytics.v_treatments AS SELECT treatment_id, name AS treatment, category_id, list_price, minutes, withdrawn FROM public.treatment;

CREATE VIEW analytics.v_categories AS SELECT category_id, name AS category FROM public.treatment_category;
