-- Counters that all copies of the gateway share. Unlogged: they may start anew after a crash, and cost less.
CREATE UNLOGGED TABLE IF NOT EXISTS public.rate_counters (
  key text PRIMARY KEY,
  used integer NOT NULL,
  window_start timestamptz NOT NULL
);

-- Logged: a crash must not give a guesser a fresh start.
CREATE TABLE IF NOT EXISTS public.login_attempts (
  key text PRIMARY KEY,
  failures integer NOT NULL,
  window_start timestamptz NOT NULL
);

GRANT SELECT, INSERT, UPDATE, DELETE ON public.rate_counters, public.login_attempts TO copilot_app;
