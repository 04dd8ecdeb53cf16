import { readTime } from '../calendar.js';
import type { ScanContext } from './scan-context.js';

/** "revenue growth from Q1 to Q2", "change in rentals, August vs July": one figure set against another, where no groups are named. */
export function growthOfPeriods({ items, reading }: ScanContext): void {
  const growth = reading.calculations.find((c) => c.kind === 'growth');
  if (!growth || reading.contrast) return;
  const own = reading.dimensions.findIndex((d) => d.at === growth.at);
  if (reading.dimensions.some((d, i) => d.subject.kind === 'grain' && i !== own)) return;
  const words = items.map((item) => item.tokens.map((t) => t.lower).join(' '));
  const span = reading.times.length === 1 ? (words[reading.times[0]?.at ?? -1] ?? '') : '';
  const two =
    reading.times.length === 2 && reading.times.every((t) => t.time.kind === 'range' || t.time.kind === 'yearless');
  if (!two && !/^(?!in |over |during |for |within )\S.* (to|and|until) \S/.test(span)) return;
  const percent = growth.percent || reading.calculations.some((c) => c.kind === 'share');
  reading.contrast = { kind: percent ? 'percent' : 'difference', less: false, growth: true, at: growth.at };
  if (own >= 0) reading.dimensions.splice(own, 1);
  reading.calculations.splice(
    0,
    Infinity,
    ...reading.calculations.filter((c) => c.kind !== 'growth' && c.kind !== 'share'),
  );
}

/** "from June to July" of a contrast names two periods, not one: the first and the last are set against each other. */
export function splitSpan({ items, reading }: ScanContext): void {
  const span = reading.times[0];
  const grouped = reading.dimensions.some((d) => d.subject.kind === 'grain');
  if (
    !(reading.contrast ?? reading.figureConditions.some((c) => c.sides)) ||
    !span ||
    reading.times.length !== 1 ||
    grouped
  )
    return;
  const tokens = items[span.at]?.tokens.filter((t) => !/^(from|between|the|in|for|over)$/.test(t.lower)) ?? [];
  const cut = tokens.findIndex((t) => /^(to|and|until|through)$/.test(t.lower));
  const [head, tail] = [tokens.slice(0, cut), tokens.slice(cut + 1)];
  const [first, second] = [readTime(head, 0), readTime(tail, 0)];
  if (cut <= 0 || first?.length !== head.length || second?.length !== tail.length) return;
  reading.times.splice(0, 1, { ...span, time: first.time }, { ...span, time: second.time });
}
