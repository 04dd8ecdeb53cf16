import { createRandom, createWeightedPicker, shuffle } from './random.js';
import type { SampleFilm } from './sample-films.js';
import type { SampleSizes } from './sample-sizes.js';

/** The copies on the shelves; index = inventory_id − 1. */
export interface SampleCopies {
  readonly filmIds: Uint16Array;
  /** 1 or 2. */
  readonly storeIds: Uint8Array;
  /** By store and film: the indexes of their copies. */
  readonly byStoreAndFilm: ReadonlyMap<string, readonly number[]>;
}

export function toShelfKey(storeId: number, filmId: number): string {
  return `${storeId}/${filmId}`;
}

/** Buys copies: more of the liked films, at least one of each film that is stocked at all. */
export function createSampleCopies(films: readonly SampleFilm[], sizes: SampleSizes, seed: number): SampleCopies {
  const random = createRandom(seed, 'copies');
  const unstocked = new Set(
    shuffle(
      films.filter((film) => film.popularity < 0.3),
      random,
    )
      .slice(0, sizes.filmsWithoutCopy)
      .map((film) => film.filmId),
  );
  const stocked = films.filter((film) => !unstocked.has(film.filmId));
  const counts = stocked.map(() => 1);
  const picker = createWeightedPicker(stocked.map((film) => film.popularity ** 0.6));
  for (let left = sizes.copies - stocked.length; left > 0; left -= 1) {
    const index = picker.pick(random);
    counts[index] = (counts[index] ?? 0) + 1;
  }
  const filmIds = Uint16Array.from(
    stocked.flatMap((film, index) => Array.from({ length: counts[index] ?? 0 }, () => film.filmId)),
  );
  const storeIds = new Uint8Array(filmIds.length).fill(2);
  const order = shuffle([...filmIds.keys()], random).slice(0, sizes.storeCopies[0]);
  for (const copy of order) storeIds[copy] = 1;
  const byStoreAndFilm = new Map<string, number[]>();
  filmIds.forEach((filmId, copy) => {
    const key = toShelfKey(storeIds[copy] ?? 0, filmId);
    const shelf = byStoreAndFilm.get(key);
    if (shelf) shelf.push(copy);
    else byStoreAndFilm.set(key, [copy]);
  });
  return { filmIds, storeIds, byStoreAndFilm };
}
