import { readTime } from '../calendar.js';
import type { ScanContext } from './scan-context.js';

/** "from June to July" of a contrast names two periods, not one: the first and the last are set against each other. */
export function splitSpan({ items, reading }: ScanContext): void {
  const span = reading.times[0];
  const grouped = reading.dimensions.some((d) => d.subject.kind === 'grain');
  if (!reading.contrast || !span || reading.times.length !== 1 || grouped) return;
  const tokens = items[span.at]?.tokens.filter((t) => !/^(from|between)$/.test(t.lower)) ?? [];
  const cut = tokens.findIndex((t) => /^(to|and|until|through)$/.test(t.lower));
  const [head, tail] = [tokens.slice(0, cut), tokens.slice(cut + 1)];
  const [first, second] = [readTime(head, 0), readTime(tail, 0)];
  if (cut <= 0 || first?.length !== head.length || second?.length !== tail.length) return;
  reading.times.splice(0, 1, { ...span, time: first.time }, { ...span, time: second.time });
}
