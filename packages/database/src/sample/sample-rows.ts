import type { BaseTable } from '../load/base-tables.js';
import type { CopyRow } from './copy-text.js';
import { createRandom, type Random } from './random.js';
import type { Words } from './read-words.js';
import { toInstantText } from './sample-calendar.js';
import { createSampleCopies } from './sample-copies.js';
import { castFilms, categories, createSampleFilms, type SampleFilm } from './sample-films.js';
import { createActorNames, createSampleCustomers, toDayText, type SampleCustomer } from './sample-people.js';
import type { SampleSizes } from './sample-sizes.js';
import { createTrade } from './sample-trade.js';

/** The rows of one table, made while they are read. */
export interface SampleTable {
  readonly table: BaseTable;
  readonly columns: readonly string[];
  rows(): Iterable<CopyRow>;
}

const SET_UP = '2022-01-01 06:00:00+00';
const CLOSED_UP = '2022-08-31 22:00:00+00';
const LANGUAGES = ['English', 'Italian', 'Japanese', 'Mandarin', 'French', 'German'];
const SHOP_CITIES = ['Halifax', 'Wellington'];

/** All tables of a sample data set in loading order. The same seed and sizes give the same rows, byte for byte. */
export function createSampleTables(words: Words, sizes: SampleSizes, seed: number): SampleTable[] {
  const films = createSampleFilms(words, sizes, seed);
  const copies = createSampleCopies(films, sizes, seed);
  const customers = createSampleCustomers(words, sizes, seed);
  const trade = createTrade({ films, copies, customers, sizes, seed });
  const actors = createActorNames(words, sizes, seed);
  const cities = words.cities.flatMap(({ cities: names }, index) =>
    names.map((city) => ({ city, countryId: index + 1 })),
  );
  const numbered = (names: readonly string[]): CopyRow[] => names.map((name, index) => [index + 1, name, SET_UP]);
  return [
    {
      table: 'actor',
      columns: ['actor_id', 'first_name', 'last_name', 'last_update'],
      rows: () => actors.map((name, index) => [index + 1, name.first, name.last, SET_UP]),
    },
    {
      table: 'country',
      columns: ['country_id', 'country', 'last_update'],
      rows: () => numbered(words.cities.map(({ country }) => country)),
    },
    {
      table: 'city',
      columns: ['city_id', 'city', 'country_id', 'last_update'],
      rows: () => cities.map(({ city, countryId }, index) => [index + 1, city, countryId, SET_UP]),
    },
    {
      table: 'address',
      columns: ['address_id', 'address', 'address2', 'district', 'city_id', 'postal_code', 'phone', 'last_update'],
      rows: () =>
        addressRows(
          words,
          cities.map(({ city }) => city),
          customers.length,
          seed,
        ),
    },
    { table: 'category', columns: ['category_id', 'name', 'last_update'], rows: () => numbered(categories) },
    {
      table: 'store',
      columns: ['store_id', 'manager_staff_id', 'address_id', 'last_update'],
      rows: () => [1, 2].map((id) => [id, id, id, SET_UP]),
    },
    { table: 'language', columns: ['language_id', 'name', 'last_update'], rows: () => numbered(LANGUAGES) },
    {
      table: 'customer',
      columns: [
        'customer_id',
        'store_id',
        'first_name',
        'last_name',
        'email',
        'address_id',
        'activebool',
        'create_date',
        'last_update',
        'active',
      ],
      rows: () => customers.map(toCustomerRow),
    },
    {
      table: 'film',
      columns: [
        'film_id',
        'title',
        'description',
        'release_year',
        'language_id',
        'original_language_id',
        'rental_duration',
        'rental_rate',
        'length',
        'replacement_cost',
        'rating',
        'last_update',
        'special_features',
      ],
      rows: () => films.map(toFilmRow),
    },
    {
      table: 'film_actor',
      columns: ['actor_id', 'film_id', 'last_update'],
      rows: () => castFilms(films, sizes, seed).map(({ actorId, filmId }) => [actorId, filmId, SET_UP]),
    },
    {
      table: 'film_category',
      columns: ['film_id', 'category_id', 'last_update'],
      rows: () => films.map((film) => [film.filmId, film.categoryId, SET_UP]),
    },
    {
      table: 'inventory',
      columns: ['inventory_id', 'film_id', 'store_id', 'last_update'],
      *rows() {
        for (const [copy, filmId] of copies.filmIds.entries())
          yield [copy + 1, filmId, copies.storeIds[copy] ?? 1, SET_UP];
      },
    },
    {
      table: 'staff',
      columns: [
        'staff_id',
        'first_name',
        'last_name',
        'address_id',
        'email',
        'store_id',
        'active',
        'username',
        'password',
        'last_update',
        'picture',
      ],
      rows: () => staffRows(seed),
    },
    {
      table: 'rental',
      columns: ['rental_id', 'rental_date', 'inventory_id', 'customer_id', 'return_date', 'staff_id', 'last_update'],
      *rows() {
        for (const rental of trade.rentals()) {
          const back = rental.returnedAt === null ? null : toInstantText(rental.returnedAt);
          const { customerId } = rental.customer;
          yield [
            rental.rentalId,
            toInstantText(rental.rentedAt),
            rental.copy + 1,
            customerId,
            back,
            rental.staffId,
            CLOSED_UP,
          ];
        }
      },
    },
    {
      table: 'payment',
      columns: ['payment_id', 'customer_id', 'staff_id', 'rental_id', 'amount', 'payment_date'],
      *rows() {
        let paymentId = 0;
        for (const rental of trade.rentals()) {
          for (const payment of rental.payments) {
            paymentId += 1;
            const paidAt = toInstantText(payment.paidAt);
            yield [paymentId, payment.customerId, payment.staffId, rental.rentalId, payment.amount.toFixed(2), paidAt];
          }
        }
      },
    },
  ];
}

function toFilmRow(film: SampleFilm): CopyRow {
  const features = film.specialFeatures.map((feature) => `"${feature}"`).join(',');
  return [
    film.filmId,
    film.title,
    film.description,
    film.releaseYear,
    film.languageId,
    film.originalLanguageId,
    film.rentalDuration,
    film.rentalRate.toFixed(2),
    film.length,
    film.replacementCost.toFixed(2),
    film.rating,
    SET_UP,
    `{${features}}`,
  ];
}

function toCustomerRow(customer: SampleCustomer): CopyRow {
  const { first, last } = customer.name;
  const mailbox = `${first}.${last}.${customer.customerId}@customers.example`;
  const { customerId, homeStore, active } = customer;
  const address = SHOP_CITIES.length * 2 + customerId;
  return [
    customerId,
    homeStore,
    first,
    last,
    mailbox,
    address,
    true,
    toDayText(customer.joinedDay),
    CLOSED_UP,
    active ? 1 : 0,
  ];
}

/** The shops, their two members of staff, then one address a customer. Big cities have more customers than small ones. */
function* addressRows(words: Words, cities: readonly string[], customers: number, seed: number): Generator<CopyRow> {
  const random = createRandom(seed, 'addresses');
  const shops = SHOP_CITIES.map((city) => cities.indexOf(city) + 1);
  for (const [index, cityId] of [...shops, ...shops].entries()) {
    yield [index + 1, street(words, random), null, random.pick(words.districts), cityId, '', '', SET_UP];
  }
  for (let customer = 1; customer <= customers; customer += 1) {
    const cityId = 1 + random.int(cities.length);
    const district = random.pick(words.districts);
    const postalCode = String(10000 + random.int(89999));
    const phone = String(100000000000 + Math.floor(random.next() * 899999999999));
    yield [shops.length * 2 + customer, street(words, random), '', district, cityId, postalCode, phone, SET_UP];
  }
}

function street(words: Words, random: Random): string {
  return `${1 + random.int(1800)} ${random.pick(words.streetNames)} ${random.pick(words.streetKinds)}`;
}

/** One manager a shop. The passwords are the hash of nothing anybody knows: members of staff do not log in here. */
function staffRows(seed: number): CopyRow[] {
  const random = createRandom(seed, 'staff');
  const people = [
    ['Nora', 'Blackwood'],
    ['Tomas', 'Fairchild'],
  ];
  return people.map(([first = '', last = ''], index) => {
    const id = index + 1;
    const hash = Array.from({ length: 40 }, () => random.int(16).toString(16)).join('');
    const mailbox = `${first}.${last}@staff.example`;
    return [id, first, last, SHOP_CITIES.length + id, mailbox, id, true, first, hash, SET_UP, null];
  });
}
