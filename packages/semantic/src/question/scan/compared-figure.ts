import type { MetricRef } from '@copilot/contracts';
import { worthOfEvent } from './compare-with-average.js';
import { eventMetric } from './event-metric.js';
import { leftOf } from './left-of.js';
import { measureOfNoun, namedNoun, narrowedNoun } from './narrowed-noun.js';
import type { ScanContext } from './scan-context.js';

/**
 * The figure of a comparison that names no number: the noun behind "more", up to where the other side begins, what stands before the
 * comparison, the worth or the number of what happened. The words it comes from are used up and are no figure of their own.
 */
export function comparedFigure(scan: ScanContext, at: number, until: number): MetricRef | null {
  const { items, reading, meaning, next, use } = scan;
  const words = items.slice(at, until).flatMap((item) => item.tokens.map((token) => token.lower));
  const often = words.some((word) => /^(often|frequently)$/.test(word));
  const first = scan.has(next(at), 'pronoun') ? next(next(at)) : next(at);
  const noun = until === at || often ? at : narrowedNoun(scan, first);
  const named = noun > at && noun < until && !placed(scan, at, noun) ? measureOfNoun(scan, noun) : null;
  if (named && (meaning(noun, 'dataset') ?? meaning(noun, 'metric') ?? namedNoun(scan, noun))) {
    if (namedNoun(scan, noun) === null) use(noun, 'figure of the condition');
    dropFigureBefore(scan, at, named.ref);
    return named.ref;
  }
  if (often) return eventMetric(scan);
  const left = leftOf(scan, at);
  if (left.metric) {
    dropFigureBefore(scan, at, left.metric);
    return left.metric;
  }
  const counted = scan.model.datasets.get(left.dataset ?? '');
  if (counted?.event && counted.countMetric) return { metric: counted.countMetric };
  const verb = reading.verbs.at(-1);
  if (verb) {
    reading.verbs.splice(reading.verbs.indexOf(verb), 1);
    return { metric: verb.metric };
  }
  return figureBefore(scan, at) ?? worthOfEvent(scan, at) ?? eventMetric(scan);
}

/** "more often at branch 2": what stands behind a preposition says where, not what. */
function placed({ items }: ScanContext, at: number, noun: number): boolean {
  const words = items.slice(at, noun).map((item) => item.tokens.at(-1)?.lower ?? '');
  return words.some((word) => /^(at|in|on|from|for|with|by)$/.test(word));
}

/** "for how many guests was the number of visits in June higher than …": the figure named last, besides what is counted. */
function figureBefore({ reading }: ScanContext, at: number): MetricRef | null {
  const before = reading.measures.filter((m) => m.at < at);
  const last = before.at(-1);
  const groups = reading.subject ?? reading.dimensions[0] ?? reading.countedGrain;
  if (!last?.ref.metric || (before.length < 2 && !groups)) return null;
  reading.measures.splice(reading.measures.indexOf(last), 1);
  return last.ref;
}

function dropFigureBefore({ reading }: ScanContext, at: number, ref: MetricRef): void {
  const verb = reading.verbs.findIndex((v) => v.at < at && v.at >= at - 3);
  if (verb >= 0) reading.verbs.splice(verb, 1);
  const shown = reading.measures.findIndex((m) => m.at < at && m.from !== 'count' && m.ref.metric === ref.metric);
  if (shown >= 0) reading.measures.splice(shown, 1);
}
