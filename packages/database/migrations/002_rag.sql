-- What helps to understand a question. Vectors are unconstrained in length, because another embedding model brings another one.
CREATE EXTENSION IF NOT EXISTS vector WITH SCHEMA public;

CREATE TABLE IF NOT EXISTS public.rag_documents (
  id text PRIMARY KEY,
  kind text NOT NULL,
  title text NOT NULL,
  content text NOT NULL,
  roles text[] NOT NULL,
  source text NOT NULL DEFAULT 'model',
  embedding public.vector,
  tsv tsvector NOT NULL GENERATED ALWAYS AS (
    setweight(to_tsvector('pg_catalog.english'::regconfig, title), 'A') || setweight(to_tsvector('pg_catalog.english'::regconfig, content), 'B')
  ) STORED,
  verified_by text,
  verified_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX IF NOT EXISTS rag_documents_tsv ON public.rag_documents USING gin (tsv);
CREATE INDEX IF NOT EXISTS rag_documents_roles ON public.rag_documents USING gin (roles);

-- HNSW needs one length: that of the offline embedding. Engines whose pgvector has no HNSW search exactly.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_am WHERE amname = 'hnsw') THEN
    CREATE INDEX IF NOT EXISTS rag_documents_embedding ON public.rag_documents
      USING hnsw ((embedding::public.vector(256)) public.vector_cosine_ops) WHERE public.vector_dims(embedding) = 256;
  END IF;
END
$$;

CREATE TABLE IF NOT EXISTS public.verified_questions (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  question text NOT NULL,
  question_key text NOT NULL UNIQUE,
  sql text NOT NULL,
  roles text[] NOT NULL,
  verified_by text NOT NULL,
  verified_at timestamptz NOT NULL DEFAULT now()
);

GRANT SELECT, INSERT, UPDATE, DELETE ON public.rag_documents, public.verified_questions TO copilot_app;
