import { describe, expect, it } from 'vitest';
import { inputOf, planner } from './testing/ask-planner.js';

const read = (question: string): string => {
  const planned = planner.plan(inputOf(question));
  return planned.kind === 'planned' ? planned.restated : `${planned.kind}: ${planned.problem.message}`;
};

const means = (question: string, plain: string): void => {
  expect(read(plain)).not.toMatch(/^(?:clarify|refuse)/);
  expect(read(question)).toBe(read(plain));
};

describe('errands beside a question', () => {
  it.each([
    ['Painting the shelves here - how many films are there?', 'How many films are there?'],
    ['For the notice board: income by store', 'Income by store'],
    ['The landlord comes on Monday. How many members live in Porto?', 'How many members live in Porto?'],
    ['My speech is due this week; how many stores are there?', 'How many stores are there?'],
    ['How many members live in Porto? A visitor is waiting.', 'How many members live in Porto?'],
  ])('reads "%s" as "%s"', means);

  it('leaves days and lists that are meant in place', () => {
    expect(read('Adding up every Monday we had, how many loans is that?')).toMatch(/Monday/);
  });

  it('asks back rather than look for figures of a week to come', () =>
    expect(read('we repaint the hall next week, income')).not.toMatch(/2022-\d\d-\d\d to/));
});

describe('what is exclaimed before a question', () => {
  it.each([
    ['Cleaning week! How many films are there?', 'How many films are there?'],
    ['What a month! Which store has the highest income?', 'Which store has the highest income?'],
    ['Lovely! Income by month', 'Income by month'],
  ])('reads "%s" as "%s"', means);

  it.each(['Delivery day! How much income was there?', 'Stock week! How many loans were there?'])(
    'groups nothing by the words of "%s"',
    (question) => expect(read(question)).not.toMatch(/by (?:day|week)/),
  );
});

describe('groups and differences', () => {
  it('splits by both where each of two is named', () =>
    expect(read('income for each month and each store')).toBe(read('income by month and store')));

  it('asks back where one is taken from another that it was never part of', () =>
    expect(read('income of store 1 minus store 2')).toMatch(/^clarify: .*difference/));
});

describe('what only restates', () => {
  it.each([
    ['How many films are there by rating (G, PG and so on)', 'How many films are there by rating'],
    ['On how many occasions did we lend comedies?', 'How many times did we lend comedies?'],
    ['income in the course of March 2022', 'income during March 2022'],
    ['How big a share of income comes from Porto?', 'What share of income comes from Porto?'],
  ])('reads "%s" as "%s"', means);
});

describe('places named first', () => {
  it('are taken up by "there"', () =>
    means('I write to our friends in Porto. How many members live there?', 'How many members live in Porto?'));
});
