/** How many rows of what a data set has. One scale unit has the sizes of the original Pagila. */
export interface SampleSizes {
  readonly scale: number;
  readonly actors: number;
  readonly films: number;
  readonly filmActors: number;
  readonly filmsWithoutActor: number;
  readonly filmsWithoutCopy: number;
  readonly customers: number;
  readonly homeCustomers: readonly [store1: number, store2: number];
  readonly inactiveCustomers: number;
  readonly customersWithoutRental: number;
  readonly copies: number;
  readonly storeCopies: readonly [store1: number, store2: number];
  readonly rentals: number;
  readonly stillOut: number;
  /** Of those still out, the ones that should have been back long ago. */
  readonly lost: number;
  readonly freeRentals: number;
  /** Rentals that six customers paid for. */
  readonly sharedRentals: number;
  readonly payments: number;
}

/** The catalogue stays as it is; customers, copies, rentals and payments grow with the scale. */
export function toSampleSizes(scale: number): SampleSizes {
  if (!Number.isFinite(scale) || scale <= 0 || scale > 1000)
    throw new Error(`the scale must be above 0 and at most 1000, not ${scale}`);
  const scaled = (count: number): number => Math.max(1, Math.round(count * scale));
  const customers = Math.max(20, scaled(599));
  const homeOne = Math.round((customers * 326) / 599);
  const copies = Math.max(2000, scaled(4581));
  const copiesOne = Math.round((copies * 2270) / 4581);
  const rentals = Math.max(400, scaled(16044));
  const sharedRentals = scaled(1);
  return {
    scale,
    actors: 200,
    films: 1000,
    filmActors: 5462,
    filmsWithoutActor: 3,
    filmsWithoutCopy: 42,
    customers,
    homeCustomers: [homeOne, customers - homeOne],
    inactiveCustomers: scaled(15),
    customersWithoutRental: scaled(4),
    copies,
    storeCopies: [copiesOne, copies - copiesOne],
    rentals,
    stillOut: scaled(183),
    lost: scaled(23),
    freeRentals: scaled(24),
    sharedRentals,
    payments: rentals + 5 * sharedRentals,
  };
}
