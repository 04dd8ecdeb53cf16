import type { ScanContext } from './scan-context.js';

/** what share of, percentage of: the figure is shown as a part of the whole. */
export function ruleShare(scan: ScanContext, at: number): boolean {
  const { items, reading, has, before, use } = scan;
  if (!has(at, 'share')) return false;
  // "% change": how the change is told.
  if (has(at + 1, 'growth') && /^(?:%|percent|percentage|pct)$/.test(items[at]?.tokens.at(-1)?.lower ?? '')) {
    use(at, 'in percent');
    return true;
  }
  if (items[before(at)]?.status === 'open' && items[before(at)]?.number !== null) return false;
  reading.calculations.push({ kind: 'share', window: null, percent: true, at, ...saidAfter(scan, at) });
  use(at, 'share of the whole');
  return true;
}

/** "what share of the visits were on a Sunday": where the part begins that is said of the whole. */
function saidAfter({ items, meaning, meanings }: ScanContext, at: number): { readonly part?: number } {
  const noun = items.findIndex((_, i) => i > at && (meaning(i, 'dataset') ?? meaning(i, 'metric')) !== undefined);
  const part = items.findIndex(
    (item, i) =>
      noun >= 0 &&
      i > noun &&
      (meanings(i, 'verb').length > 0 ||
        /^(is|are|was|were|did|do|does|come|comes|came)$/.test(item.tokens[0]?.lower ?? '')),
  );
  return part < 0 ? {} : { part };
}
