import type { Reading } from '../reading.js';
import type { ScanContext } from './scan-context.js';

type Group = Reading['dimensions'][number];

/**
 * "each hall's share of each month's takings", "percentage of visits by town within every month": of two groups one is the whole that the
 * parts of the other add up to. Which of them is told by the words that lead to it; where none does, everything is the whole.
 */
export function shareWithin(scan: ScanContext): void {
  const { reading } = scan;
  const index = reading.calculations.findIndex((c) => c.kind === 'share');
  const share = reading.calculations[index];
  if (!share || reading.dimensions.length + (reading.subject ? 1 : 0) < 2) return;
  const ranked = [...reading.dimensions]
    .map((group) => ({ group, weight: weightOf(scan, group, share.at) }))
    .sort((a, b) => b.weight - a.weight);
  const [first, second] = ranked;
  if (!first || first.weight === 0 || first.weight === second?.weight) return;
  reading.calculations.splice(index, 1, { ...share, within: first.group.subject });
}

/** How clearly the words before and behind a group say that it is the whole. */
function weightOf({ items, reading }: ScanContext, { at, subject }: Group, share: number): number {
  const word = (i: number): string => items[i]?.tokens.map((token) => token.lower).join(' ') ?? '';
  const lead = `${word(at - 2)} ${word(at - 1)}`.trim();
  const owns = /^'?s$/.test(word(at + 1));
  if (/(?:^| )(?:within|inside)(?: each| every| a| the)?$/.test(lead)) return 4;
  if (at > share && owns && /(?:^| )(?:in|during|of) (?:each|every)$/.test(lead)) return 3;
  if (at > share && /(?:^| )of (?:each|every)$/.test(lead) && reading.dimensions.some((d) => d.at < share)) return 3;
  if (at > share && /(?:^| )(?:in|during) (?:each|every|a)$/.test(lead)) return 1;
  const whole = items.some((_, i) => i > share && /^(?:total|overall|all|entire|whole)$/.test(word(i)));
  const leads = /(?:^| )(?:for|in) (?:each|every)$/.test(lead) && at < share && !whole;
  const parts = reading.dimensions.filter((d) => d.subject !== subject);
  // "share of visits by town for each hall"
  if (
    at > share &&
    /(?:^| )for (?:each|every)$/.test(lead) &&
    !whole &&
    parts.every((d) => /^(?:by|per)$/.test(word(d.at - 1)))
  )
    return 1;
  return leads && parts.every((d) => d.at > at) && items.slice(at, share).some((item) => item.tokens[0]?.apart) ? 2 : 0;
}
