-- The relations that a question may read. Their rows are limited to the offices of the asker's scope.
CREATE SCHEMA IF NOT EXISTS analytics;
-- Stands in for the signed scope of the product: all offices.
CREATE OR REPLACE FUNCTION analytics.scope_stores() RETURNS integer[] LANGUAGE sql STABLE
AS $$ SELECT array_agg(office_id ORDER BY office_id) FROM public.office $$;
CREATE VIEW analytics.v_tickets WITH (security_barrier) AS
SELECT t.ticket_id, t.client_id, t.product_id, t.agent_id, t.kind, t.priority, t.channel, t.opened_at, t.due_at, t.solved_at, t.rating, c.office_id
FROM public.ticket t JOIN public.client c USING (client_id) WHERE c.office_id = ANY ((SELECT analytics.scope_stores())::integer[]);
CREATE VIEW analytics.v_replies WITH (security_barrier) AS
SELECT r.ticket_id * 10 + r.reply_no AS reply_id, r.ticket_id, r.agent_id, r.sent_at, r.minutes, c.office_id
FROM public.reply r JOIN public.ticket t USING (ticket_id) JOIN public.client c USING (client_id) WHERE c.office_id = ANY ((SELECT analytics.scope_stores())::integer[]);
CREATE VIEW analytics.v_agents WITH (security_barrier) AS
SELECT agent_id, name, level, office_id, hired_on FROM public.agent WHERE office_id = ANY ((SELECT analytics.scope_stores())::integer[]);
CREATE VIEW analytics.v_offices WITH (security_barrier) AS
SELECT office_id, city, opened_on FROM public.office WHERE office_id = ANY ((SELECT analytics.scope_stores())::integer[]);
CREATE VIEW analytics.v_clients WITH (security_barrier) AS
SELECT client_id, name, plan, country, seats, signed_on, office_id FROM public.client WHERE office_id = ANY ((SELECT analytics.scope_stores())::integer[]);
CREATE VIEW analytics.v_products WITH (security_barrier) AS SELECT product_id, name, platform FROM public.product;
