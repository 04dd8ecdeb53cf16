import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RoleSchema, type UserContext } from '@copilot/contracts';
import { isWithin, narrowScope } from './narrow-scope.js';

const stores = fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 6 });
const role = fc.constantFrom(...RoleSchema.options);
const user = fc.record({ username: fc.constant('ann'), role, store_ids: stores, all_stores: fc.boolean() });

const mayRead = (scope: UserContext, store: number): boolean => scope.all_stores || scope.store_ids.includes(store);

describe('narrowing', () => {
  it('never allows what the token does not, whatever is asked for', () => {
    const asked = fc.record(
      { role: fc.oneof(role, fc.string()), store_id: fc.integer({ min: 0, max: 12 }) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(user, asked, (allowed, narrowing) => {
        const narrowed = narrowScope(allowed, narrowing);
        if (!narrowed.ok) return;
        expect(narrowed.context.role).toBe(allowed.role);
        expect(narrowed.context.username).toBe(allowed.username);
        for (let store = 0; store <= 12; store += 1) {
          if (mayRead(narrowed.context, store)) expect(mayRead(allowed, store)).toBe(true);
        }
        if (narrowing.store_id !== undefined) expect(narrowed.context.store_ids).toEqual([narrowing.store_id]);
      }),
    );
  });

  it('lets a person of all stores name any store while the list is not known', () => {
    const admin: UserContext = { username: 'ann', role: 'admin', store_ids: [], all_stores: true };
    expect(narrowScope(admin, { store_id: 4 })).toEqual({
      ok: true,
      context: { ...admin, store_ids: [4], all_stores: false },
    });
  });
});

describe('what was seen', () => {
  it('is within today exactly when every store of it is still allowed in the same role', () => {
    fc.assert(
      fc.property(user, user, (seen, today) => {
        const stillAllowed = [...Array(20).keys()].every((store) => !mayRead(seen, store) || mayRead(today, store));
        expect(isWithin(seen, today)).toBe(seen.role === today.role && stillAllowed);
      }),
    );
  });

  it('is never within the scope of somebody else', () => {
    const ann: UserContext = { username: 'ann', role: 'admin', store_ids: [], all_stores: true };
    expect(isWithin(ann, { ...ann, username: 'bob' })).toBe(false);
  });
});
