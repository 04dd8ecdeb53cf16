-- One use counted against a limit, and how many there were in this window. `counts` false: nothing is counted.
CREATE OR REPLACE FUNCTION public.count_use(counter text, window_seconds integer, counts boolean, OUT used integer, OUT seconds_left integer)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  opens timestamptz := now() - make_interval(secs => window_seconds);
BEGIN
  used := 0;
  seconds_left := 0;
  IF counts THEN
    INSERT INTO public.rate_counters AS c (key, used, window_start) VALUES (counter, 1, now())
    ON CONFLICT (key) DO UPDATE SET
      used = CASE WHEN c.window_start > opens THEN least(c.used + 1, 1000000) ELSE 1 END,
      window_start = CASE WHEN c.window_start > opens THEN c.window_start ELSE now() END
    RETURNING c.used, greatest(ceil(extract(epoch FROM c.window_start - now()) + window_seconds), 1)::integer INTO used, seconds_left;
  END IF;
END
$$;
REVOKE ALL ON FUNCTION public.count_use(text, integer, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.count_use(text, integer, boolean) TO copilot_app;
