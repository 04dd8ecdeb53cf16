import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareColumns, findStaleReferences, openBusiness, type Business } from './open-business.testing.js';

let business: Business;
beforeAll(async () => {
  business = await openBusiness('third-domain');
}, 240_000);
afterAll(() => business.close());

describe('the third domain', () => {
  it('has fifty questions whose reference results its data really give, six to refuse and four to ask back', async () => {
    expect(await findStaleReferences(business)).toEqual([]);
    const kinds = business.turns.map((turn) => turn.kind);
    expect(['answer', 'refuse', 'clarify'].map((kind) => kinds.filter((one) => one === kind).length)).toEqual([
      50, 6, 4,
    ]);
  });

  it('grants in its policy the columns that its views have, and never wages or medical notes', async () => {
    const { ofDatabase, ofPolicy, unknown } = await compareColumns(business);
    expect(ofDatabase).toEqual(ofPolicy);
    expect(unknown).toEqual([]);
    expect(JSON.stringify(business.policy)).not.toMatch(/"(hourly_wage|medical_notes)"/);
  });

  it('bills in its views what its tables say, and no patient pays more than that', async () => {
    const { rows } = await business.ask(`
      SELECT (SELECT sum(amount) FROM analytics.v_treatment_items), (SELECT sum(amount) FROM analytics.v_invoices),
        (SELECT count(*) FROM analytics.v_appointments), (SELECT count(*) FROM analytics.v_invoices WHERE outstanding < 0)`);
    expect(rows).toEqual([['235122.26', '235122.26', '763', '0']]);
  });
});
