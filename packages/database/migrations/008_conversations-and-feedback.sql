CREATE TABLE IF NOT EXISTS public.conversations (
  id uuid PRIMARY KEY,
  username text NOT NULL,
  title text NOT NULL,
  turn_count integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX IF NOT EXISTS conversations_username ON public.conversations (username, updated_at DESC);

-- A turn carries the rights under which it was answered, so that it can be withheld from someone who has lost them.
CREATE TABLE IF NOT EXISTS public.conversation_turns (
  conversation_id uuid NOT NULL REFERENCES public.conversations ON DELETE CASCADE,
  position integer NOT NULL,
  request_id text NOT NULL,
  question text NOT NULL,
  status text NOT NULL,
  answer text,
  query jsonb,
  columns text[] NOT NULL,
  rows jsonb NOT NULL,
  role text NOT NULL,
  store_ids integer[] NOT NULL,
  all_stores boolean NOT NULL,
  views text[] NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (conversation_id, position)
);
CREATE INDEX IF NOT EXISTS conversation_turns_request_id ON public.conversation_turns (request_id);

CREATE TABLE IF NOT EXISTS public.feedback (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  request_id text NOT NULL,
  username text NOT NULL,
  rating text NOT NULL CHECK (rating IN ('up', 'down')),
  comment text,
  reviewed boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (request_id, username)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON public.conversations, public.conversation_turns, public.feedback TO copilot_app;
