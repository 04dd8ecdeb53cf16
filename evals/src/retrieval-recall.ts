import type { Reply } from './ask-api.js';

/** How many of the documents that an answer needed were among those retrieved for its question. */
export interface RetrievalHits {
  readonly kind: 'view' | 'metric';
  readonly needed: number;
  readonly found: number;
}

/**
 * Compares what a right answer was made of (the views that it read, the figures of its interpretation) with the sources that retrieval gave
 * for the question, as the answer lists them: recall at eight. The question itself decides what is needed, not the retrieval.
 */
export function toRetrievalHits(reply: Reply): RetrievalHits[] {
  const { explain } = reply;
  const found = new Set((explain?.sources ?? []).map(({ id }) => id.replace(/#\d+$/, '')));
  const hits = (kind: RetrievalHits['kind'], names: readonly string[]): RetrievalHits => {
    const needed = [...new Set(names.map((name) => `${kind}:${name.toLowerCase()}`))];
    return { kind, needed: needed.length, found: needed.filter((id) => found.has(id)).length };
  };
  return [
    hits('view', explain?.views ?? []),
    hits(
      'metric',
      (explain?.interpretation?.metrics ?? []).flatMap(({ metric }) => metric ?? []),
    ),
  ];
}
