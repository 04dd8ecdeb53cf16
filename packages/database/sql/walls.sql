-- Run after every migration and every load, as often as one likes: what PUBLIC may do by default and must not do here, and row security
-- under the views. A dump with a schema of its own brings new tables and functions, so this cannot be a numbered migration.
REVOKE ALL ON SCHEMA public FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC;
REVOKE ALL ON ALL ROUTINES IN SCHEMA public FROM PUBLIC;
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON ROUTINES FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO copilot_owner, copilot_app, copilot_audit;

DO $$
DECLARE
  item record;
BEGIN
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO copilot_app', current_database());
  EXECUTE format('ALTER DATABASE %I SET timezone = ''UTC''', current_database());

  -- pgvector's operators are functions of schema public.
  FOR item IN
    SELECT d.objid::regprocedure AS name FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
    WHERE e.extname = 'vector' AND d.classid = 'pg_catalog.pg_proc'::regclass AND d.deptype = 'e'
  LOOP
    EXECUTE format('GRANT EXECUTE ON ROUTINE %s TO copilot_app', item.name);
  END LOOP;

  -- The views read as their owner. Row security binds him too, so that a view without its condition still shows no other store; payments
  -- and rentals have no store of their own and get theirs by the join with inventory.
  -- No FORCE: it would bind only the tables' owner, the administrator, whom nobody asks questions as, and COPY refuses to load under it.
  FOR item IN
    SELECT c.oid::regclass AS name, c.relname FROM pg_catalog.pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
      AND c.relname IN ('actor', 'address', 'category', 'city', 'country', 'customer', 'film', 'film_actor', 'film_category', 'inventory',
        'language', 'payment', 'rental', 'staff', 'store')
  LOOP
    EXECUTE format('REVOKE ALL ON %s FROM copilot_app', item.name);
    EXECUTE format('GRANT SELECT ON %s TO copilot_owner', item.name);
    IF item.relname IN ('customer', 'inventory', 'staff', 'store') THEN
      EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', item.name);
      EXECUTE format('DROP POLICY IF EXISTS stores_of_the_scope ON %s', item.name);
      EXECUTE format('CREATE POLICY stores_of_the_scope ON %s FOR SELECT TO copilot_owner
        USING (store_id = ANY ((SELECT analytics.scope_stores())::integer[]))', item.name);
    END IF;
  END LOOP;
END
$$;

-- Functions of PostgreSQL itself that everybody may call and no question needs: changing settings, writing large objects and the log,
-- waiting, locks and signals that other questions would feel, SQL given as text, what other sessions do, and arrays of any size made in one
-- step that no time limit interrupts. Only a superuser can take
-- them away; on a managed server the guard alone stands here.
DO $$
DECLARE
  item record;
BEGIN
  IF NOT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN
    RETURN;
  END IF;
  FOR item IN
    SELECT p.oid::regprocedure AS name FROM pg_catalog.pg_proc p
    WHERE p.pronamespace = 'pg_catalog'::regnamespace AND (
      p.proname IN ('set_config', 'pg_sleep', 'pg_sleep_for', 'pg_sleep_until', 'pg_notify', 'pg_logical_emit_message', 'pg_cancel_backend',
        'pg_terminate_backend', 'pg_stat_get_activity', 'pg_stat_get_backend_activity', 'ts_stat', 'query_to_xml', 'query_to_xmlschema',
        'query_to_xml_and_xmlschema', 'cursor_to_xml', 'cursor_to_xmlschema', 'table_to_xml', 'table_to_xmlschema',
        'table_to_xml_and_xmlschema', 'schema_to_xml', 'schema_to_xmlschema', 'schema_to_xml_and_xmlschema', 'database_to_xml',
        'database_to_xmlschema', 'database_to_xml_and_xmlschema', 'lowrite', 'loread', 'array_fill', 'pg_export_snapshot', 'pg_prepared_statement')
      OR p.proname LIKE 'pg_advisory%' OR p.proname LIKE 'pg_try_advisory%' OR p.proname LIKE 'lo\_%')
      AND has_function_privilege('public', p.oid, 'EXECUTE')
  LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', item.name);
  END LOOP;
  REVOKE ALL ON pg_catalog.pg_settings FROM PUBLIC;
  GRANT SELECT ON pg_catalog.pg_settings TO PUBLIC;
  REVOKE ALL ON pg_catalog.pg_stat_activity FROM PUBLIC;
  GRANT SELECT ON pg_catalog.pg_stat_activity TO pg_monitor;
  REVOKE USAGE ON LANGUAGE plpgsql, sql FROM PUBLIC;
END
$$;

-- Every change of the business data is counted from here on.
SELECT analytics_private.watch_data(), public.fold_data_changes();
