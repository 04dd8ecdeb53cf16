import { unsure, type Check } from './evidence.js';
import { thingOf } from './stands-for.js';

/** Two groups that are members of one thing by different ways (the home store and the store of the payment): only one can be meant. */
export const groupedTwice: Check = ({ query, model }) => {
  const seen = new Map<string, string>();
  for (const { member, grain, figure } of query.dimensions) {
    if (grain || figure) continue;
    const field = member.split('.')[1] ?? '';
    const thing = thingOf(model, member);
    const isKey = thing !== member.split('.')[0] || model.datasets.get(thing)?.primaryKey[0] === field;
    const key = isKey ? thing : null;
    if (key === null) continue;
    const before = seen.get(key);
    if (before !== undefined && before !== member) {
      const without = (left: string) => ({ ...query, dimensions: query.dimensions.filter((d) => d.member !== left) });
      return unsure(
        `There are two ways to a ${model.datasets.get(key)?.noun[0] ?? key} here, and I cannot tell which is meant.`,
        without(member),
        without(before),
      );
    }
    seen.set(key, member);
  }
  return null;
};
