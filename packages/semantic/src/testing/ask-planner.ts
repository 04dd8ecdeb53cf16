import type { Conversation, Role, UserContext } from '@copilot/contracts';
import { createPlanner, type NotPlanned, type Planned, type PlanInput } from '../planner.js';
import type { Clock } from '../question/resolve-time.js';
import { buildValueIndex } from '../question/value-index.js';
import { pagila, policyOf } from './pagila-model.js';

export interface Asker {
  readonly role?: Role;
  /** Stores of the scope; all stores when left out. */
  readonly stores?: readonly number[];
  readonly conversation?: Conversation;
}

const names: Record<string, readonly string[]> = {
  'categories.category': ['Action', 'Comedy', 'Drama', 'Sci-Fi'],
  'films.title': ['ALPHA DAWN', 'BRAVO DUSK', 'CHARLIE NOON', 'DELTA RAIN'],
  'films.rating': ['G', 'PG', 'PG-13', 'R', 'NC-17'],
  'films.language': ['English', 'Italian'],
  'films.special_features': ['Trailers', 'Deleted Scenes'],
  'actors.full_name': ['MIRA STONE', 'OTTO VANCE'],
  'actors.first_name': ['MIRA', 'OTTO'],
  'actors.last_name': ['STONE', 'VANCE'],
  'customers.full_name': ['ADA NORTH', 'BEN SOUTH', 'CLEO WEST', 'DAN EAST'],
  'customers.first_name': ['ADA', 'BEN', 'CLEO', 'DAN'],
  'customers.last_name': ['NORTH', 'SOUTH', 'WEST', 'EAST'],
  'customers.city': ['Lisbon', 'Porto', 'Turin'],
  'customers.country': ['Portugal', 'Italy'],
  'customers.district': ['Lisboa', 'Piemonte'],
  'staff.full_name': ['Ivo Reed', 'Uma Hale'],
  'stores.city': ['Oslo', 'Bergen'],
  'stores.country': ['Norway'],
  'languages.language': ['English', 'Italian', 'Basque'],
  'countries.country': ['Portugal', 'Italy', 'Norway', 'Iceland'],
  'cities.city': ['Lisbon', 'Porto', 'Turin', 'Oslo', 'Bergen', 'Akureyri'],
};

/** Names of the small chain, as far as a role may know them. */
export const values = buildValueIndex(
  Object.entries(names).flatMap(([member, list]) => list.map((value) => ({ member, value }))),
);

/** How far the data of the small chain go: rentals and payments cover different months. */
export const clock: Clock = new Map([
  ['payments.payment_date', { min: '2022-01-10T09:00:00Z', max: '2022-04-20T18:00:00Z' }],
  ['rentals.rental_date', { min: '2022-01-08T10:00:00Z', max: '2022-04-18T10:00:00Z' }],
  ['rentals.return_date', { min: '2022-01-12T10:00:00Z', max: '2022-04-19T10:00:00Z' }],
  ['rentals.due_date', { min: '2022-01-13T10:00:00Z', max: '2022-04-23T10:00:00Z' }],
  ['customers.create_date', { min: '2021-11-02', max: '2022-02-14' }],
  ['revenue_by_month.month', { min: '2022-01-01', max: '2022-04-01' }],
]);

export const planner = createPlanner({ model: pagila });

export function contextOf({ role = 'admin', stores }: Asker = {}): UserContext {
  return {
    username: `${role}.of.the.tests`,
    role,
    store_ids: stores === undefined ? [1, 2] : [...stores],
    all_stores: stores === undefined,
  };
}

export function inputOf(question: string, asker: Asker = {}): PlanInput {
  return {
    question,
    rolePolicy: policyOf(asker.role ?? 'admin'),
    context: contextOf(asker),
    values,
    clock,
    conversation: asker.conversation ?? null,
  };
}

export function ask(question: string, asker: Asker = {}): Planned | NotPlanned {
  return planner.plan(inputOf(question, asker));
}

/** What was planned; a test that asks for it fails with the reason when nothing was. */
export function plan(question: string, asker: Asker = {}): Planned {
  const result = ask(question, asker);
  if (result.kind !== 'planned') throw new Error(`"${question}" was not planned: ${result.problem.message}`);
  return result;
}

/** What was said instead of a plan. */
export function decline(question: string, asker: Asker = {}): NotPlanned {
  const result = ask(question, asker);
  if (result.kind === 'planned') throw new Error(`"${question}" was planned: ${result.sql}`);
  return result;
}
