import type { SemanticQuery, Sort } from '@copilot/contracts';
import type { Grouped } from './grouped.js';
import type { Key } from './keys.js';

/** Time goes forward; everything else is ranked by its first figure. */
export function defaultSorts(query: SemanticQuery, grouped: Grouped): readonly Sort[] {
  if (query.sort.length > 0) return query.sort;
  const times = query.dimensions.flatMap((d, i) => (d.grain ? [i] : []));
  if (times.length > 0) return times.map((i): Sort => ({ by: `dimension:${i}`, direction: 'asc' }));
  if (query.dimensions.some((d) => d.buckets || d.ranges || d.bucket_width))
    return query.dimensions.flatMap((d, i) =>
      d.buckets || d.ranges || d.bucket_width ? [{ by: `dimension:${i}`, direction: 'asc' as const }] : [],
    );
  return grouped.figures.length > 0 ? [{ by: 'metric:0', direction: 'desc' }] : [];
}

/** The keys that one dimension became; a time of several parts has several. */
export function dimensionKeys(query: SemanticQuery, grouped: Grouped, at: number): Key[] {
  let dimension = -1;
  let before: string | null = null;
  const out: Key[] = [];
  for (const key of grouped.keys) {
    const id = `${key.dimension}@${key.grain ?? ''}`;
    if (id !== before) dimension += 1;
    before = id;
    if (dimension === at) out.push(key);
  }
  return out;
}

/** The same in the order in which they sort: a thing goes by its name, and its key only keeps namesakes apart. */
export function keysToSortBy(query: SemanticQuery, grouped: Grouped, at: number): Key[] {
  const keys = dimensionKeys(query, grouped, at);
  const names = keys.filter((key) => key.format !== 'id');
  return [...names, ...keys.filter((key) => key.format === 'id')];
}

/** The direction in SQL; a missing figure is never the highest. */
export function direction(sort: Sort): string {
  return sort.direction === 'desc' ? 'DESC NULLS LAST' : 'ASC';
}
