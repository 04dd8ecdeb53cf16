import type { ScanContext } from './scan-context.js';

/** So many times something: "twice", "half of", "80 % of", "10 % more than". */
export interface Factor {
  readonly factor: number;
  /** A percentage that something lies above (1) or below (-1) what follows; 0 for a plain multiple. */
  readonly way: 1 | -1 | 0;
  /** "20 % longer": the place of the quality that is compared. */
  readonly quality?: number;
  /** The last place that says it. */
  readonly last: number;
}

const MULTIPLES: Readonly<Record<string, number>> = { twice: 2, double: 2, thrice: 3, triple: 3, half: 0.5 };

/** Reads a multiple at a place. *Returns* null where none is said. */
export function readFactor(scan: ScanContext, at: number): Factor | null {
  const { items, has, meaning, numberAt } = scan;
  const word = wordAt(scan, at);
  const multiple = MULTIPLES[word];
  if (multiple !== undefined) return { factor: multiple, way: 0, last: at };
  const number = numberAt(at);
  if (number === null || number <= 0) return null;
  if (has(at + 1, 'times')) return { factor: number, way: 0, last: at + 1 };
  const apart = has(at + 1, 'share', 'unit_percent') && /^(%|percent|pct)( of)?$/.test(wordAt(scan, at + 1));
  if (!(items[at]?.tokens[0]?.percent ?? false) && !apart) return null;
  const last = apart ? at + 1 : at;
  const quality = meaning(last + 1, 'quality');
  if (quality && /er$/.test(wordAt(scan, last + 1)))
    return { factor: 1 + (quality.more ? number : -number) / 100, way: quality.more ? 1 : -1, last, quality: last + 1 };
  if (has(last + 1, 'more', 'gt', 'above_average')) return { factor: 1 + number / 100, way: 1, last };
  if (has(last + 1, 'fewer', 'lt', 'below_average')) return { factor: 1 - number / 100, way: -1, last };
  return /\bof$/.test(wordAt(scan, last)) || wordAt(scan, last + 1) === 'of'
    ? { factor: number / 100, way: 0, last }
    : null;
}

function wordAt({ items }: ScanContext, at: number): string {
  return items[at]?.tokens.map((token) => token.lower).join(' ') ?? '';
}
