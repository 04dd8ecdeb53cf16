import type { SemanticQuery } from '@copilot/contracts';
import type { Clock } from '../question/resolve-time.js';
import { formatCell } from './format.js';
import { outsideData } from './why-empty.js';

/** Says so where the data begin or end within the period that was asked about. */
export function partlyCovered(query: SemanticQuery, clock: Clock): string[] {
  const { time_range: range } = query;
  const span = range ? clock.get(range.member) : undefined;
  if (!range || !span || outsideData(query, clock)) return [];
  const [first, last] = [span.min.slice(0, 10), span.max.slice(0, 10)];
  // A grid of whole months says nothing about days.
  if (first.endsWith('-01') && last.endsWith('-01')) return [];
  const begins = range.from !== null && range.from.slice(0, 10) < first;
  const ends = range.to !== null && range.to.slice(0, 10) > nextDay(last);
  const date = (day: string): string => formatCell(day, { format: 'date' });
  if (begins && ends) return [`The data run from ${date(first)} to ${date(last)} only.`];
  if (begins) return [`The data begin on ${date(first)}, within the period asked about.`];
  return ends ? [`The data end on ${date(last)}, within the period asked about.`] : [];
}

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
