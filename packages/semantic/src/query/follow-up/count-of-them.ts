import type { SemanticQuery } from '@copilot/contracts';
import type { FollowUp, FollowUpInput } from '../follow-up.js';
import { changeQuery } from './change-query.js';
import { toCount, toList } from './turn-around.js';

/** "how many of them in Oslo?", "which ones are rated R": what was counted or listed, under one more condition. */
export function countOfThem(input: FollowUpInput, last: SemanticQuery): FollowUp | null {
  const { items, reading } = input;
  const words = items.flatMap((item) => item.tokens.map((token) => token.lower)).join(' ');
  const scalar = last.metrics.length === 1 && last.dimensions.length === 0;
  const lists =
    /\bwhich (?:ones )?of (?:them|those|these)\b/.test(words) ||
    /^(?:and |so |please )?(?:(?:which|what|who|list|name|show|give|tell)\b.*\b(?:ones?|them|those|they|names?)\b|their names\b)/.test(
      words,
    );
  const counts = /\bhow many of (?:them|those|these|that|it)\b/.test(words);
  if (!(lists || counts) || reading.conditions.length === 0) return null;
  if (reading.dimensions.length > 0 || reading.rank !== null || reading.events.some((e) => !e.verb)) return null;
  const counted = lists
    ? toList(scalar ? last : { ...last, dimensions: [], sort: [] }, input)
    : scalar
      ? last
      : toCount(last, input);
  if (!counted?.entity && lists) return null;
  if (!counted) return null;
  // "in store 5": the noun that the condition stands with is not what is counted.
  const named = new Set(reading.conditions.flatMap((c) => c.dataset ?? []));
  const measures = reading.measures.filter((m) => m.counted === null || !named.has(m.counted));
  if (measures.length > 0) return null;
  return changeQuery({ ...input, reading: { ...reading, measures, subject: null } }, counted, {
    replace: false,
    add: false,
  });
}
