-- The end of a question in one trip: what it stands on is looked at once more, its record is written, and its exchange is kept. The row of who asked
-- must be the very one that the gateway read, and where rows are given again, the data must be those they were read from; otherwise nothing is
-- written, and the question is asked anew. Looked at after the work and inside the transaction of the record, so that it is later than a look before it.
-- `session`: a question that was asked before under the same token comes without any look at the token; that look, and the counting against
-- the user's rate, are made here.
CREATE OR REPLACE FUNCTION public.append_question(record jsonb, asker_version text, expected text, with_watch boolean, turn jsonb, session jsonb,
  OUT is_current boolean, OUT id bigint, OUT hash text, OUT changes text, OUT watch text, OUT unfolded integer)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  kept public.conversation_turns;
BEGIN
  -- One statement, since each takes its own start.
  SELECT v.changes, v.watch, v.unfolded, (asker_version IS NULL OR EXISTS (SELECT FROM public.auth_users u
      WHERE u.username = record ->> 'username' AND u.active AND u.xmin::text = asker_version))
    AND (session IS NULL OR NOT EXISTS (SELECT FROM public.auth_revoked_tokens t WHERE t.token_id = session ->> 'token_id'))
    AND (expected IS NULL OR coalesce(CASE WHEN with_watch THEN v.changes || '.' || v.watch = expected
      ELSE v.changes = split_part(expected, '.', 1) END, false))
  INTO changes, watch, unfolded, is_current FROM public.data_version(with_watch) v;
  IF is_current AND session IS NOT NULL THEN
    SELECT c.used <= (session ->> 'rate_limit')::int INTO is_current
    FROM public.count_use(session ->> 'rate_key', (session ->> 'window_seconds')::int, true) c;
  END IF;
  IF NOT is_current THEN
    RETURN;
  END IF;
  IF turn IS NOT NULL THEN
    kept := jsonb_populate_record(NULL::public.conversation_turns, turn);
    IF turn ->> 'title' IS NOT NULL THEN
      INSERT INTO public.conversations AS c (id, username, title, turn_count)
      VALUES (kept.conversation_id, record ->> 'username', turn ->> 'title', 1) RETURNING c.turn_count INTO kept.position;
    ELSE
      -- The update takes the row lock, so that two turns at once get different positions.
      UPDATE public.conversations c SET updated_at = now(), turn_count = c.turn_count + 1
      WHERE c.id = kept.conversation_id AND c.username = record ->> 'username' RETURNING c.turn_count INTO kept.position;
    END IF;
    IF kept.position IS NOT NULL THEN
      kept.created_at := now();
      INSERT INTO public.conversation_turns SELECT kept.*;
    END IF;
  END IF;
  -- Last, because its chain is held until the end.
  SELECT a.id, a.hash INTO id, hash FROM public.append_query_audit(record) a;
END
$$;
REVOKE ALL ON FUNCTION public.append_question(jsonb, text, text, boolean, jsonb, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.append_question(jsonb, text, text, boolean, jsonb, jsonb) TO copilot_app;

-- Only `append_query_audit` writes events, each with the record of its own transaction, and neither is ever changed or removed; the check of
-- each event against its record, when a question ends, could find nothing and took a third of the writing. An event without its record is
-- named when the chain is verified.
ALTER TABLE public.query_audit_events DROP CONSTRAINT IF EXISTS query_audit_events_log_id_fkey;

-- The same hashes as before, in a language whose statements stay planned: as SQL functions they were planned anew for each question, which took
-- longer than the rest of the writing.
CREATE OR REPLACE FUNCTION public.audit_hash(log public.query_audit_logs, events jsonb) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
AS $$
BEGIN
  RETURN encode(sha256(convert_to(log.prev_hash || (jsonb_strip_nulls(to_jsonb(log) - 'hash') || jsonb_build_object('events', events))::text, 'UTF8')), 'hex');
END
$$;

CREATE OR REPLACE FUNCTION public.audit_events_of(log bigint) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
AS $$
BEGIN
  RETURN (SELECT coalesce(jsonb_agg(jsonb_strip_nulls(to_jsonb(e)) ORDER BY e.id), '[]') FROM public.query_audit_events e WHERE e.log_id = log);
END
$$;

-- The stages are hashed from what their insertion returns, which is what is stored.
CREATE OR REPLACE FUNCTION public.append_query_audit(record jsonb, OUT id bigint, OUT hash text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
AS $$
DECLARE
  head public.audit_heads;
  log public.query_audit_logs;
  events jsonb;
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
  WITH e AS (
    INSERT INTO public.query_audit_events (id, log_id, stage, status, duration_ms, detail, created_at)
    SELECT head.last_event_id + g.position, log.id, g.value ->> 'stage', g.value ->> 'status', (g.value ->> 'duration_ms')::numeric,
           g.value ->> 'detail', coalesce((g.value ->> 'created_at')::timestamptz, log.created_at)
    FROM jsonb_array_elements(coalesce(record -> 'events', '[]')) WITH ORDINALITY AS g (value, position)
    RETURNING *
  )
  SELECT coalesce(jsonb_agg(jsonb_strip_nulls(to_jsonb(e)) ORDER BY e.id), '[]') INTO events FROM e;
  log.hash := public.audit_hash(log, events);
  INSERT INTO public.query_audit_logs SELECT log.*;
  UPDATE public.audit_heads h SET last_id = log.id, hash = log.hash,
    last_event_id = head.last_event_id + jsonb_array_length(coalesce(record -> 'events', '[]'))
  WHERE h.chain = 'questions';
  id := log.id;
  hash := log.hash;
END
$$;
