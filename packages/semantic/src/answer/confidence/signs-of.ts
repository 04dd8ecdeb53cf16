import type { Filter, SemanticQuery, Word } from '@copilot/contracts';
import { editDistance } from '../../question/edit-distance.js';

/** What an answer shows that may tell how far its reading can be trusted; every sign is a count or a yes (1) or no (0). */
export interface Signs {
  /** Words that were read as another one. */
  readonly corrections: number;
  /** By how many letters beyond the first they differ, all together. */
  readonly distance: number;
  readonly assumptions: number;
  /** Words of five letters and more that were passed over. */
  readonly passedOver: number;
  /** Words of the question beyond eight. */
  readonly length: number;
  readonly conditions: number;
  readonly groups: number;
  readonly listing: number;
  readonly ranked: number;
  /** Conditions on what else a thing has, did or never did; all or any of several. What stands inside one was read with it. */
  readonly nested: number;
  /** It was asked after an answer that it may lean on. */
  readonly leaning: number;
}

/** From what every answer carries, so that a reader can check it: words, assumptions, and the query that was understood. */
export function signsOf({
  words,
  assumptions,
  query,
  leaning,
}: {
  readonly words: readonly Word[];
  readonly assumptions: readonly string[];
  readonly query: SemanticQuery;
  readonly leaning: boolean;
}): Signs {
  const corrected = words.filter((word) => word.status === 'assumed');
  const filters = [...query.filters, ...query.metrics.flatMap((metric) => metric.filters ?? [])];
  return {
    corrections: corrected.length,
    distance: corrected.reduce((sum, word) => sum + Math.max(0, distanceOf(word) - 1), 0),
    assumptions: assumptions.length,
    passedOver: words.filter((word) => word.status === 'ignored' && /[a-z]{5}/i.test(word.text)).length,
    length: Math.max(0, words.flatMap((word) => word.text.split(' ')).length - 8),
    conditions:
      filters.filter((f) => f.kind === 'compare').length + (query.having?.length ?? 0) + (query.time_range ? 1 : 0),
    groups: query.dimensions.length,
    listing: query.entity ? 1 : 0,
    ranked: query.limit === null ? 0 : 1,
    nested: new Set(filters.filter((f) => f.kind !== 'compare' && f.kind !== 'named').map(withoutTime)).size,
    leaning: leaning ? 1 : 0,
  };
}

/** "in May, in June and in July": what is said of several times is one condition, said once. */
function withoutTime(filter: Filter): string {
  if (filter.kind !== 'exists' || filter.negate) return JSON.stringify(filter);
  const { label: _label, filters, ...rest } = filter;
  return JSON.stringify({ ...rest, filters: filters.filter((f) => f.kind !== 'time') });
}

function distanceOf(word: Word): number {
  const read = /\(read as "([^"]+)"\)/.exec(word.as ?? '')?.[1];
  const typed = word.text.toLowerCase();
  // A word that is cut short is not misspelt.
  return read === undefined || read.toLowerCase().startsWith(typed) ? 1 : editDistance(typed, read.toLowerCase(), 4);
}
