import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareColumns, findStaleReferences, openBusiness, type Business } from './open-business.testing.js';

let business: Business;
beforeAll(async () => {
  business = await openBusiness('fourth-domain');
}, 240_000);
afterAll(() => business.close());

describe('the fourth domain', () => {
  it('has questions whose reference results its data really give', async () => {
    expect(await findStaleReferences(business)).toEqual([]);
    expect(business.turns).toHaveLength(40);
  });

  it('grants in its policy the columns that its views have, and never salaries', async () => {
    const { ofDatabase, ofPolicy, unknown } = await compareColumns(business);
    expect(ofDatabase).toEqual(ofPolicy);
    expect(unknown).toEqual([]);
    expect(JSON.stringify(business.policy)).not.toContain('salary');
  });
});
