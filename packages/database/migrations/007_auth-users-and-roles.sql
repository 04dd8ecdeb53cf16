-- Who may log in, as what, for which stores.
CREATE TABLE IF NOT EXISTS public.auth_roles (
  role text PRIMARY KEY,
  description text NOT NULL,
  database_role text NOT NULL UNIQUE
);

CREATE TABLE IF NOT EXISTS public.auth_users (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  username text NOT NULL UNIQUE CHECK (username <> ''),
  password_hash text NOT NULL CHECK (password_hash LIKE '$argon2id$%'),
  role text NOT NULL REFERENCES public.auth_roles,
  store_ids integer[] NOT NULL DEFAULT '{}',
  all_stores boolean NOT NULL DEFAULT false,
  active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE IF NOT EXISTS public.auth_revoked_tokens (
  token_id text PRIMARY KEY,
  expires_at timestamptz NOT NULL
);
CREATE INDEX IF NOT EXISTS auth_revoked_tokens_expires_at ON public.auth_revoked_tokens (expires_at);

GRANT SELECT ON public.auth_roles TO copilot_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON public.auth_users, public.auth_revoked_tokens TO copilot_app;
