import type { ScanContext } from './scan-context.js';

/** "in each of Rome, Turin and Bari": the values that follow are the groups, each with its own first. */
export function eachOfNamed({ items, reading, has }: ScanContext): void {
  const by = items.findIndex(
    (item, at) =>
      has(at, 'by') && /\bof$/.test(item.tokens.at(-1)?.lower ?? '') && (items[at + 1]?.values.length ?? 0) > 0,
  );
  if (by < 0 || !reading.rank) return;
  const first = reading.conditions.find((c) => c.at > by && c.filter.kind === 'compare' && c.filter.op === 'eq');
  if (first?.filter.kind !== 'compare') return;
  const { member } = first.filter;
  const named = reading.conditions.filter(
    (c) => c.at > by && c.filter.kind === 'compare' && c.filter.op === 'eq' && c.filter.member === member,
  );
  const values = named.flatMap((c) => (c.filter.kind === 'compare' ? c.filter.values : []));
  if (values.length < 2) return;
  for (const condition of named) reading.conditions.splice(reading.conditions.indexOf(condition), 1);
  const name = member.split('.').at(-1)?.replaceAll('_', ' ') ?? '';
  reading.conditions.push({
    ...first,
    filter: { kind: 'compare', member, op: 'in', values, label: `${name} ${values.join(' or ')}` },
  });
  reading.dimensions.push({ subject: { kind: 'field', member }, at: by, per: true });
  const item = items[by];
  if (item) [item.status, item.as] = ['used', `for each ${name}`];
}
