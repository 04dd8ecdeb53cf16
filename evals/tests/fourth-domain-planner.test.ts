import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askBusiness, toShares } from './ask-business.testing.js';
import { openBusiness, type Business } from './open-business.testing.js';

let business: Business;
beforeAll(async () => {
  business = await openBusiness('fourth-domain');
}, 240_000);
afterAll(() => business.close());

describe('the planner in a small business', () => {
  it('answers at least 95 of 100 questions rightly and none wrongly, with a model file of at most 250 lines', async () => {
    const { right, answeredWrong, notRight } = toShares(await askBusiness(business));
    expect(right, `not right: ${notRight}`).toBeGreaterThanOrEqual(0.95);
    expect(answeredWrong, `not right: ${notRight}`).toBe(0);
    expect(business.modelLines).toBeLessThanOrEqual(250);
  }, 120_000);
});
