-- The relations that a question may read. Their rows are limited to the branches of the asker's scope.
CREATE SCHEMA IF NOT EXISTS analytics;

-- Stands in for the signed scope of the product, which a database of its own gets from the product's migrations: all branches.
CREATE OR REPLACE FUNCTION analytics.scope_stores() RETURNS integer[] LANGUAGE sql STABLE
AS $$ SELECT array_agg(branch_id ORDER BY branch_id) FROM public.branch $$;

CREATE VIEW analytics.v_orders WITH (security_barrier) AS
SELECT order_id, ordered_at, required_by, shipped_at, status, channel, client_id, employee_id, branch_id
FROM public.orders
WHERE branch_id = ANY ((SELECT analytics.scope_stores())::integer[]);

-- A cancelled order sells nothing: its lines are left out.
CREATE VIEW analytics.v_order_lines WITH (security_barrier) AS
SELECT l.order_id * 100 + l.line_no AS order_line_id, l.order_id, l.line_no, l.product_id, l.quantity, l.unit_price, l.discount,
  round(l.quantity * l.unit_price * (1 - l.discount), 2) AS amount, o.ordered_at, o.branch_id
FROM public.order_line l JOIN public.orders o USING (order_id)
WHERE o.status <> 'cancelled' AND o.branch_id = ANY ((SELECT analytics.scope_stores())::integer[]);

CREATE VIEW analytics.v_stock WITH (security_barrier) AS
SELECT branch_id * 1000 + product_id AS stock_id, branch_id, product_id, quantity, reorder_level
FROM public.stock
WHERE branch_id = ANY ((SELECT analytics.scope_stores())::integer[]);

CREATE VIEW analytics.v_employees WITH (security_barrier) AS
SELECT e.employee_id, e.first_name, e.last_name, e.first_name || ' ' || e.last_name AS full_name, e.job_title, e.branch_id,
  m.first_name || ' ' || m.last_name AS manager, e.hired_on
FROM public.employee e LEFT JOIN public.employee m ON m.employee_id = e.manager_id
WHERE e.branch_id = ANY ((SELECT analytics.scope_stores())::integer[]);

CREATE VIEW analytics.v_branches WITH (security_barrier) AS
SELECT b.branch_id, b.name AS branch, b.city, r.name AS region, b.opened_on
FROM public.branch b JOIN public.region r USING (region_id)
WHERE b.branch_id = ANY ((SELECT analytics.scope_stores())::integer[]);

CREATE VIEW analytics.v_clients AS
SELECT c.client_id, c.name AS client, c.kind, c.city, r.name AS region, c.email, c.client_since
FROM public.client c JOIN public.region r USING (region_id);

CREATE VIEW analytics.v_products AS
SELECT p.product_id, p.name AS product, p.category_id, p.supplier_id, p.unit_price, p.unit_cost, p.weight_kg, p.launched_on, p.discontinued
FROM public.product p;

CREATE VIEW analytics.v_categories AS SELECT category_id, name AS category FROM public.product_category;

CREATE VIEW analytics.v_suppliers AS SELECT supplier_id, name AS supplier, country FROM public.supplier;
