import type { Outcome } from '@copilot/contracts';
import { z } from 'zod';
import type { Endpoint } from '../language-model/ask-model.js';
import { fetchBounded } from '../language-model/fetch-bounded.js';
import type { NeighbourLookup } from './embed-text.js';
import { embedText } from './embed-text.js';

/** Turns texts into vectors of one length, in the same order. */
export interface Embedder {
  embed(texts: readonly string[], signal: AbortSignal): Promise<Outcome<number[][]>>;
}

/** The offline embedding: lexical, deterministic, no model and no network. */
export function createOfflineEmbedder(neighboursOf?: NeighbourLookup): Embedder {
  return { embed: (texts) => Promise.resolve({ ok: true, value: texts.map((text) => embedText(text, neighboursOf)) }) };
}

const BATCH = 64;
const TIMEOUT_MS = 10_000;
const MAX_BYTES = 8 * 1024 * 1024;
const EmbeddingsSchema = z.object({
  data: z.array(z.object({ index: z.int().nonnegative(), embedding: z.array(z.number()).min(1) })),
});

/** An embeddings model at the endpoint of the language model. *Problems* `language-model.embeddings`. */
export function createEndpointEmbedder(endpoint: Endpoint, model: string): Embedder {
  return {
    async embed(texts, signal) {
      const vectors: number[][] = [];
      for (let from = 0; from < texts.length; from += BATCH) {
        const batch = await embedBatch(endpoint, model, texts.slice(from, from + BATCH), signal);
        if (batch === null) return { ok: false, problem: unusable };
        vectors.push(...batch);
      }
      return { ok: true, value: vectors };
    },
  };
}

async function embedBatch(
  endpoint: Endpoint,
  model: string,
  input: readonly string[],
  signal: AbortSignal,
): Promise<number[][] | null> {
  const fetched = await fetchBounded({
    url: `${endpoint.baseUrl}/embeddings`,
    headers: { authorization: `Bearer ${endpoint.apiKey}` },
    body: { model, input, encoding_format: 'float' },
    maxBytes: MAX_BYTES,
    timeoutMs: TIMEOUT_MS,
    signal,
  });
  if (fetched.kind !== 'reply' || fetched.status !== 200) return null;
  const parsed = EmbeddingsSchema.safeParse(parseJson(fetched.text));
  if (!parsed.success || parsed.data.data.length !== input.length) return null;
  const sorted = [...parsed.data.data]
    .sort((left, right) => left.index - right.index)
    .map(({ embedding }) => embedding);
  return sorted.every(({ length }) => length === sorted[0]?.length) ? sorted : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const unusable = {
  code: 'language-model.embeddings',
  message: 'The embeddings model gave no vectors.',
  hint: 'The administrator should check EMBEDDINGS_MODEL and the endpoint.',
};
