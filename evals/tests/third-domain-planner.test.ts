import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askBusiness, toShares } from './ask-business.testing.js';
import { openBusiness, type Business } from './open-business.testing.js';

let business: Business;
beforeAll(async () => {
  business = await openBusiness('third-domain');
}, 240_000);
afterAll(() => business.close());

describe('the planner in a business whose questions were written blind', () => {
  it('answers at least 93 of 100 questions rightly and 2 at most wrongly, with a model file of at most 250 lines', async () => {
    const { right, answeredWrong, notRight } = toShares(await askBusiness(business));
    expect(right, `not right: ${notRight}`).toBeGreaterThanOrEqual(0.93);
    expect(answeredWrong, `not right: ${notRight}`).toBeLessThanOrEqual(0.02);
    expect(business.modelLines).toBeLessThanOrEqual(250);
  }, 120_000);
});
