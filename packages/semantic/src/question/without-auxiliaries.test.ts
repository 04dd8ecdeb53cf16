import { describe, expect, it } from 'vitest';
import type { Item } from './lex.js';
import { withoutAuxiliaries } from './without-auxiliaries.js';
import { toTokens } from './tokens.js';

const VERBS = /^(do|did|does|doing|done|have|has|had|baked|bake|sell|sold|ordered)$/;

/** The words that are still verbs of a bakery that bakes, sells, does and has. */
const verbsOf = (text: string): string[] =>
  withoutAuxiliaries(
    toTokens(text).map((token): Item => ({
      tokens: [token],
      meanings: VERBS.test(token.lower) ? [{ kind: 'verb', of: 'dataset', name: 'batches' }] : [],
      values: [],
      time: null,
      number: null,
      filler: false,
      status: 'open',
      as: null,
    })),
  ).flatMap((item) => (item.meanings.length > 0 ? (item.tokens[0]?.lower ?? '') : []));

describe('a verb of the model that may only help another', () => {
  it.each([
    ['how many cakes did the Mill bake', ['bake']],
    ['which cakes does each oven not have', ['have']],
    ['how many cakes did we do', ['do']],
    ['who has ordered bread', ['ordered']],
    ['which ovens have not been sold', ['sold']],
    ['who did not come', []],
    ['how are we doing', []],
    ['how did the Mill do', []],
    ['which ovens have 3 trays', ['have']],
    ['cakes that we did, which sold', ['did', 'sold']],
  ])('keeps in "%s" the verbs proper: %j', (question, verbs) => {
    expect(verbsOf(question)).toEqual(verbs);
  });
});
