import { SemanticQuerySchema, type SemanticQuery } from '@copilot/contracts';
import type { FollowUp, FollowUpInput } from '../follow-up.js';
import { usePronouns } from './about-them.js';

const DIFFERENT =
  /\b(?:different|distinct|unique|separate|individual) [\w -]+ (?:is|are|was|were|does|do) (?:that|those|these|they|it|this)\b/;

/**
 * "how many separate titles are those?", after copies by store: what the rows that were counted are of, each once. Groups, conditions and time
 * stay. Null where the rows are of no such thing, or more is said.
 */
export function differentOfThem({ items, reading, model }: FollowUpInput, last: SemanticQuery): FollowUp | null {
  const words = items.flatMap((item) => item.tokens.map((token) => token.lower)).join(' ');
  const [ref, ...more] = last.metrics;
  const [counted] = reading.measures.flatMap((m) => m.counted ?? []);
  if (!DIFFERENT.test(words) || !ref?.metric || more.length > 0 || Object.keys(ref).length > 1 || !counted) return null;
  const said = [reading.conditions, reading.times, reading.dimensions, reading.figureConditions];
  if (said.some((list) => list.length > 0) || last.limit !== null || last.having?.length || last.count_groups)
    return null;
  const base = [...model.datasets.values()].find((d) => d.countMetric === ref.metric)?.name;
  const link = model.relationships.find((r) => r.from === base && r.to === counted && r.fromColumns.length === 1);
  const [column] = link?.fromColumns ?? [];
  if (base === undefined || base === counted || column === undefined) return null;
  const { calculations: _calculations, ...rest } = last;
  const query = SemanticQuerySchema.safeParse({
    ...rest,
    metrics: [{ field: `${base}.${column}`, aggregate: 'count_distinct' }],
    sort: [],
  });
  if (!query.success) return null;
  usePronouns(items);
  return { query: query.data, assumptions: [] };
}
