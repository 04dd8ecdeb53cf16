import { describe, expect, it } from 'vitest';
import { buildValueIndex, type ValueEntry } from './question/value-index.js';
import { inputOf, planner } from './testing/ask-planner.js';

/** A list that counts how often one of its places is looked at. */
function counted(entries: readonly ValueEntry[]): {
  readonly list: readonly ValueEntry[];
  readonly looks: () => number;
} {
  let looks = 0;
  const list = new Proxy(entries, {
    get(target, key) {
      if (typeof key === 'string' && /^\d+$/.test(key)) looks += 1;
      return Reflect.get(target, key) as unknown;
    },
  });
  return { list, looks: () => looks };
}

const letters = 'BCDFGHJKLMNPRSTV';
const nameOf = (number: number): string =>
  number
    .toString(16)
    .toUpperCase()
    .replaceAll(/./g, (digit) => `${letters[Number.parseInt(digit, 16)] ?? ''}A`);

describe('planning among many names', () => {
  it.each(['takings by month', 'reveune by weekady', 'top 5 customers by revenue', 'films in category Comedy'])(
    'looks at no more of them than among few: %s',
    (question) => {
      const [few = 0, many = 0] = [20, 5_000].map((count) => {
        const { list, looks } = counted([
          { member: 'categories.category', value: 'Comedy' },
          ...Array.from({ length: count }, (_, at) => ({
            member: 'customers.full_name',
            value: `${nameOf(at)} ${nameOf(at * 7 + 1)}`,
          })),
        ]);
        const values = buildValueIndex(list);
        const before = looks();
        planner.plan({ ...inputOf(question), values });
        return looks() - before;
      });
      expect(many).toBeLessThanOrEqual(few + 10);
    },
  );
});
