import { describe, expect, it } from 'vitest';
import { toStorableJson } from './audit-record.js';

describe('toStorableJson', () => {
  it.each([
    ['a\u0000b', 'a\ufffdb'],
    ['half \ud83d', 'half \ufffd'],
    ['half \ude00 of it', 'half \ufffd of it'],
  ])('puts a sign that can be stored in the place of what cannot, as in %j', (text, stored) => {
    expect(JSON.parse(toStorableJson({ question: [text] }))).toEqual({ question: [stored] });
  });

  it('leaves everything else as it is, whole pairs and spelt-out escapes too', () => {
    const value = { question: 'été 😀 "a\\u0000b" \\ud83d', rows: [[1, null, '\n']], at: undefined };
    expect(JSON.parse(toStorableJson(value))).toEqual({ question: value.question, rows: value.rows });
  });
});
