import type { Calculation } from '@copilot/contracts';
import type { Change } from './change-query.js';

const KINDS = {
  share: 'share',
  running: 'running',
  moving: 'moving_average',
  growth: 'change_percent',
  rank: 'rank',
} as const;

/**
 * "as a share", "compared with the month before": what is computed over the groups shown.
 * *Returns* whether the time that was said is what the groups are compared with, so that it narrows nothing; null when a comparison with
 * that time cannot be read.
 */
export function changeCalculations(change: Change): boolean | null {
  const { reading } = change.input;
  const compares = reading.connectors.some((c) => c.op === 'compare' || c.op === 'versus');
  const compared = compares && reading.times.length > 0;
  if (change.dimensions.length === 0) return compared ? null : false;
  // "of all visits", after those of two towns only: the whole is more than what is shown.
  if (reading.calculations.some((c) => c.kind === 'share') && ofMoreThanShown(change)) return null;
  for (const c of reading.calculations) {
    const kind = c.kind === 'cumulative' ? null : KINDS[c.kind];
    if (kind) lay(change, { kind, metric: 0, ...(kind === 'moving_average' ? { window: c.window ?? 3 } : {}) });
  }
  if (!compared) return false;
  if (!saysPeriodBefore(change) || reading.measures.length > 0 || reading.conditions.length > 0) return null;
  lay(change, { kind: 'change', metric: 0 });
  lay(change, { kind: 'change_percent', metric: 0 });
  change.assumptions.push('Each period is compared with the one before it.');
  return true;
}

function ofMoreThanShown({ input, filters, dimensions }: Change): boolean {
  const words = input.items.flatMap((item) => item.tokens.map((token) => token.lower)).join(' ');
  const shown = dimensions.map((d) => d.member);
  return (
    /\bof (?:all|the|our|every)\b/.test(words) && filters.some((f) => f.kind === 'compare' && shown.includes(f.member))
  );
}

function lay(change: Change, calculation: Calculation): void {
  change.calculations = [...(change.calculations ?? []).filter((x) => x.kind !== calculation.kind), calculation];
  change.touched = true;
}

/** "the month before" beside months: the period said is as long as those shown, and relative to them. */
function saysPeriodBefore({ input, dimensions }: Change): boolean {
  const [time, ...more] = input.reading.times;
  const grain = dimensions.find((d) => d.grain)?.grain;
  const words = input.items.flatMap((item) => item.tokens.map((t) => t.lower)).join(' ');
  if (!time || more.length > 0 || !grain) return false;
  return new RegExp(`\\b(?:${grain} (?:before|earlier)|(?:previous|prior|last) ${grain})\\b`).test(words);
}
