import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareColumns, findStaleReferences, openBusiness, type Business } from './open-business.testing.js';

let business: Business;
beforeAll(async () => {
  business = await openBusiness('second-domain');
}, 240_000);
afterAll(() => business.close());

describe('the second domain', () => {
  it('has at least forty questions whose reference results its data really give', async () => {
    expect(await findStaleReferences(business)).toEqual([]);
    expect(business.turns.filter((turn) => turn.kind === 'answer').length).toBeGreaterThanOrEqual(40);
  });

  it('grants in its policy the columns that its views have, and never a salary', async () => {
    const { ofDatabase, ofPolicy, unknown } = await compareColumns(business);
    expect(ofDatabase).toEqual(ofPolicy);
    expect(unknown).toEqual([]);
    expect(JSON.stringify(business.policy)).not.toContain('"salary"');
  });

  it('sells in its views what its tables say', async () => {
    const { rows } = await business.ask(
      'SELECT (SELECT sum(amount) FROM analytics.v_order_lines), (SELECT count(*) FROM analytics.v_orders)',
    );
    expect(rows).toEqual([['16198774.63', '7790']]);
  });
});
