import type { Measure } from '../reading.js';
import type { ScanContext } from './scan-context.js';

/**
 * The noun that a run of words tells more of: "Comedy films", "active members", "PG or PG-13 discs". A named condition that is a noun of its
 * own ("late returns") is that noun. *Returns* the place itself where nothing narrows it.
 */
export function narrowedNoun(scan: ScanContext, at: number): number {
  const { items, has, meaning, next } = scan;
  let i = at;
  if (leadsAway(scan, at)) return at;
  while (i < items.length && i - at < 6 && !isNoun(scan, i)) {
    const joins = has(i, 'and', 'or') && narrows(scan, next(i));
    if (!joins && !narrows(scan, i) && !(i > at && meaning(i, 'adjective'))) break;
    i = next(i);
    if (i < items.length && leadsAway(scan, i)) return at;
  }
  if (namesValue(scan, i)) return at;
  return i > at && isNoun(scan, i) ? i : at;
}

/** "most in the Horror category": what stands behind a preposition is said of something else. */
function leadsAway({ items }: ScanContext, at: number): boolean {
  for (let i = at - 1; i >= 0 && items[i]?.filler; i--)
    if (/^(of|in|on|at|for|from|with|among|within)$/.test(items[i]?.tokens.at(-1)?.lower ?? '')) return true;
  return false;
}

/** "the Horror category": the noun only says what the name before it is the name of. */
function namesValue({ items, model, meaning }: ScanContext, at: number): boolean {
  const dataset = model.datasets.get(meaning(at, 'dataset')?.name ?? '');
  const labels = dataset?.label.map((name) => `${dataset.name}.${name}`) ?? [];
  const singular = !/s$/.test(items[at]?.tokens.at(-1)?.lower ?? '');
  return singular && (items[at - 1]?.values.some((v) => labels.includes(v.member)) ?? false);
}

/** The figure that a noun stands for, a named condition that is a noun among them: how many of its rows there are. */
export function measureOfNoun(scan: ScanContext, at: number): Measure | null {
  const dataset = namedNoun(scan, at);
  return dataset ? scan.countOf({ kind: 'dataset', dataset }, at) : scan.measureAt(at);
}

/** "late returns": the dataset whose rows a named condition calls by a noun of its own. */
export function namedNoun({ items, model, meaning, meanings }: ScanContext, at: number): string | null {
  if (meaning(at, 'dataset') || !/[^s]s$/.test(items[at]?.tokens.at(-1)?.lower ?? '')) return null;
  const filter = meanings(at, 'named')
    .map((m) => model.namedFilters.get(m.name))
    .find((f) => f?.noun === true);
  return filter && items[at] && items[at].tokens.length > 1 ? filter.dataset : null;
}

function isNoun(scan: ScanContext, at: number): boolean {
  const { meaning } = scan;
  const own = namedNoun(scan, at) !== null && !meaning(at + 1, 'dataset');
  return own || meaning(at, 'dataset') !== undefined || (scan.field(at)?.entity ?? false);
}

function narrows({ items, has, meaning }: ScanContext, at: number): boolean {
  return meaning(at, 'named') !== undefined || (items[at]?.values.length ?? 0) > 0 || has(at, 'distinct');
}
