import type { Cell } from '@copilot/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, plan } from './testing/ask-planner.js';
import { openSmallChain, type SmallChain } from './testing/open-small-chain.js';

const url = process.env['TEST_DATABASE_URL'];

// ADA paid 5 in January and 3 in February, BEN 3 in February and 2 in April, CLEO 7 in March. Store 1 took 5, 6, 0 and 2 in the four
// months, store 2 only the 7 of March. Action films last 90 and 120 minutes, that of Comedy 60, that of Drama 100; ALPHA DAWN (90) is Sci-Fi too.
describe('questions in several parts, down to their rows', () => {
  let chain: SmallChain;
  beforeAll(async () => {
    chain = await openSmallChain(url);
  });
  afterAll(() => chain?.close());
  const firstCells = async (question: string): Promise<Cell[]> =>
    (await chain.rows(plan(question).sql)).map((row) => row.find((cell) => typeof cell === 'string') ?? row[0] ?? null);

  it.each<[string, Cell[]]>([
    ['which members paid more in January than in February', ['ADA NORTH']],
    ['how many members paid more in March 2022 than in February 2022', [1]],
    ['in which months did store 1 earn more than store 2', ['2022-01-01', '2022-02-01', '2022-04-01']],
    ['in which months were the takings of store 2 higher than those of store 1', ['2022-03-01']],
    ['in which months did Ivo Reed bring in more money than Uma Hale', ['2022-01-01', '2022-02-01', '2022-04-01']],
    ['how many movies earned more at store 1 than at store 2', [2]],
    ['which movies were hired at least twice as often at store 1 as at store 2', ['ALPHA DAWN', 'BRAVO DUSK']],
    ['which members’ spending fell from January to February', ['ADA NORTH']],
    ['which members spent at least 50 % more in January than in February', ['ADA NORTH']],
  ])('sets one side of each thing against the other: %s', async (question, expected) => {
    expect((await firstCells(question)).toSorted()).toEqual(expected.toSorted());
  });

  it.each<[string, Cell[]]>([
    ['which members spent less than 80 % of the average', ['BEN SOUTH']],
    ['how many movies last at least 20 % longer than average', [1]],
    ['movies whose running time is below two thirds of the average', []],
    ['which members spent more than twice the average', []],
  ])('bounds by a multiple of the average: %s', async (question, expected) => {
    const planned = ask(question);
    if (planned.kind === 'planned') expect(await firstCells(question)).toEqual(expected);
    else expect(planned.kind).toBe('clarify');
  });

  it.each<[string, Cell[]]>([
    ['movies longer than the average of their own genre', ['BRAVO DUSK']],
    ['how many movies are longer than their genre average', [1]],
    ['which members paid more than the average member of their country', ['ADA NORTH']],
    ['how many members paid less than the average of their own country', [1]],
  ])('takes the average of the group that each belongs to: %s', async (question, expected) => {
    expect(await firstCells(question)).toEqual(expected);
  });

  // Copies 1, 3 and 5 stand in store 1, 2 and 4 in store 2; copy 5 never went out. DELTA RAIN has no copy and nobody acts in it.
  it.each<[string, Cell[][]]>([
    ['how many movies do we have no copies of in store 2 but some in store 1', [[1]]],
    ['how many members hired something in every one of the months January and February 2022', [[1]]],
    ['how many hires were both taken out and brought back in February 2022', [[2]]],
    ['how many movies that were hired were never brought back late', [[1]]],
    ['how many movies are there, and how many of them have no copy', [[4, 1]]],
    ['combined running time of all movies in hours', [[6.17]]],
    [
      'takings by store with their rank',
      [
        [1, 13, 1],
        [2, 7, 2],
      ],
    ],
    ['average number of hires per copy', [[1.2]]],
    ['average number of actors per movie in the Drama genre, counting movies without actors as zero', [[0]]],
    ['change in takings in percent between January and February 2022', [[6, 5, 20, 1]]],
  ])('answers in one row each: %s', async (question, expected) => {
    expect(await chain.rows(plan(question).sql)).toEqual(expected);
  });

  it.each<[string, Cell[]]>([
    ['for each store, name the member registered there who paid the most, and the amount', ['ADA NORTH', 'CLEO WEST']],
    ['who paid the most in each of Portugal and Italy', ['ADA NORTH', 'CLEO WEST']],
    ['genres with at least two movies and an average length above 100 minutes', ['Action']],
    ['among the genres where we have at least two movies, which one has the highest average length', ['Action']],
    ['which movie has a copy that never went out', ['CHARLIE NOON']],
  ])('names those who are asked for: %s', async (question, expected) => {
    const cells = (await chain.rows(plan(question).sql)).map((row) => row.filter((cell) => typeof cell === 'string'));
    expect(
      cells
        .flat()
        .filter((cell) => expected.includes(cell))
        .toSorted(),
    ).toEqual(expected.toSorted());
    expect(cells).toHaveLength(expected.length);
  });

  it.each(['how many hours does it take to watch all movies', 'one copy has never gone out, which movie is it'])(
    'asks back: %s',
    (question) => {
      expect(ask(question).kind).toBe('clarify');
    },
  );

  it('sets the average of a group against the one over everything', async () => {
    expect(await firstCells('which genres have an average length above the overall average')).toEqual([
      'Action',
      'Drama',
    ]);
  });

  it('asks back where the things themselves decide the side', () => {
    expect(ask('which months had more takings in March than in April').kind).toBe('clarify');
  });
});
