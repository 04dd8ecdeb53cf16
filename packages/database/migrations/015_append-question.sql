-- The end of a question in one trip: what it stands on is looked at once more, its record is written, and its exchange is kept. The row of who asked
-- must be the very one that the gateway read, and where rows are given again, the data must be those they were read from; otherwise nothing is
-- written, and the question is asked anew. Looked at after the work and inside the transaction of the record, so that it is later than a look before it.
CREATE OR REPLACE FUNCTION public.append_question(record jsonb, asker_version text, expected text, with_watch boolean, turn jsonb,
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
REVOKE ALL ON FUNCTION public.append_question(jsonb, text, text, boolean, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.append_question(jsonb, text, text, boolean, jsonb) TO copilot_app;
