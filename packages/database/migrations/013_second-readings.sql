-- The statement of the other planner, where an answer shows its result beside its own. Rows written before keep their hashes: nulls are not hashed.
ALTER TABLE public.query_audit_logs ADD COLUMN IF NOT EXISTS second_sql text;
