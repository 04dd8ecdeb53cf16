-- Answers that people keep: how to compute them again under the scope of that day. Rows are never kept here.
CREATE TABLE IF NOT EXISTS public.saved_answers (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  username text NOT NULL,
  title text NOT NULL,
  question text NOT NULL,
  query jsonb,
  store_id integer,
  request_id text NOT NULL,
  result_sha256 text,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX IF NOT EXISTS saved_answers_username ON public.saved_answers (username, created_at DESC);

GRANT SELECT, INSERT, UPDATE, DELETE ON public.saved_answers TO copilot_app;
