import { describe, expect, it } from 'vitest';
import { plan } from './testing/ask-planner.js';

describe('the last or first thing of what happened', () => {
  it('is told by what happened last, with its thing', () => {
    expect(plan('the last title Ada North borrowed').query).toMatchObject({
      entity: 'rentals',
      attributes: ['films.title', 'rentals.rental_date'],
      sort: [{ by: 'attribute:1', direction: 'desc' }],
      limit: 1,
    });
  });

  it('takes a number and the time of what happened', () => {
    const { query } = plan('first 2 titles that Ada North borrowed in March 2022');
    expect(query).toMatchObject({ limit: 2, sort: [{ direction: 'asc' }], time_range: { label: 'March 2022' } });
  });
});

describe('a thing that nothing is going on with', () => {
  it('is one that no such event is of', () => {
    expect(plan('how many copies are available right now?').query).toMatchObject({
      metrics: [{ metric: 'copy_count' }],
      filters: [{ kind: 'exists', dataset: 'rentals', negate: true }],
    });
  });

  it('is not what has come back at some time', () => {
    expect(plan('how many rentals were returned?').query.filters).toMatchObject([{ kind: 'named' }]);
  });
});

describe('a month and two digits', () => {
  it('are a month of that year where nothing says that a day is meant', () => {
    expect(plan('takings mar 22').query.time_range).toMatchObject({ label: 'March 2022' });
    expect(plan('what were the takings on March 22?').query.time_range).toMatchObject({ from: '2022-03-22' });
    expect(plan('takings mar 14').query.time_range).toMatchObject({ from: '2022-03-14' });
  });
});

describe('the name of a kind', () => {
  it('stands for the things of that kind that are ranked', () => {
    expect(plan('2 best earning dramas').query).toMatchObject({
      dimensions: [{ member: 'films.title' }],
      filters: [{ member: 'categories.category' }],
      limit: 2,
    });
  });

  it('is favoured by those who took it most', () => {
    expect(plan("Ada North's favourite genre").query).toMatchObject({
      metrics: [{ metric: 'rental_count' }],
      dimensions: [{ member: 'categories.category' }],
      limit: 1,
    });
  });
});

describe('ranges that are asked for one after the other', () => {
  it('split one figure', () => {
    const { query } = plan('how many films run under an hour, how many between one and two hours, how many over two?');
    expect(query.dimensions[0]?.ranges).toHaveLength(3);
  });
});
