import { describe, expect, it } from 'vitest';
import { modelOf, pagila } from '../testing/pagila-model.js';
import { chooseJoinPath, fansOut } from './join-path.js';

const names = (from: string, to: string): readonly string[] | null =>
  chooseJoinPath(pagila, from, to)?.map((hop) => `${hop.to} (${hop.direction})`) ?? null;

describe('the path between two datasets', () => {
  it.each([
    ['payments', 'payments', []],
    ['payments', 'stores', ['stores (one)']],
    ['payments', 'categories', ['films (one)', 'film_categories (many)', 'categories (one)']],
    ['rentals', 'actors', ['films (one)', 'film_actors (many)', 'actors (one)']],
    ['films', 'rentals', ['rentals (many)']],
    ['actors', 'categories', ['film_actors (many)', 'films (one)', 'film_categories (many)', 'categories (one)']],
    ['inventory', 'stores', ['stores (one)']],
    // by what happened between them, not by the store that both belong to
    ['customers', 'staff', ['rentals (many)', 'staff (one)']],
  ])('from %s to %s is %j', (from, to, path) => {
    expect(names(from, to)).toEqual(path);
  });

  it('repeats rows exactly where a hop goes to the many side', () => {
    expect(fansOut(chooseJoinPath(pagila, 'payments', 'stores') ?? [])).toBe(false);
    expect(fansOut(chooseJoinPath(pagila, 'payments', 'categories') ?? [])).toBe(true);
  });

  it('joins on, hop after hop, from the dataset before', () => {
    for (const from of pagila.datasets.keys())
      for (const to of pagila.datasets.keys()) {
        const path = chooseJoinPath(pagila, from, to);
        if (path === null) continue;
        expect([from, ...path.map((hop) => hop.to)]).toEqual([...path.map((hop) => hop.from), to]);
        expect(new Set(path.map((hop) => hop.to)).size).toBe(path.length);
      }
  });

  it('never leads through what the role may not read', () => {
    const marketing = modelOf('marketing');
    expect(chooseJoinPath(marketing, 'customers', 'payments')).toBeNull();
    const path = chooseJoinPath(marketing, 'customers', 'films');
    expect(path?.map((hop) => hop.to)).toEqual(['rentals', 'films']);
  });

  it('is null where nothing joins', () => {
    expect(chooseJoinPath({ ...pagila, relationships: [] }, 'payments', 'stores')).toBeNull();
  });
});
