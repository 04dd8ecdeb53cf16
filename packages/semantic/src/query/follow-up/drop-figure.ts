import { SemanticQuerySchema, type SemanticQuery } from '@copilot/contracts';
import type { FollowUp, FollowUpInput } from '../follow-up.js';
import { withoutNouns } from './without-nouns.js';

const DROPS =
  /^(?:(?:and|now|please|ok|then|but) )*(?:without|drop|remove|hide|leave out|leave off|take out|take away|no need for|lose|skip|omit)\b/;

/** "without the count", "drop the average length": of several figures that were shown, the one that is named is shown no more. Null when more is said. */
export function dropFigure({ items, reading }: FollowUpInput, last: SemanticQuery): FollowUp | null {
  const text = items.flatMap((item) => item.tokens.map((token) => token.lower)).join(' ');
  if (!DROPS.test(text) || last.metrics.length < 2 || (last.calculations?.length ?? 0) > 0) return null;
  const others = [reading.conditions, reading.times, reading.dimensions, reading.events, reading.figureConditions];
  if (others.some((list) => list.length > 0) || reading.rank !== null || (last.having?.length ?? 0) > 0) return null;
  const said = new Set(
    items.flatMap((item) =>
      item.meanings.flatMap((m) => (m.kind === 'metric' ? [m.name] : m.kind === 'field' ? [m.member] : [])),
    ),
  );
  const counted = items.some((item) => item.tokens.some((token) => /^(counts?|numbers?)$/.test(token.lower)));
  const gone = last.metrics.filter((ref) =>
    [ref.metric, ref.field].some((name) => name !== undefined && (said.has(name) || (counted && /_count$/.test(name)))),
  );
  const metrics = last.metrics.filter((ref) => !gone.includes(ref));
  if (gone.length !== 1 || metrics.length === 0) return null;
  const sorted = Number(/^metric:(\d+)$/.exec(last.sort[0]?.by ?? '')?.[1] ?? 0);
  // What the rows are ranked by cannot go while only the first of them are shown.
  if (last.limit !== null && last.metrics[sorted] === gone[0]) return null;
  const query = SemanticQuerySchema.safeParse({
    ...last,
    metrics,
    sort: last.sort.filter((s) => !s.by.startsWith('metric:')),
  });
  if (!query.success) return null;
  for (const item of items) [item.status, item.as] = ['used', 'a figure less'];
  return { query: query.data, assumptions: [], reading: withoutNouns(reading) };
}
