import { createRandom, shuffle, type Random } from './random.js';
import type { SampleSizes } from './sample-sizes.js';
import type { Words } from './read-words.js';

export const categories = [
  'Action',
  'Animation',
  'Children',
  'Classics',
  'Comedy',
  'Documentary',
  'Drama',
  'Family',
  'Foreign',
  'Games',
  'Horror',
  'Music',
  'New',
  'Sci-Fi',
  'Sports',
  'Travel',
] as const;
/** How much each category is liked, in the order of `categories`. */
const LIKING = [1.3, 1.25, 0.9, 0.85, 1.15, 0.7, 1.1, 1.2, 0.9, 0.75, 0.8, 0.6, 1.35, 1.4, 1.2, 0.65];
const RATINGS = ['G', 'PG', 'PG-13', 'R', 'NC-17'] as const;
const FEATURES = ['Trailers', 'Commentaries', 'Deleted Scenes', 'Behind the Scenes'] as const;
const ENGLISH = 1;
const LANGUAGES = 6;

export interface SampleFilm {
  readonly filmId: number;
  readonly title: string;
  readonly description: string;
  readonly releaseYear: number;
  readonly languageId: number;
  readonly originalLanguageId: number | null;
  readonly rentalDuration: number;
  readonly rentalRate: number;
  readonly length: number;
  readonly replacementCost: number;
  readonly rating: string;
  readonly specialFeatures: readonly string[];
  /** 1 … 16. */
  readonly categoryId: number;
  /** Relative; a few films are rented far more often than most. */
  readonly popularity: number;
}

/** Invents the catalogue: titles of two words, long-tailed popularity, prices that follow it loosely. */
export function createSampleFilms(words: Words, sizes: SampleSizes, seed: number): SampleFilm[] {
  const random = createRandom(seed, 'films');
  const titles = shuffle(
    words.titleAdjectives.flatMap((adjective) => words.titleNouns.map((noun) => `${adjective} ${noun}`)),
    random,
  ).slice(0, sizes.films);
  const ranks = shuffle(
    titles.map((_, index) => index),
    random,
  );
  return titles
    .sort()
    .map((title, index) => createFilm({ title, filmId: index + 1, rank: ranks[index] ?? 0, words, random }));
}

function createFilm(input: { title: string; filmId: number; rank: number; words: Words; random: Random }): SampleFilm {
  const { random, words, rank } = input;
  const categoryId = 1 + random.int(categories.length);
  const foreign = categories[categoryId - 1] === 'Foreign' || random.chance(0.1);
  const languageId = foreign && random.chance(0.6) ? 2 + random.int(LANGUAGES - 1) : ENGLISH;
  const popularity = ((rank + 8) / 8) ** -0.62 * (LIKING[categoryId - 1] ?? 1);
  const first = random.pick(words.who);
  const second = random.pick(words.who.filter((who) => who !== first));
  return {
    filmId: input.filmId,
    title: input.title,
    description: `${capital(first)} and ${second} ${random.pick(words.deeds)} ${random.pick(words.places)}`,
    releaseYear: 2021 - Math.min(35, Math.floor(-Math.log(1 - random.next()) * 8)),
    languageId,
    originalLanguageId: foreign && languageId === ENGLISH ? 2 + random.int(LANGUAGES - 1) : null,
    rentalDuration: 3 + random.int(5),
    rentalRate: [0.99, 2.99, 4.99][pickPrice(rank, random)] ?? 2.99,
    length: Math.round(Math.min(185, Math.max(46, 112 + 30 * random.normal()))),
    replacementCost: 9.99 + random.int(21),
    rating: RATINGS[[0, 0, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4, 4][random.int(14)] ?? 0] ?? 'G',
    specialFeatures: FEATURES.filter(() => random.chance(0.52)),
    categoryId,
    popularity,
  };
}

/** Popular films tend to cost more, with many exceptions. */
function pickPrice(rank: number, random: Random): number {
  const lean = 1 - rank / 1000;
  const draw = random.next() + 0.35 * (lean - 0.5);
  return draw < 0.33 ? 0 : draw < 0.66 ? 1 : 2;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Which actor plays in which film: `filmActors` pairs in all; some actors play far more than others, a few films have no actor. */
export function castFilms(
  films: readonly SampleFilm[],
  sizes: SampleSizes,
  seed: number,
): { actorId: number; filmId: number }[] {
  const random = createRandom(seed, 'cast');
  const silent = new Set(
    shuffle(films, random)
      .slice(0, sizes.filmsWithoutActor)
      .map((film) => film.filmId),
  );
  const played = films.filter((film) => !silent.has(film.filmId));
  const counts = played.map(() => 1);
  for (let left = sizes.filmActors - played.length; left > 0;) {
    const index = random.int(counts.length);
    if ((counts[index] ?? 0) >= 13) continue;
    counts[index] = (counts[index] ?? 0) + 1;
    left -= 1;
  }
  const fame = Array.from({ length: sizes.actors }, () => Math.exp(0.35 * random.normal()));
  return played.flatMap((film, index) => {
    const cast = fame
      .map((weight, actor) => ({ actorId: actor + 1, key: -Math.log(1 - random.next()) / weight }))
      .sort((a, b) => a.key - b.key)
      .slice(0, counts[index] ?? 0);
    return cast.map(({ actorId }) => ({ actorId, filmId: film.filmId })).sort((a, b) => a.actorId - b.actorId);
  });
}
