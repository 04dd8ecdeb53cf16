-- A version of the business data that grows with every committed change of it, so that rows read once can be given again while nothing
-- has changed. Each changing statement adds a row here, inside its own transaction: a reader whose snapshot holds the change holds the
-- row too. Rows are only ever added, so that writers never wait for each other and never deadlock; they are folded into one now and then.
CREATE TABLE IF NOT EXISTS analytics_private.data_changes (amount bigint NOT NULL);

-- What is watched: the views that questions read, the tables below them, and the trigger of each.
CREATE TABLE IF NOT EXISTS analytics_private.data_watch (
  id boolean PRIMARY KEY DEFAULT true CHECK (id),
  views oid[] NOT NULL,
  tables oid[] NOT NULL,
  triggers oid[] NOT NULL,
  -- The definitions that the tables were found from.
  shape text NOT NULL,
  -- Why no version can be had; null when it can.
  gap text
);
REVOKE ALL ON analytics_private.data_changes, analytics_private.data_watch FROM PUBLIC;

CREATE OR REPLACE FUNCTION analytics_private.note_data_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  INSERT INTO analytics_private.data_changes VALUES (1);
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION analytics_private.note_data_change() FROM PUBLIC;

-- How many of these catalog rows there are and which transactions wrote them: a row that is written anew counts more, one that goes leaves
-- the number smaller. The definitions of the views and the parts of the tables: another view, another partition may read what is not watched.
CREATE OR REPLACE FUNCTION analytics_private.data_shape(views oid[], tables oid[]) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
  SELECT concat_ws('-', (SELECT concat_ws('-', count(*), sum(r.xmin::text::bigint)) FROM pg_rewrite r WHERE r.ev_class = ANY (views)),
    (SELECT concat_ws('-', count(*), sum(i.xmin::text::bigint)) FROM pg_inherits i WHERE i.inhparent = ANY (tables)))
$$;
REVOKE ALL ON FUNCTION analytics_private.data_shape(oid[], oid[]) FROM PUBLIC;

-- The state of the watch as of the caller's snapshot; null where changes could go unnoticed: a table without its trigger or with the
-- trigger off, a view or partition that is newer than the watch, a subscription (its worker fires no triggers of statements). Also in it: who
-- may read what, and each trigger's own version, so that one that was off for a while is seen as well.
CREATE OR REPLACE FUNCTION analytics_private.data_watch_state() RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  watch analytics_private.data_watch;
  number bigint;
  versions numeric;
BEGIN
  SELECT * INTO watch FROM analytics_private.data_watch w WHERE w.gap IS NULL;
  IF NOT FOUND OR EXISTS (SELECT FROM pg_subscription_rel s WHERE s.srrelid = ANY (watch.tables))
    OR analytics_private.data_shape(watch.views, watch.tables) <> watch.shape THEN
    RETURN NULL;
  END IF;
  -- 60: after each statement that inserts, deletes, updates or truncates
  SELECT count(*), sum(t.xmin::text::bigint) INTO number, versions
  FROM pg_trigger t WHERE t.oid = ANY (watch.triggers) AND t.tgenabled = 'A' AND t.tgtype = 60 AND t.tgqual IS NULL;
  IF number <> cardinality(watch.triggers) THEN
    RETURN NULL;
  END IF;
  RETURN concat_ws('-', watch.shape, versions,
    (SELECT sum(a.xmin::text::bigint) FROM pg_attribute a WHERE a.attrelid = ANY (watch.views) AND a.attnum > 0),
    (SELECT sum(c.xmin::text::bigint) FROM pg_class c WHERE c.oid = ANY (watch.views)),
    (SELECT count(*) FROM pg_class c WHERE c.oid = ANY (watch.tables) AND c.relrowsecurity),
    (SELECT concat_ws('-', count(*), sum(p.xmin::text::bigint)) FROM pg_policy p WHERE p.polrelid = ANY (watch.tables)),
    (SELECT sum(k.xmin::text::bigint) FROM analytics_private.scope_keys k));
END
$$;
REVOKE ALL ON FUNCTION analytics_private.data_watch_state() FROM PUBLIC;

-- For the logins that read: the whole version, null where there is none.
CREATE OR REPLACE FUNCTION analytics.data_version() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN (SELECT sum(c.amount) FROM analytics_private.data_changes c) || '.' || analytics_private.data_watch_state();
END
$$;
REVOKE ALL ON FUNCTION analytics.data_version() FROM PUBLIC;

-- For the services' own login, which has no business in the schema of the views: the changes alone, or with the state of the watch, which
-- takes longer; and how many rows wait to be folded.
CREATE OR REPLACE FUNCTION public.data_version(with_watch boolean, OUT changes text, OUT watch text, OUT unfolded integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  SELECT sum(c.amount), count(*) INTO changes, unfolded FROM analytics_private.data_changes c;
  IF with_watch THEN
    watch := analytics_private.data_watch_state();
  END IF;
END
$$;
REVOKE ALL ON FUNCTION public.data_version(boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.data_version(boolean) TO copilot_app;

-- Puts the sum in the place of its parts. Two at once: the second finds nothing left of what the first took.
CREATE OR REPLACE FUNCTION public.fold_data_changes() RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  WITH folded AS (DELETE FROM analytics_private.data_changes RETURNING amount)
  INSERT INTO analytics_private.data_changes SELECT sum(amount) FROM folded HAVING count(*) > 0
$$;
REVOKE ALL ON FUNCTION public.fold_data_changes() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.fold_data_changes() TO copilot_app;

-- Finds the tables below the views and gives each its trigger. Run with the walls: a load with a schema of its own brings new tables.
CREATE OR REPLACE FUNCTION analytics_private.watch_data() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  note oid := 'analytics_private.note_data_change()'::regprocedure;
  found_views oid[];
  found_tables oid[];
  item oid;
  found_gap text;
BEGIN
  WITH RECURSIVE source (id) AS (
    SELECT c.oid FROM pg_class c WHERE (c.relnamespace = 'analytics'::regnamespace AND c.relkind IN ('v', 'm')) OR c.oid = to_regclass('public.store')
    UNION
    SELECT below.id FROM source s, LATERAL (
      SELECT d.refobjid FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
      WHERE r.ev_class = s.id AND d.refclassid = 'pg_class'::regclass
      UNION ALL
      SELECT i.inhrelid FROM pg_inherits i WHERE i.inhparent = s.id
    ) AS below (id)
  )
  SELECT array_agg(c.oid ORDER BY c.oid) FILTER (WHERE c.relkind = 'v'), array_agg(c.oid ORDER BY c.oid) FILTER (WHERE c.relkind IN ('r', 'p')),
    'a view reads ' || min(c.oid::regclass::text) FILTER (WHERE c.relkind NOT IN ('v', 'r', 'p'))
  INTO found_views, found_tables, found_gap FROM source s JOIN pg_class c ON c.oid = s.id;

  -- A view that asks the clock, chance or a function of somebody's own changes without any change of the data.
  found_gap := coalesce(found_gap, (
    SELECT 'a view calls ' || min(p.oid::regprocedure::text) FROM (
      SELECT r.ev_action::text FROM pg_rewrite r WHERE r.ev_class = ANY (found_views)
      UNION ALL SELECT pol.polqual::text FROM pg_policy pol WHERE pol.polrelid = ANY (found_tables)
    ) AS rule (tree), regexp_matches(rule.tree, ':(?:funcid|opfuncid|aggfnoid|winfnoid) (\d+)', 'g') AS called (match)
    JOIN pg_proc p ON p.oid = called.match[1]::oid
    WHERE p.oid <> 'analytics.scope_stores()'::regprocedure AND (p.provolatile = 'v'
      OR (p.provolatile = 's' AND (p.pronamespace <> 'pg_catalog'::regnamespace
        OR p.proname IN ('now', 'transaction_timestamp', 'statement_timestamp', 'age', 'current_setting'))))
  ), (
    SELECT 'a view asks the clock' FROM pg_rewrite r
    WHERE r.ev_class = ANY (found_views) AND r.ev_action::text ~ 'SQLVALUEFUNCTION' LIMIT 1
  ));

  FOREACH item IN ARRAY coalesce(found_tables, '{}') LOOP
    IF NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = item AND t.tgname = 'note_data_change' AND t.tgfoid = note
      AND t.tgenabled = 'A' AND t.tgtype = 60 AND t.tgqual IS NULL) THEN
      EXECUTE format('CREATE OR REPLACE TRIGGER note_data_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %s
        FOR EACH STATEMENT EXECUTE FUNCTION analytics_private.note_data_change()', item::regclass);
      -- also where a session plays a replica's part
      EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER note_data_change', item::regclass);
    END IF;
  END LOOP;

  -- What was written before the triggers were there has no part in any version yet.
  INSERT INTO analytics_private.data_changes VALUES (1);
  INSERT INTO analytics_private.data_watch AS w (views, tables, triggers, shape, gap)
  SELECT coalesce(found_views, '{}'), coalesce(found_tables, '{}'), coalesce(array_agg(t.oid ORDER BY t.oid), '{}'),
    analytics_private.data_shape(found_views, found_tables), found_gap
  FROM pg_trigger t WHERE t.tgrelid = ANY (found_tables) AND t.tgname = 'note_data_change'
  ON CONFLICT (id) DO UPDATE SET views = excluded.views, tables = excluded.tables, triggers = excluded.triggers,
    shape = excluded.shape, gap = excluded.gap;
END
$$;
REVOKE ALL ON FUNCTION analytics_private.watch_data() FROM PUBLIC;
