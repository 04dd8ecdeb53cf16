-- Where the beginning of a chain was cut off: the last row that went, and a signature of it by the key that signs certificates. What remains
-- is verified from there on; without a signature by a known key the cut counts as missing rows.
CREATE TABLE IF NOT EXISTS public.audit_checkpoints (
  chain text NOT NULL REFERENCES public.audit_heads,
  last_id bigint NOT NULL,
  hash text NOT NULL,
  cut_at text NOT NULL,
  key_id text NOT NULL,
  signature text NOT NULL,
  PRIMARY KEY (chain, last_id)
);
ALTER TABLE public.audit_checkpoints OWNER TO copilot_audit;
REVOKE ALL ON public.audit_checkpoints FROM PUBLIC;
GRANT SELECT ON public.audit_checkpoints TO copilot_app;

-- Cuts a chain after the row of the checkpoint, or does nothing at all. For the administrator alone: no login of the services may call it.
CREATE OR REPLACE FUNCTION public.cut_audit(checkpoint jsonb, OUT removed bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  mark public.audit_checkpoints := jsonb_populate_record(NULL::public.audit_checkpoints, checkpoint);
  head public.audit_heads;
  found_hash text;
BEGIN
  SELECT * INTO STRICT head FROM public.audit_heads h WHERE h.chain = mark.chain FOR UPDATE;
  IF mark.chain = 'questions' THEN
    SELECT l.hash INTO found_hash FROM public.query_audit_logs l WHERE l.id = mark.last_id;
  ELSE
    SELECT e.hash INTO found_hash FROM public.security_events e WHERE e.id = mark.last_id;
  END IF;
  IF found_hash IS DISTINCT FROM mark.hash OR mark.last_id >= head.last_id THEN
    RAISE EXCEPTION 'the checkpoint does not name a row before the end of the chain %', mark.chain USING ERRCODE = 'invalid_parameter_value';
  END IF;
  INSERT INTO public.audit_checkpoints SELECT mark.*;
  IF mark.chain = 'questions' THEN
    ALTER TABLE public.query_audit_events DISABLE TRIGGER append_only;
    ALTER TABLE public.query_audit_logs DISABLE TRIGGER append_only;
    DELETE FROM public.query_audit_events e WHERE e.log_id <= mark.last_id;
    DELETE FROM public.query_audit_logs l WHERE l.id <= mark.last_id;
    GET DIAGNOSTICS removed = ROW_COUNT;
    SET CONSTRAINTS ALL IMMEDIATE;
    ALTER TABLE public.query_audit_events ENABLE TRIGGER append_only;
    ALTER TABLE public.query_audit_logs ENABLE TRIGGER append_only;
  ELSE
    ALTER TABLE public.security_events DISABLE TRIGGER append_only;
    DELETE FROM public.security_events e WHERE e.id <= mark.last_id;
    GET DIAGNOSTICS removed = ROW_COUNT;
    ALTER TABLE public.security_events ENABLE TRIGGER append_only;
  END IF;
END
$$;
ALTER FUNCTION public.cut_audit(jsonb) OWNER TO copilot_audit;
REVOKE ALL ON FUNCTION public.cut_audit(jsonb) FROM PUBLIC;
