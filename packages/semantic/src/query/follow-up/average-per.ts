import { SemanticQuerySchema, type SemanticQuery } from '@copilot/contracts';
import type { FollowUp, FollowUpInput } from '../follow-up.js';
import { usePronouns } from './about-them.js';

/** "and per member, on average?", after a total: the same figure, taken for each of them and averaged; conditions and groups stay. */
export function averagePer({ items, reading, model }: FollowUpInput, last: SemanticQuery): FollowUp | null {
  const [group, ...more] = reading.dimensions;
  const [ref, ...others] = last.metrics;
  const metric = model.metrics.get(ref?.metric ?? '');
  if (reading.aggregate?.aggregate !== 'avg' || more.length > 0 || others.length > 0 || !ref || !metric) return null;
  const thing = group?.subject.kind === 'dataset' ? model.datasets.get(group.subject.dataset) : undefined;
  if (!group?.per || !thing || thing.event || thing.bridge || thing.name === metric.dataset) return null;
  if (!/^(count|sum)$/.test(metric.aggregate) || ref.aggregate || ref.per || ref.over || ref.filters) return null;
  if (last.limit !== null || last.having?.length || last.calculations?.length) return null;
  if (last.dimensions.some((d) => d.member.startsWith(`${thing.name}.`) && isName(d.member, thing))) return null;
  const said = [reading.conditions, reading.times, reading.measures, reading.attributes, reading.events];
  if (said.some((list) => list.length > 0) || reading.rank !== null) return null;
  const query = SemanticQuerySchema.safeParse({
    ...last,
    metrics: [{ metric: metric.name, aggregate: 'avg', per: thing.name }],
  });
  if (!query.success) return null;
  for (const item of items)
    if (item.status === 'open' && item.meanings.some((m) => m.kind === 'operator'))
      [item.status, item.as] = ['used', `average per ${thing.noun[0]}`];
  usePronouns(items);
  return { query: query.data, assumptions: [] };
}

function isName(
  member: string,
  thing: { readonly label: readonly string[]; readonly primaryKey: readonly string[] },
): boolean {
  const field = member.split('.')[1] ?? '';
  return thing.label.includes(field) || thing.primaryKey.includes(field);
}
