import type { ScanContext } from './scan-context.js';

/** "with its rank", "and show the rank next to the count": the place of each group in the order is shown beside its figure. */
export function ruleRankShown(scan: ScanContext, at: number): boolean {
  const { items, reading, has, use } = scan;
  const word = (i: number): string => items[i]?.tokens.map((token) => token.lower).join(' ') ?? '';
  if (!/^(rank|ranks|ranking|position|positions|place in the order)$/.test(word(at))) return false;
  const led = items
    .slice(Math.max(0, at - 3), at)
    .some((item) =>
      /^(with|and|show|plus|give|include|including|add|adding|beside|alongside|also|their|its|the)$/.test(
        item.tokens.at(-1)?.lower ?? '',
      ),
    );
  if (at === 0 || !led) return false;
  reading.calculations.push({ kind: 'rank', window: null, percent: false, at });
  use(at, 'rank shown');
  if (has(at + 1, 'versus')) {
    use(at + 1, 'rank shown');
    for (let i = at + 2; i <= at + 3; i++)
      if (has(i, 'count') || scan.meaning(i, 'metric') || word(i) === 'figure') use(i, 'rank shown');
  }
  return true;
}
