import { SemanticQuerySchema, type SemanticQuery } from '@copilot/contracts';
import type { FollowUp, FollowUpInput } from '../follow-up.js';
import { usePronouns } from './about-them.js';

/** "the shortest of these", after a list: the first of the things listed, by a field of theirs. Null when more is said. */
export function pickOfThem({ items, reading, model }: FollowUpInput, last: SemanticQuery): FollowUp | null {
  const { rank, rankMeasure } = reading;
  const entity = model.datasets.get(last.entity ?? '');
  const field = rankMeasure?.field;
  const points = items.some((item) =>
    item.meanings.some((m) => m.kind === 'operator' && (m.op === 'pronoun' || m.op === 'same')),
  );
  if (!entity || !rank || !field?.startsWith(`${entity.name}.`) || !points || rank.offset > 0) return null;
  const said = [
    reading.conditions,
    reading.times,
    reading.measures,
    reading.dimensions,
    reading.events,
    reading.figureConditions,
  ];
  if (said.some((list) => list.length > 0) || last.limit !== null) return null;
  if (reading.attributes.some((a) => a.members.some((m) => !m.startsWith(`${entity.name}.`)))) return null;
  const attributes = [...new Set([...(last.attributes ?? []), ...reading.attributes.flatMap((a) => a.members), field])];
  const count = rank.count ?? 1;
  const query = SemanticQuerySchema.safeParse({
    ...last,
    attributes,
    sort: [{ by: `attribute:${attributes.indexOf(field)}`, direction: rank.direction }],
    limit: Math.min(200, Math.max(1, count)),
    ...(count === 1 ? { with_ties: true } : {}),
  });
  if (!query.success) return null;
  for (const item of items)
    if (item.status === 'open' && item.meanings.some((m) => m.kind === 'operator'))
      [item.status, item.as] = ['used', 'of the answer before'];
  usePronouns(items);
  return { query: query.data, assumptions: [`Those ${entity.noun[1]} of the answer before are meant.`] };
}
