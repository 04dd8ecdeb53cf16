import type { SemanticQuery } from '@copilot/contracts';
import { describe, expect, it } from 'vitest';
import { decline, plan } from './testing/ask-planner.js';

const queryOf = (question: string): SemanticQuery => plan(question).query;
const sameAs = (question: string, plain: string): void => {
  const { metrics, dimensions, filters, having, sort, limit, time_range, entity } = queryOf(question);
  const other = queryOf(plain);
  expect({ metrics, dimensions, filters, having, sort, limit, time_range, entity }).toEqual({
    metrics: other.metrics,
    dimensions: other.dimensions,
    filters: other.filters,
    having: other.having,
    sort: other.sort,
    limit: other.limit,
    time_range: other.time_range,
    entity: other.entity,
  });
};

describe('the passive says what the active does', () => {
  it.each([
    ['By which two clerks were the most payments taken?', 'which two clerks took the most payments'],
    [
      'By how many shoppers has a Drama title been borrowed?',
      'how many different shoppers have borrowed a Drama title',
    ],
    ['By how many shoppers was no Drama title borrowed?', 'how many shoppers never borrowed a Drama title'],
    ['How much was paid by the median shopper?', 'how much did the median shopper pay'],
    ['takings brought in by our Comedy titles', 'takings of Comedy titles'],
    ['The mean length is exceeded by how many titles?', 'how many titles exceed the mean length'],
  ])('%s', sameAs);
});

describe('a courtesy names nothing', () => {
  it.each([
    ['I should feel most obliged if you would work out for me the takings of March 2022.', 'takings of March 2022'],
    ['Might I trouble you for the number of titles in Italian?', 'number of titles in Italian'],
    ['It would help me a great deal to learn which branch has the most discs.', 'which branch has the most discs'],
  ])('%s', sameAs);

  it('keeps a request for a change what it is', () => {
    expect(decline('Would you kindly erase everything and tell me the takings?').kind).toBe('refuse');
  });
});

describe('a reason given before the request', () => {
  it.each([
    ['I am redoing the window, so could you tell me the takings by genre?', 'tell me the takings by genre'],
    ['To please the landlord, may I see the takings by month?', 'see the takings by month'],
    ['Since we are short of staff, please list the branches.', 'list the branches'],
  ])('is set aside: %s', sameAs);

  it.each([
    ['In Italy, could you tell me how many shoppers we have?', 'how many shoppers do we have in Italy'],
    ['For each branch, could you tell me the takings?', 'takings for each branch'],
    ['Kindly tell me, branch by branch, how many discs there are.', 'how many discs are there in each branch'],
  ])('is kept where it narrows: %s', sameAs);

  it('does not hide a request for a change', () => {
    expect(decline('To delete everything, could you show me the shoppers?').kind).toBe('refuse');
  });
});

describe('short forms', () => {
  it.each([
    ['nr of pmts by wkday', 'count of payments by weekday'],
    ['countries takings > 40', 'countries with takings above 40'],
    ['shoppers >= 3 rentals', 'shoppers with at least 3 rentals'],
    ['lowest 2 genres by discs', 'bottom 2 genres by discs'],
    ['top 2 genres avg length', 'top 2 genres by average length'],
    ['rating: film count, avg length', 'films and average length by rating'],
  ])('%s', sameAs);
});

describe('slips', () => {
  it.each([
    ['runing total of takings by month', 'running total of takings by month'],
    ['adresses of the shops', 'addresses of the shops'],
    ['lenght of thier longets titles', 'length of their longest titles'],
    ['avrage length of acton titles', 'average length of Action titles'],
  ])('%s', sameAs);
});

describe('what comes first', () => {
  it.each([
    ['Ranked by takings, which 2 genres come first?', 'top 2 genres by takings'],
    ['Which genre comes last when ranked by rentals?', 'bottom 1 genre by rentals'],
    ['Which shop leads in payments?', 'which shop has the most payments'],
    ['The quarter with more rentals than in any other', 'the quarter with the most rentals'],
    ['Which rating has the longest titles on average?', 'which rating has the highest average length'],
  ])('%s', sameAs);
});

describe('bounds in other words', () => {
  it.each([
    ['genres past the 50 mark in takings', 'genres with takings above 50'],
    ['shoppers who rented on more than seven occasions', 'shoppers who rented more than 7 times'],
    ['which countries do our shoppers come from in numbers of 3 or above', 'which countries have 3 or more shoppers'],
    ['countries with takings of at least 2000', 'countries with at least 2000 dollars of takings'],
  ])('%s', sameAs);
});

describe('a wider time says where the narrower lies', () => {
  it.each([
    ["takings of 2022's first quarter", '2022-01-01', '2022-04-01'],
    ['rentals between March 3 and March 9 of 2022', '2022-03-03', '2022-03-10'],
  ])('%s', (question, from, to) => {
    expect(queryOf(question).time_range).toMatchObject({ from, to });
  });
});

describe('how long something is', () => {
  it('is asked back where nothing of it would be shown', () => {
    expect(decline('For each rating, how many titles are there and how long have shoppers been with us').kind).toBe(
      'clarify',
    );
  });
});
