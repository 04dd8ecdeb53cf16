import type { TimeGrain } from '@copilot/contracts';
import type { ScanContext } from './scan-context.js';

/** running total, moving average, month over month, growth: what is computed over the groups. */
export function ruleCalculation(scan: ScanContext, at: number): boolean {
  const { items, reading, has, meaning, use } = scan;
  if (has(at, 'running')) {
    if (!reading.calculations.some((c) => c.kind === 'running'))
      reading.calculations.push({ kind: 'running', window: null, percent: false, at });
    if (/\b(sum|total) of$/.test(items[at]?.tokens.map((t) => t.lower).join(' ') ?? '')) reading.sumOf = at;
    use(at, 'running total');
    return true;
  }
  if (has(at, 'moving')) {
    const days = items.slice(Math.max(0, at - 3), at + 4).find((item) => item.number !== null);
    if (days) [days.status, days.as] = ['used', 'window'];
    reading.calculations.push({ kind: 'moving', window: days?.number ?? 3, percent: false, at });
    use(at, 'moving average');
    for (const i of [at - 1, at + 1, at + 2]) {
      const grain = meaning(i, 'grain');
      if (!grain || items[i]?.status !== 'open' || items[i - 1] !== days) continue;
      reading.dimensions.push({ subject: { kind: 'grain', grain: grain.grain as TimeGrain }, at: i, per: false });
      use(i, 'window');
    }
    return true;
  }
  if (has(at, 'period_over_period')) {
    reading.calculations.push({ kind: 'growth', window: null, percent: false, at });
    const grain = /^(?:from )?(month|week|quarter|day|year)|^([mwqy])o/.exec(
      items[at]?.tokens.map((t) => t.lower).join(' ') ?? '',
    );
    const unit =
      grain?.[1] ??
      ({ m: 'month', w: 'week', q: 'quarter', y: 'year' } as Record<string, string>)[grain?.[2] ?? ''] ??
      'month';
    reading.dimensions.push({ subject: { kind: 'grain', grain: unit as TimeGrain }, at, per: false });
    use(at, 'change from one period to the next');
    return true;
  }
  if (has(at, 'growth') && fallsOn(scan, at)) {
    use(at, 'lies in');
    return true;
  }
  if (has(at, 'growth')) {
    reading.calculations.push({
      kind: 'growth',
      window: null,
      percent: /growth|grow/.test(items[at]?.tokens[0]?.lower ?? ''),
      at,
    });
    use(at, 'change from one period to the next');
    return true;
  }
  return false;
}

/** "payments that fall on a Sunday", "costs that fall between 5 and 9": where something lies, not how it moves. */
function fallsOn({ items, has, numberAt, next }: ScanContext, at: number): boolean {
  if (!items[at]?.tokens[0]?.forms.has('fall')) return false;
  const word = items[at + 1]?.tokens[0]?.lower ?? '';
  const placed = items[at + 1]?.time !== null ? (items[at + 1]?.tokens[0]?.lower ?? '') : word;
  if (/^(on|within|into|under|inside)$/.test(placed)) return true;
  if (has(at + 1, 'between')) return numberAt(next(at + 1)) !== null;
  const said =
    /^(that|which)$/.test(items[at - 1]?.tokens.at(-1)?.lower ?? '') || items[at]?.tokens[0]?.lower === 'falling';
  return /^(in|during|between|from)$/.test(placed) && (said || items.some((_, i) => i < at && has(i, 'count')));
}
