import type { Condition } from '../../question/reading.js';

/** Values of one field joined by "or"/"and"/commas become one list. */
export function mergeAlternatives(conditions: readonly Condition[]): Condition[] {
  const out: Condition[] = [];
  for (const condition of conditions) {
    const f = condition.filter;
    const same = out.find(
      (c) =>
        c.filter.kind === 'compare' &&
        f.kind === 'compare' &&
        c.filter.member === f.member &&
        ((['eq', 'in'].includes(c.filter.op) && ['eq', 'in'].includes(f.op)) ||
          (f.op === 'has' && ['has', 'in'].includes(c.filter.op) && condition.joined === 'or') ||
          (['ne', 'not_in'].includes(c.filter.op) && ['ne', 'not_in'].includes(f.op))),
    );
    if (same && same.filter.kind === 'compare' && f.kind === 'compare') {
      const denied = f.op === 'ne' || f.op === 'not_in';
      const values = [...new Set([...same.filter.values, ...f.values])];
      out[out.indexOf(same)] = {
        ...same,
        filter: {
          ...same.filter,
          op: denied ? 'not_in' : 'in',
          values,
          label: `${f.member.split('.').at(-1)?.replaceAll('_', ' ') ?? ''} ${denied ? 'not ' : ''}${values.join(' or ')}`,
        },
      };
    } else out.push(condition);
  }
  return out;
}
