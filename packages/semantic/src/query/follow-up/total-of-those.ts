import type { SemanticQuery, Turn } from '@copilot/contracts';
import type { FollowUp, FollowUpInput } from '../follow-up.js';
import { refersToRows, rowsFilter, usePronouns } from './about-them.js';

const TOTAL =
  /^(?:total|sum|altogether|overall|sum of|total of|in total|in all|grand total|all together|together|combined|added up)$/;
const BESIDE =
  /^(?:and|so|ok|what|what be|whats|what s|is|s|was|be|the|a|of|for|those|these|them|that|all|all of|it|they|how much|how many|make|do|does|just|only|come to|comes to|please|now|show|give|me|us|in|up|to)$/;

/** "what is their sum?", after figures by group: one figure for all groups that were shown, where it adds up. */
export function totalOfThose(
  { items, reading, model }: FollowUpInput,
  last: SemanticQuery,
  turn: Turn,
): FollowUp | null {
  const words = items.map((item) => item.tokens.map((token) => token.lower).join(' '));
  if (!words.some((word) => TOTAL.test(word)) || !words.every((word) => TOTAL.test(word) || BESIDE.test(word)))
    return null;
  if (last.dimensions.length === 0 || last.metrics.length === 0 || reading.measures.length > 0) return null;
  const addsUp = last.metrics.every((ref) => {
    const metric = model.metrics.get(ref.metric ?? '');
    return metric !== undefined && /^(count|sum)$/.test(metric.aggregate) && !ref.aggregate && !ref.per && !ref.over;
  });
  if (!addsUp || last.count_groups || last.fold) return null;
  const picked = last.limit !== null || (last.having?.length ?? 0) > 0;
  const rows = picked && refersToRows(turn) ? rowsFilter(turn, model) : null;
  if (picked && !rows) return null;
  for (const item of items) if (item.status === 'open') [item.status, item.as] = ['used', 'total of the answer before'];
  usePronouns(items);
  const { having: _having, limit_per: _limitPer, with_ties: _ties, calculations: _calculations, ...rest } = last;
  return {
    query: { ...rest, dimensions: [], sort: [], limit: null, filters: [...last.filters, ...(rows ? [rows] : [])] },
    assumptions: [],
  };
}
