-- Roles that nobody can log in as own things; logins own nothing. The logins for questions are made from the policy when it is applied.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['copilot_owner', 'copilot_audit', 'copilot_app'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT', name);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL; -- roles belong to the whole server: another database on it may have made them
    END;
  END LOOP;
  -- An administrator who is not a superuser (managed servers) may hand objects only to roles that he is a member of.
  IF NOT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN
    EXECUTE format('GRANT copilot_owner, copilot_audit TO %I', current_user);
    EXECUTE format('GRANT CREATE ON DATABASE %I TO copilot_owner, copilot_audit', current_database());
  END IF;
END
$$;

-- Tables of the audit lie in schema public, where a plain psql session finds them; their owner must be allowed to have them there.
GRANT USAGE, CREATE ON SCHEMA public TO copilot_audit;
GRANT USAGE ON SCHEMA public TO copilot_owner, copilot_app;
