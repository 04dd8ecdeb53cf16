import { createRandom, shuffle, type Random } from './random.js';
import { DAY_MS, FIRST_DAY, SAMPLE_DAYS } from './sample-calendar.js';
import type { SampleSizes } from './sample-sizes.js';
import type { Words } from './read-words.js';

export interface SampleName {
  readonly first: string;
  readonly last: string;
}

/** Names in the order of the actors' ids. Two different actors share one name, as happens. */
export function createActorNames(words: Words, sizes: SampleSizes, seed: number): SampleName[] {
  const random = createRandom(seed, 'actors');
  const names = createNames(words, sizes.actors, random);
  const namesake = names[Math.floor(sizes.actors * 0.3)];
  return names.map((name, index) => (index === Math.floor(sizes.actors * 0.7) && namesake ? namesake : name));
}

export interface SampleCustomer {
  readonly customerId: number;
  readonly name: SampleName;
  readonly homeStore: 1 | 2;
  /** Days since the first day of trade; negative for customers of before. */
  readonly joinedDay: number;
  /** The first day on which they no longer come; later than the last day for those who still do. */
  readonly leftDay: number;
  readonly active: boolean;
  /** How often they come, relative to others; 0 for those who never did. */
  readonly appetite: number;
  /** 1 … 16. */
  readonly favouriteCategory: number;
}

/** Customers in the order of their ids, which is the order in which they joined. */
export function createSampleCustomers(words: Words, sizes: SampleSizes, seed: number): SampleCustomer[] {
  const random = createRandom(seed, 'customers');
  const names = createNames(words, sizes.customers, random);
  const homes = shuffle(
    names.map((_, index): 1 | 2 => (index < sizes.homeCustomers[0] ? 1 : 2)),
    random,
  );
  const order = shuffle([...names.keys()], random);
  const inactive = new Set(order.slice(0, sizes.inactiveCustomers));
  const absent = new Set(order.slice(sizes.inactiveCustomers, sizes.inactiveCustomers + sizes.customersWithoutRental));
  const joined = names
    .map(() => (random.chance(0.82) ? -1 - random.int(650) : random.int(SAMPLE_DAYS - 20)))
    .sort((a, b) => a - b);
  return names.map((name, index) => {
    const joinedDay = joined[index] ?? 0;
    const leaves = inactive.has(index);
    return {
      customerId: index + 1,
      name,
      homeStore: homes[index] ?? 1,
      joinedDay,
      leftDay: leaves ? Math.max(joinedDay, 0) + 20 + random.int(90) : SAMPLE_DAYS + 1,
      active: !leaves,
      appetite: absent.has(index) ? 0 : Math.exp(0.55 * random.normal()),
      favouriteCategory: 1 + random.int(16),
    };
  });
}

/** Distinct as long as the lists allow: 333 × 372 names. */
function createNames(words: Words, count: number, random: Random): SampleName[] {
  const taken = new Set<string>();
  const names: SampleName[] = [];
  const distinct = words.firstNames.length * words.lastNames.length * 0.8;
  while (names.length < count) {
    const name = { first: random.pick(words.firstNames), last: random.pick(words.lastNames) };
    const key = `${name.first} ${name.last}`;
    if (taken.has(key) && names.length < distinct) continue;
    taken.add(key);
    names.push(name);
  }
  return names;
}

export function toDayText(day: number): string {
  return new Date(FIRST_DAY + day * DAY_MS).toISOString().slice(0, 10);
}
