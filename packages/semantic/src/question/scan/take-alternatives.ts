import type { MetricRef } from '@copilot/contracts';
import type { ScanContext } from './scan-context.js';

/**
 * "Are PG films longer than R films", "which is cheaper, an Action or a Drama film": two values are set against each other by a quality,
 * an average where the quality is a field. *Returns* false where no two values of one kind are named.
 */
export function takeAlternatives(
  scan: ScanContext,
  at: number,
  quality: { readonly of: 'field' | 'metric'; readonly name: string; readonly more: boolean },
): boolean {
  const { reading, items, has, next, use, addMeasure } = scan;
  if (!namesTwo(scan)) return false;
  const ref: MetricRef = quality.of === 'metric' ? { metric: quality.name } : { field: quality.name, aggregate: 'avg' };
  reading.rank = { direction: quality.more ? 'desc' : 'asc', count: 1, offset: 0, at };
  reading.rankMeasure = ref;
  reading.setAgainst = true;
  addMeasure({ ref, from: 'noun', at, counted: null });
  if (quality.of === 'field') {
    reading.aggregate = null;
    for (const [i] of items.entries()) if (has(i, 'average') && (i === next(at) || i < at)) use(i, 'average');
  }
  if (has(next(at), 'than')) {
    use(next(at), 'compared with');
    reading.connectors.push({ op: 'than', at: next(at) });
  }
  use(at, `by ${quality.name.split('.').at(-1)?.replaceAll('_', ' ') ?? ''}`);
  return true;
}

/** Whether the question names two values of one field, two periods, or two of what is called by number. */
export function namesTwo({ items, model, meaning }: ScanContext, between?: number): boolean {
  const found: { readonly kind: string; readonly at: number }[] = items.flatMap((item, at) => {
    const numbered = model.datasets.get(meaning(at - 1, 'dataset')?.name ?? '')?.numbered ? 'number' : null;
    return [
      ...new Set([
        ...item.values.map((v) => v.member),
        ...(item.time ? [item.time.kind] : []),
        ...(item.number !== null && numbered ? [numbered] : []),
      ]),
    ].map((kind) => ({ kind, at }));
  });
  return found.some((a) =>
    found.some(
      (b) => a.kind === b.kind && a.at < b.at && (between === undefined || (a.at < between && between < b.at)),
    ),
  );
}
