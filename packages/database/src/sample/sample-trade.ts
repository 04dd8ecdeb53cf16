import { createRandom, createWeightedPicker, type Random } from './random.js';
import {
  DAY_MS,
  FIRST_DAY,
  HOUR_MS,
  LAST_MOMENT,
  SAMPLE_DAYS,
  openingHourWeights,
  openingHours,
  spreadOverDays,
} from './sample-calendar.js';
import { toShelfKey, type SampleCopies } from './sample-copies.js';
import type { SampleFilm } from './sample-films.js';
import type { SampleCustomer } from './sample-people.js';
import type { SampleSizes } from './sample-sizes.js';

export interface SampleRental {
  readonly rentalId: number;
  readonly rentedAt: number;
  /** Null while the copy is out. */
  readonly returnedAt: number | null;
  /** 0 … copies − 1. */
  readonly copy: number;
  readonly customer: SampleCustomer;
  readonly staffId: number;
  readonly storeId: number;
  readonly film: SampleFilm;
  readonly payments: readonly SamplePayment[];
}
export interface SamplePayment {
  readonly customerId: number;
  readonly staffId: number;
  readonly amount: number;
  readonly paidAt: number;
}

export interface TradeInput {
  readonly films: readonly SampleFilm[];
  readonly copies: SampleCopies;
  readonly customers: readonly SampleCustomer[];
  readonly sizes: SampleSizes;
  readonly seed: number;
}

/**
 * Lives through the days of trade. `rentals()` yields the rentals in the order in which they happen, each with its payments; calling it
 * again gives the same ones, so that rentals and payments can be streamed one after the other and nothing is held. A copy is never
 * out twice at once.
 */
export function createTrade(input: TradeInput): { rentals(): Generator<SampleRental> } {
  const { sizes } = input;
  let unreturned = 0;
  for (const rental of walk(input, 0)) if (rental.returnedAt === null) unreturned += 1;
  const early = unreturned - sizes.stillOut;
  if (early < 0) throw new Error(`only ${unreturned} rentals are still out instead of ${sizes.stillOut}`);
  return { rentals: () => walk(input, early) };
}

/** `early`: how many of the rentals that would still be out at the end came back before it after all. */
function* walk(input: TradeInput, early: number): Generator<SampleRental> {
  const { sizes, copies } = input;
  const random = createRandom(input.seed, 'trade');
  const customers = createCustomerPicker(input.customers);
  const films = createFilmPicker(input.films);
  const freeAgain = new Float64Array(copies.filmIds.length);
  const every = (count: number): number => Math.max(1, Math.floor(sizes.rentals / count));
  let rentalId = 0;
  let earlyLeft = early;
  let quota = { lost: sizes.lost, free: sizes.freeRentals, shared: sizes.sharedRentals };
  for (const [day, count] of spreadOverDays(sizes.rentals).entries()) {
    for (const rentedAt of drawTimes(day, count, random)) {
      rentalId += 1;
      const customer = customers.pick(day, random);
      const storeId = random.chance(0.88) ? customer.homeStore : 3 - customer.homeStore;
      const { film, copy } = takeCopy({ films, copies, customer, storeId, rentedAt, freeAgain, random });
      const back = drawReturn(film, rentedAt, random);
      freeAgain[copy] = back + HOUR_MS;
      const staffId = random.chance(0.94) ? storeId : 3 - storeId;
      const lost = quota.lost > 0 && rentalId % every(sizes.lost) === 5 && day < SAMPLE_DAYS - 30;
      const free = quota.free > 0 && rentalId % every(sizes.freeRentals) === 11;
      const shared =
        quota.shared > 0 && rentalId % every(sizes.sharedRentals) === Math.floor(every(sizes.sharedRentals) * 0.37);
      quota = {
        lost: quota.lost - Number(lost),
        free: quota.free - Number(free),
        shared: quota.shared - Number(shared),
      };
      let returnedAt: number | null = lost ? null : back;
      if (lost) freeAgain[copy] = Number.POSITIVE_INFINITY;
      const luck = random.next();
      if (!lost && back > LAST_MOMENT) {
        returnedAt = earlyLeft > 0 ? rentedAt + Math.floor((LAST_MOMENT - rentedAt) * (0.3 + 0.6 * luck)) : null;
        earlyLeft -= 1;
      }
      const own = payFor({ film, customer, storeId, rentedAt, returnedAt, free, random });
      const others = shared
        ? shareBill({ film, rentedAt, storeId, customer, pick: () => customers.pick(day, random) })
        : [];
      yield { rentalId, rentedAt, returnedAt, copy, customer, staffId, storeId, film, payments: [own, ...others] };
    }
  }
}

/** Moments of one day's rentals, earliest first: shops are open from nine to ten in the evening and busiest after work. */
function drawTimes(day: number, count: number, random: Random): number[] {
  const hours = createWeightedPicker(openingHourWeights);
  const times = Array.from({ length: count }, () => {
    const hour = openingHours[hours.pick(random)] ?? 12;
    return FIRST_DAY + day * DAY_MS + hour * HOUR_MS + random.int(3600) * 1000;
  });
  return times.sort((a, b) => a - b);
}

function createCustomerPicker(customers: readonly SampleCustomer[]): {
  pick(day: number, random: Random): SampleCustomer;
} {
  const weights = createWeightedPicker(customers.map((customer) => customer.appetite));
  return {
    pick(day, random) {
      for (;;) {
        const customer = customers[weights.pick(random)];
        if (customer && customer.joinedDay <= day && day < customer.leftDay) return customer;
      }
    },
  };
}

/** A quarter of the choices stay within the customer's favourite category. */
function createFilmPicker(films: readonly SampleFilm[]): {
  pick(customer: SampleCustomer, random: Random): SampleFilm;
} {
  const all = createWeightedPicker(films.map((film) => film.popularity));
  const byCategory = Array.from({ length: 16 }, (_, index) => {
    const own = films.filter((film) => film.categoryId === index + 1);
    return { own, weights: createWeightedPicker(own.map((film) => film.popularity)) };
  });
  return {
    pick(customer, random) {
      const favourite = random.chance(0.25) ? byCategory[customer.favouriteCategory - 1] : undefined;
      const film =
        favourite && favourite.own.length > 0 ? favourite.own[favourite.weights.pick(random)] : films[all.pick(random)];
      if (film === undefined) throw new Error('there are no films');
      return film;
    },
  };
}

/** Chooses a film and the copy of it that has been on the shelf longest; another film when all its copies are out. */
function takeCopy(input: {
  films: ReturnType<typeof createFilmPicker>;
  copies: SampleCopies;
  customer: SampleCustomer;
  storeId: number;
  rentedAt: number;
  freeAgain: Float64Array;
  random: Random;
}): { film: SampleFilm; copy: number } {
  for (let tries = 0; tries < 10_000; tries += 1) {
    const film = input.films.pick(input.customer, input.random);
    const shelf = input.copies.byStoreAndFilm.get(toShelfKey(input.storeId, film.filmId)) ?? [];
    const copy = findIdleCopy(shelf, input.freeAgain, input.rentedAt, input.random);
    if (copy !== null) return { film, copy };
  }
  throw new Error(`no copy is left in store ${input.storeId}`);
}

function findIdleCopy(shelf: readonly number[], freeAgain: Float64Array, now: number, random: Random): number | null {
  const first = random.int(Math.max(1, shelf.length));
  let best: number | null = null;
  for (let i = 0; i < Math.min(shelf.length, 16); i += 1) {
    const copy = shelf[(first + i) % shelf.length] ?? 0;
    const free = freeAgain[copy] ?? 0;
    if (free <= now && (best === null || free < (freeAgain[best] ?? 0))) best = copy;
  }
  return best;
}

/** Most bring the film back in time, some a few hours late, and about a quarter days late. Shops take returns while they are open. */
function drawReturn(film: SampleFilm, rentedAt: number, random: Random): number {
  const late = random.chance(0.24);
  const days = late
    ? film.rentalDuration + 1 + Math.min(8, Math.floor(-Math.log(1 - random.next()) * 1.9))
    : 1 + Math.floor(random.next() ** 0.8 * film.rentalDuration);
  const midnight = Math.floor(rentedAt / DAY_MS) * DAY_MS;
  return midnight + days * DAY_MS + (9 + random.int(12)) * HOUR_MS + random.int(3600) * 1000;
}

/** Who is late pays for the film and one dollar for each whole day when bringing it back; the others pay when they take it. */
function payFor(input: {
  film: SampleFilm;
  customer: SampleCustomer;
  storeId: number;
  rentedAt: number;
  returnedAt: number | null;
  free: boolean;
  random: Random;
}): SamplePayment {
  const { film, rentedAt, returnedAt, random } = input;
  const due = rentedAt + film.rentalDuration * DAY_MS;
  const lateDays = returnedAt === null ? 0 : Math.max(0, Math.floor((returnedAt - due) / DAY_MS));
  const staffId = random.chance(0.92) ? input.storeId : 3 - input.storeId;
  const delay = minutes(1 + random.int(9)) + random.int(60) * 1000;
  const paidAt = lateDays > 0 && returnedAt !== null && !input.free ? returnedAt + delay : rentedAt + delay;
  const amount = input.free ? 0 : Math.round((film.rentalRate + lateDays) * 100) / 100;
  return { customerId: input.customer.customerId, staffId, amount, paidAt };
}

/** Once in a while five friends pay the film's price too, for a rental that is not theirs. */
function shareBill(input: {
  film: SampleFilm;
  rentedAt: number;
  storeId: number;
  customer: SampleCustomer;
  pick: () => SampleCustomer;
}): SamplePayment[] {
  const friends = new Map<number, SamplePayment>();
  while (friends.size < 5) {
    const { customerId } = input.pick();
    if (customerId === input.customer.customerId || friends.has(customerId)) continue;
    const paidAt = input.rentedAt + minutes(12 + friends.size);
    friends.set(customerId, { customerId, staffId: input.storeId, amount: input.film.rentalRate, paidAt });
  }
  return [...friends.values()];
}

function minutes(count: number): number {
  return count * 60_000;
}
