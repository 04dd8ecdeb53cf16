import type { ScanContext } from './scan-context.js';

/** what share of, percentage of: the figure is shown as a part of the whole. */
export function ruleShare(scan: ScanContext, at: number): boolean {
  const { items, reading, has, before, use } = scan;
  if (!has(at, 'share')) return false;
  if (items[before(at)]?.status === 'open' && items[before(at)]?.number !== null) return false;
  reading.calculations.push({ kind: 'share', window: null, percent: true, at });
  use(at, 'share of the whole');
  return true;
}
