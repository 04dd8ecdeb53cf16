import { toRolePolicy } from '@copilot/contracts';
import { createGuard } from '@copilot/guard';
import { describe, expect, it } from 'vitest';
import { policy } from '../test/fakes.js';
import { chooseAllowed } from './choose-allowed.js';

const rolePolicy = toRolePolicy(policy, 'store_manager');
const choose = async (...candidates: { sql: string; cut: boolean }[]) =>
  chooseAllowed(candidates, rolePolicy, 200, await createGuard());
const GOOD = 'SELECT count(*) FROM v_payments';

describe('chooseAllowed', () => {
  it('takes the first of several that may run', async () => {
    const chosen = await choose({ sql: 'SELECT * FROM payment', cut: false }, { sql: GOOD, cut: false });
    expect(chosen.ok && chosen.value.relations.map(({ name }) => name)).toEqual(['v_payments']);
  });

  it('takes a cut of what is no SQL as a whole', async () => {
    const chosen = await choose({ sql: `${GOOD};\nThis counts them.`, cut: false }, { sql: GOOD, cut: true });
    expect(chosen.ok).toBe(true);
  });

  it('takes no cut of what was read and refused', async () => {
    const chosen = await choose({ sql: `${GOOD};\nDROP TABLE payment`, cut: false }, { sql: GOOD, cut: true });
    expect(chosen).toMatchObject({ ok: false, problem: { code: expect.stringMatching(/^guard\./) as string } });
  });
});
