import { describe, expect, it } from 'vitest';
import { askBusiness, toShares } from './ask-business.testing.js';
import { openBusiness } from './open-business.testing.js';

/** Nothing but a model file belongs to a business, and it is no longer than this. */
const MOST_MODEL_LINES = 250;

describe('the planner in a business it has never seen', () => {
  it.each([
    { folder: 'second-domain', right: 0.85, wrong: 0.03 },
    { folder: 'third-domain', right: 0.93, wrong: 0.02 },
    { folder: 'fourth-domain', right: 0.95, wrong: 0 },
  ] as const)(
    'answers at least $right of the questions of $folder rightly and at most $wrong wrongly, by a model file alone',
    async ({ folder, right: least, wrong: most }) => {
      const business = await openBusiness(folder);
      try {
        const { right, answeredWrong, notRight } = toShares(await askBusiness(business));
        expect(right, `not right: ${notRight}`).toBeGreaterThanOrEqual(least);
        expect(answeredWrong, `not right: ${notRight}`).toBeLessThanOrEqual(most);
        expect(business.modelLines).toBeLessThanOrEqual(MOST_MODEL_LINES);
      } finally {
        await business.close();
      }
    },
    240_000,
  );
});
