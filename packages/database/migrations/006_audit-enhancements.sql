-- The audit becomes a chain: every row carries the hash of the one before and its own over all its columns and its stages.
ALTER TABLE public.query_audit_logs
  ADD COLUMN IF NOT EXISTS certificate_sha256 text,
  ADD COLUMN IF NOT EXISTS timings jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN IF NOT EXISTS usage jsonb,
  ADD COLUMN IF NOT EXISTS prev_hash text NOT NULL,
  ADD COLUMN IF NOT EXISTS hash text NOT NULL;
ALTER TABLE public.query_audit_events ADD COLUMN IF NOT EXISTS detail text;

-- Logins, logouts, refused access, reads of the audit, changes to users: what is not a question.
CREATE TABLE IF NOT EXISTS public.security_events (
  id bigint PRIMARY KEY,
  event text NOT NULL,
  outcome text NOT NULL,
  username text,
  role text,
  address text,
  request_id text,
  detail text,
  created_at timestamptz NOT NULL,
  prev_hash text NOT NULL,
  hash text NOT NULL
);
CREATE INDEX IF NOT EXISTS security_events_created_at ON public.security_events (created_at);

-- Where each chain ends. Its row lock puts appenders in order; a tail cut from the table does not fit it any more.
CREATE TABLE IF NOT EXISTS public.audit_heads (
  chain text PRIMARY KEY,
  last_id bigint NOT NULL,
  last_event_id bigint NOT NULL,
  hash text NOT NULL
);
INSERT INTO public.audit_heads (chain, last_id, last_event_id, hash)
VALUES ('questions', 0, 0, repeat('0', 64)), ('security', 0, 0, repeat('0', 64)) ON CONFLICT (chain) DO NOTHING;

-- hash = SHA-256(prev_hash ‖ canonical JSON of the row). jsonb prints its keys in one fixed order; nulls are left out, so that a column
-- added later does not change the hashes of old rows. Times print in UTC.
CREATE OR REPLACE FUNCTION public.audit_hash(log public.query_audit_logs, events jsonb) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
AS $$
  SELECT encode(sha256(convert_to(log.prev_hash || (jsonb_strip_nulls(to_jsonb(log) - 'hash') || jsonb_build_object('events', events))::text, 'UTF8')), 'hex')
$$;

CREATE OR REPLACE FUNCTION public.audit_events_of(log bigint) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
AS $$
  SELECT coalesce(jsonb_agg(jsonb_strip_nulls(to_jsonb(e)) ORDER BY e.id), '[]') FROM public.query_audit_events e WHERE e.log_id = log
$$;

CREATE OR REPLACE FUNCTION public.security_event_hash(event public.security_events) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
AS $$
  SELECT encode(sha256(convert_to(event.prev_hash || jsonb_strip_nulls(to_jsonb(event) - 'hash')::text, 'UTF8')), 'hex')
$$;

-- The only way into the audit of questions: the row, its stages and the new head, or nothing.
CREATE OR REPLACE FUNCTION public.append_query_audit(record jsonb, OUT id bigint, OUT hash text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
AS $$
DECLARE
  head public.audit_heads;
  log public.query_audit_logs;
BEGIN
  SELECT * INTO STRICT head FROM public.audit_heads h WHERE h.chain = 'questions' FOR UPDATE;
  log := jsonb_populate_record(NULL::public.query_audit_logs, record - 'events');
  log.id := head.last_id + 1;
  log.store_ids := coalesce(log.store_ids, '{}');
  log.all_stores := coalesce(log.all_stores, false);
  log.views := coalesce(log.views, '{}');
  log.timings := coalesce(log.timings, '{}');
  log.created_at := clock_timestamp();
  log.prev_hash := head.hash;
  log.hash := '';
  -- Written first and hashed as stored, so that what is verified later is exactly what was hashed.
  INSERT INTO public.query_audit_events (id, log_id, stage, status, duration_ms, detail, created_at)
  SELECT head.last_event_id + e.position, log.id, e.value ->> 'stage', e.value ->> 'status', (e.value ->> 'duration_ms')::numeric,
         e.value ->> 'detail', coalesce((e.value ->> 'created_at')::timestamptz, log.created_at)
  FROM jsonb_array_elements(coalesce(record -> 'events', '[]')) WITH ORDINALITY AS e (value, position);
  log.hash := public.audit_hash(log, public.audit_events_of(log.id));
  INSERT INTO public.query_audit_logs SELECT log.*;
  UPDATE public.audit_heads h SET last_id = log.id, hash = log.hash,
    last_event_id = head.last_event_id + jsonb_array_length(coalesce(record -> 'events', '[]'))
  WHERE h.chain = 'questions';
  id := log.id;
  hash := log.hash;
END
$$;

CREATE OR REPLACE FUNCTION public.append_security_event(record jsonb, OUT id bigint, OUT hash text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
AS $$
DECLARE
  head public.audit_heads;
  event public.security_events;
BEGIN
  SELECT * INTO STRICT head FROM public.audit_heads h WHERE h.chain = 'security' FOR UPDATE;
  event := jsonb_populate_record(NULL::public.security_events, record);
  event.id := head.last_id + 1;
  event.created_at := clock_timestamp();
  event.prev_hash := head.hash;
  event.hash := '';
  event.hash := public.security_event_hash(event);
  INSERT INTO public.security_events SELECT event.*;
  UPDATE public.audit_heads h SET last_id = event.id, hash = event.hash WHERE h.chain = 'security';
  id := event.id;
  hash := event.hash;
END
$$;

CREATE OR REPLACE FUNCTION public.refuse_audit_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RAISE EXCEPTION 'the audit can only be appended to' USING ERRCODE = 'insufficient_privilege';
END
$$;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['query_audit_logs', 'query_audit_events', 'security_events'] LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON public.%I
      FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_audit_change()', name);
  END LOOP;
  EXECUTE 'CREATE OR REPLACE TRIGGER keep BEFORE DELETE OR TRUNCATE ON public.audit_heads
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_audit_change()';
  FOREACH name IN ARRAY ARRAY['query_audit_logs', 'query_audit_events', 'security_events', 'audit_heads'] LOOP
    EXECUTE format('ALTER TABLE public.%I OWNER TO copilot_audit', name);
    EXECUTE format('REVOKE ALL ON public.%I FROM PUBLIC', name);
    EXECUTE format('GRANT SELECT ON public.%I TO copilot_app', name);
  END LOOP;
END
$$;

ALTER FUNCTION public.audit_hash(public.query_audit_logs, jsonb) OWNER TO copilot_audit;
ALTER FUNCTION public.audit_events_of(bigint) OWNER TO copilot_audit;
ALTER FUNCTION public.security_event_hash(public.security_events) OWNER TO copilot_audit;
ALTER FUNCTION public.append_query_audit(jsonb) OWNER TO copilot_audit;
ALTER FUNCTION public.append_security_event(jsonb) OWNER TO copilot_audit;
REVOKE ALL ON FUNCTION public.audit_hash(public.query_audit_logs, jsonb), public.audit_events_of(bigint),
  public.security_event_hash(public.security_events), public.append_query_audit(jsonb), public.append_security_event(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.audit_hash(public.query_audit_logs, jsonb), public.audit_events_of(bigint),
  public.security_event_hash(public.security_events), public.append_query_audit(jsonb), public.append_security_event(jsonb) TO copilot_app;
