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
  SELECT v.changes, v.watch, v.unfolded INTO changes, watch, unfolded FROM public.data_version(with_watch) v;
  is_current := (asker_version IS NULL OR EXISTS (SELECT FROM public.auth_users u
      WHERE u.username = record ->> 'username' AND u.active AND u.xmin::text = asker_version))
    AND (expected IS NULL OR coalesce(CASE WHEN with_watch THEN changes || '.' || watch = expected
      ELSE changes = split_part(expected, '.', 1) END, false));
  IF is_current AND session IS NOT NULL THEN
    is_current := NOT EXISTS (SELECT FROM public.auth_revoked_tokens t WHERE t.token_id = session ->> 'token_id');
    IF is_current THEN
      INSERT INTO public.rate_counters AS c (key, used, window_start) VALUES (session ->> 'rate_key', 1, now())
      ON CONFLICT (key) DO UPDATE SET
        used = CASE WHEN c.window_start > now() - make_interval(secs => (session ->> 'window_seconds')::int) THEN least(c.used + 1, 1000000) ELSE 1 END,
        window_start = CASE WHEN c.window_start > now() - make_interval(secs => (session ->> 'window_seconds')::int) THEN c.window_start ELSE now() END
      RETURNING used <= (session ->> 'rate_limit')::int INTO is_current;
    END IF;
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
