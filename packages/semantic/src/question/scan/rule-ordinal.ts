import { toOrdinal } from '../tokens.js';
import { numberValue } from './number-condition.js';
import type { ScanContext } from './scan-context.js';

/** "the second store": things that are called by number are also called by their place in it. */
export function ruleOrdinal(scan: ScanContext, at: number): boolean {
  const { items, model, meaning, has, ops, use } = scan;
  const item = items[at];
  const value = item?.tokens.length === 1 ? toOrdinal(item.tokens[0]?.lower ?? '') : null;
  const noun = meaning(at + 1, 'dataset');
  const dataset = model.datasets.get(noun?.name ?? '');
  if (value === null || !dataset?.numbered || !dataset.primaryKey[0]) return false;
  if (items.some((_, i) => has(i, 'top', 'bottom', 'most', 'least', 'highest', 'lowest')) || scan.reading.rank)
    return false;
  if (ops(at).includes('last') || (items[at + 2]?.number !== null && items[at + 2]?.number !== undefined)) return false;
  use(at + 1, `${dataset.noun[0]} ${value}`);
  return numberValue(scan, at, `${dataset.name}.${dataset.primaryKey[0]}`, value);
}
