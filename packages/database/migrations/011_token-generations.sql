-- A token carries the generation of its user: one that was issued under another generation is dead. Disabling and enabling, or a new password,
-- starts a new one whoever makes the change; so do the services for a new role, other stores and signing out everywhere. A random value, so
-- that the tokens of a removed user do not come back with a new user of the same name.
ALTER TABLE public.auth_users ADD COLUMN IF NOT EXISTS token_generation uuid NOT NULL DEFAULT gen_random_uuid();

CREATE OR REPLACE FUNCTION public.begin_token_generation() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  NEW.token_generation := gen_random_uuid();
  RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION public.begin_token_generation() FROM PUBLIC;

DROP TRIGGER IF EXISTS begin_token_generation ON public.auth_users;
CREATE TRIGGER begin_token_generation BEFORE UPDATE ON public.auth_users
FOR EACH ROW WHEN (OLD.active IS DISTINCT FROM NEW.active OR OLD.password_hash IS DISTINCT FROM NEW.password_hash)
EXECUTE FUNCTION public.begin_token_generation();
