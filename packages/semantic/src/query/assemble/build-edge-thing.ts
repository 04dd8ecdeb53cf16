import { SemanticQuerySchema } from '@copilot/contracts';
import { chooseJoinPath, fansOut } from '../../plan/join-path.js';
import { resolveTime } from '../../question/resolve-time.js';
import type { Assembled, Assembly } from './assembly.js';
import { mergeAlternatives } from './merge-alternatives.js';

/** "the last record ADA NORTH bought": what happened, latest first, with the thing that it happened to. Null where more is asked. */
export function buildEdgeThing(assembly: Assembly): Assembled | null {
  const { reading, model, clock, previousTime, assumptions } = assembly;
  const edge = reading.edgeThing;
  const label = model.datasets.get(edge?.thing ?? '')?.label[0];
  const time = model.datasets.get(edge?.event ?? '')?.defaultTime;
  if (!edge || label === undefined || !time) return null;
  const others = [reading.dimensions, reading.figureConditions, reading.calculations, reading.sets];
  const unsure: Assembled = { gap: { code: 'unsure', hint: '' } };
  const events = reading.events.every((e) => e.dataset === edge.event && !e.negated);
  if (others.some((list) => list.length > 0) || reading.measures.length > 0 || reading.rank || !events) return unsure;
  const filters = mergeAlternatives(reading.conditions).map((c) => c.filter);
  const near = reading.conditions.every(({ dataset }) => {
    const path = chooseJoinPath(model, edge.event, dataset ?? '');
    return (
      path !== null && (!fansOut(path) || path.every((h) => h.direction === 'one' || model.datasets.get(h.to)?.bridge))
    );
  });
  const [said, ...more] = reading.times;
  if (!near || more.length > 0 || said?.negated) return unsure;
  const resolved = said ? resolveTime(said.time, `${edge.event}.${time}`, clock, previousTime) : null;
  if (resolved?.assumption) assumptions.push(resolved.assumption);
  const asked = reading.attributes.flatMap((a) => a.members);
  const attributes = [...new Set([`${edge.thing}.${label}`, ...asked, `${edge.event}.${time}`])];
  const query = SemanticQuerySchema.safeParse({
    entity: edge.event,
    attributes,
    filters: [...filters, ...(resolved?.filters ?? [])],
    time_range: resolved?.range ?? null,
    sort: [{ by: `attribute:${attributes.indexOf(`${edge.event}.${time}`)}`, direction: edge.direction }],
    limit: Math.min(200, Math.max(1, edge.count)),
    ...(edge.count === 1 ? { with_ties: true } : {}),
  });
  return query.success ? { draft: { query: query.data, assumptions, doubts: assembly.doubts } } : unsure;
}
