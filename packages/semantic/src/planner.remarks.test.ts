import { describe, expect, it } from 'vitest';
import { inputOf, planner } from './testing/ask-planner.js';

const read = (question: string): string => {
  const planned = planner.plan(inputOf(question));
  return planned.kind === 'planned' ? planned.restated : `${planned.kind}: ${planned.problem.message}`;
};

describe('words beside a question', () => {
  it.each([
    ['Income in March 2022, all stores together', 'Income in March 2022'],
    ['How many loans were there, over the whole history of the business?', 'How many loans were there?'],
    ['How many comedies did we lend since our records began?', 'How many comedies did we lend?'],
    ['Number of members, active or not', 'Number of members'],
    ['Loans from 3 to 5 March 2022, both days counted', 'Loans from 3 to 5 March 2022'],
    ['I want a single number: income in March 2022', 'Income in March 2022'],
    ['How much members do we have in Lisbon?', 'How many members do we have in Lisbon?'],
    ['What per cent of the members live in Lisbon', 'What percent of the members live in Lisbon'],
    ['How many loans went through the hands of Uma Hale?', 'How many loans were handled by Uma Hale?'],
    ['How many members have their home in Porto?', 'How many members live in Porto?'],
    ['Ada North wrote to us, I think. How much has she spent?', 'How much has Ada North spent?'],
  ])('reads "%s" as "%s"', (question, plain) => {
    expect(read(plain)).not.toMatch(/^(?:clarify|refuse)/);
    expect(read(question)).toBe(read(plain));
  });

  it.each([
    'In Atlantis, how many members do we have?',
    'Robots are fun. How many members own them?',
    'How many bags of crisps did we sell, and to whom?',
  ])('asks back where they could change the answer: "%s"', (question) =>
    expect(read(question)).toMatch(/^(?:clarify|refuse)/),
  );

  it('accounts for what was set aside as ignored', () => {
    const planned = planner.plan(
      inputOf('We paint the office tomorrow, so how many loans were there? It will be lovely.'),
    );
    expect(planned.kind).toBe('planned');
    expect(planned.words.find((word) => word.text.includes('paint'))?.status).toBe('ignored');
  });
});

describe('persons by one name', () => {
  it('are those of a small list', () => {
    expect(read('What has Uma collected?')).toBe(read('What has Uma Hale collected?'));
    expect(read('Ivos loans')).toBe(read('loans of Ivo Reed'));
  });
});

describe('slips', () => {
  it.each([
    ['howmany memebrs are actve', 'how many members are active'],
    ['top 3 costumers by spendign', 'top 3 customers by spending'],
    ['re venue by store', 'revenue by store'],
    ['loans in agust 2022', 'loans in August 2022'],
    ['hou many films are there', 'how many films are there'],
    ['number of films by rateing', 'number of films per rating'],
  ])('reads "%s" as "%s"', (question, plain) => expect(read(question)).toBe(read(plain)));
});
