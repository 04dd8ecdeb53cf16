import type { ScanContext } from './scan-context.js';

const FRACTIONS: Readonly<Record<string, number>> = { half: 50, third: 100 / 3, quarter: 25, fifth: 20, tenth: 10 };

/** "how many halls make up half of the sales", "… bring in 80 percent of": the first of a ranking are counted until they reach the part. */
export function ruleReached(scan: ScanContext, at: number): boolean {
  const { items, reading, has, meaning, meanings, next, use, measureAt, addMeasure } = scan;
  const reaches = has(at, 'cumulative_share') || meanings(at, 'verb').some((v) => v.of === 'metric');
  if (!reaches || !items.some((_, i) => i < at && has(i, 'count')) || reading.calculations.length > 0) return false;
  const part = partAfter(scan, at);
  if (part === null) return false;
  reading.reaches = part.percent;
  reading.connectors.push({ op: 'cumulative_share', at });
  for (let i = at; i <= part.last; i++) use(i, 'part of the whole');
  let whole = next(part.last);
  while (has(whole, 'total', 'every')) {
    use(whole, 'the whole');
    whole = next(whole);
  }
  const measure = (meaning(whole, 'metric') ?? meaning(whole, 'dataset')) ? measureAt(whole) : null;
  if (measure) {
    addMeasure(measure);
    use(whole, 'figure of the whole');
  }
  return true;
}

/** "half", "the first half of", "80 %", "a third", "two thirds": how much, in percent, and the last place that says so. */
function partAfter(
  { items, has, numberAt, next }: ScanContext,
  at: number,
): { readonly percent: number; readonly last: number } | null {
  const fraction = (i: number): number | undefined => FRACTIONS[(items[i]?.tokens[0]?.lower ?? '').replace(/s$/, '')];
  if (items[at]?.tokens.some((token) => token.lower === 'half')) return { percent: 50, last: at };
  let i = next(at);
  while (/^(first|one|a|the|top)$/.test(items[i]?.tokens.at(-1)?.lower ?? '') && i < items.length - 1) i += 1;
  const one = fraction(i);
  if (one !== undefined) return { percent: one, last: i };
  const number = numberAt(i);
  if (number === null) return null;
  const several = fraction(i + 1);
  if (several !== undefined) return { percent: number * several, last: i + 1 };
  if (items[i]?.tokens[0]?.percent) return { percent: number, last: i };
  return has(i + 1, 'share', 'unit_percent') ? { percent: number, last: i + 1 } : null;
}
