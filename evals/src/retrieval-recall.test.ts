import { describe, expect, it } from 'vitest';
import { toRetrievalHits } from './retrieval-recall.js';

describe('what an answer needed', () => {
  it('is looked for among its sources by the names that views and figures have, in whatever part of a document', () => {
    const reply = {
      explain: {
        views: ['v_payments', 'v_films'],
        interpretation: { metrics: [{ metric: 'payment_count' }, { metric: 'revenue' }, { field: 'films.length' }] },
        sources: [{ id: 'view:v_payments' }, { id: 'metric:payment_count#2' }, { id: 'join:payments-to-films' }],
      },
    } as unknown as Parameters<typeof toRetrievalHits>[0];
    expect(toRetrievalHits(reply)).toEqual([
      { kind: 'view', needed: 2, found: 1 },
      { kind: 'metric', needed: 2, found: 1 },
    ]);
  });
});
