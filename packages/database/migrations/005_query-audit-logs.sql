-- One row per question whatever became of it, and one row per stage of its way. Never cell values, tokens or passwords.
CREATE TABLE IF NOT EXISTS public.query_audit_logs (
  id bigint PRIMARY KEY,
  request_id text NOT NULL,
  conversation_id text,
  username text,
  role text,
  store_ids integer[] NOT NULL DEFAULT '{}',
  all_stores boolean NOT NULL DEFAULT false,
  question text NOT NULL,
  status text NOT NULL CHECK (status IN ('answered', 'needs_clarification', 'refused', 'blocked', 'failed')),
  error_stage text,
  problem text,
  planner text,
  model text,
  sql text,
  views text[] NOT NULL DEFAULT '{}',
  row_count integer,
  duration_ms numeric(12, 3),
  created_at timestamptz NOT NULL
);

CREATE TABLE IF NOT EXISTS public.query_audit_events (
  id bigint PRIMARY KEY,
  -- Checked at commit: the stages are written before their row, whose hash covers them.
  log_id bigint NOT NULL REFERENCES public.query_audit_logs DEFERRABLE INITIALLY DEFERRED,
  stage text NOT NULL,
  status text NOT NULL,
  duration_ms numeric(12, 3),
  created_at timestamptz NOT NULL
);

CREATE INDEX IF NOT EXISTS query_audit_events_log_id ON public.query_audit_events (log_id);
CREATE INDEX IF NOT EXISTS query_audit_logs_request_id ON public.query_audit_logs (request_id);
CREATE INDEX IF NOT EXISTS query_audit_logs_created_at ON public.query_audit_logs (created_at);
