-- The stages of a question are only ever looked for by it: one index in place of two, each of which was written to for every stage.
DO $$
BEGIN
  IF (SELECT cardinality(c.conkey) FROM pg_constraint c WHERE c.conrelid = 'public.query_audit_events'::regclass AND c.contype = 'p') = 1 THEN
    ALTER TABLE public.query_audit_events DROP CONSTRAINT query_audit_events_pkey;
    ALTER TABLE public.query_audit_events ADD PRIMARY KEY (log_id, id);
  END IF;
END
$$;
DROP INDEX IF EXISTS public.query_audit_events_log_id;
