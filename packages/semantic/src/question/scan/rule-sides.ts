import type { MetricRef } from '@copilot/contracts';
import type { FigureCondition } from '../reading.js';
import { comparedFigure } from './compared-figure.js';
import { readFactor } from './read-factor.js';
import type { ScanContext } from './scan-context.js';
import { asksForThings } from './things-asked.js';

/**
 * "guests who paid more in June than in May", "days on which branch 1 had twice as many visits as branch 2": each of the things asked for
 * has a figure on two sides, and the one is a bound for the other. The sides are two values, times or numbers of one kind around the "than".
 */
export function ruleSides(scan: ScanContext, at: number): boolean {
  const said = multipleAt(scan, at) ?? comparisonAt(scan, at);
  if (!said || !asksForThings(scan, at) || !sidesAround(scan, said.than)) return false;
  const { reading, items, has, use } = scan;
  const measure = comparedFigure(scan, said.more, said.than);
  if (!measure) return false;
  const { op, value, sides } = said;
  reading.figureConditions.push({ at, op, values: [value], measure, against: null, sides });
  for (let i = at; i <= said.more; i++) use(i, 'compared with');
  for (let i = said.more + 1; i <= said.than; i++)
    if (i === said.than || has(i, 'more', 'fewer') || /^(often|frequently)$/.test(items[i]?.tokens[0]?.lower ?? ''))
      use(i, 'compared with');
  repeatedNoun(scan, said.than, measure);
  return true;
}

interface Comparison extends Pick<FigureCondition, 'op'> {
  /** The place behind which what is compared may be named. */
  readonly more: number;
  readonly than: number;
  readonly value: number;
  readonly sides: NonNullable<FigureCondition['sides']>;
}

/** "more … than", "fewer … than", "higher than". */
function comparisonAt(scan: ScanContext, at: number): Comparison | null {
  const { items, has } = scan;
  if (has(at - 1, 'count', 'how_much', 'how_often')) return null;
  if (has(at, 'gt', 'lt') && /\bthan$/.test(wordsAt(scan, at)) && scan.numberAt(scan.next(at)) === null)
    return { more: at, than: at, op: has(at, 'lt') ? 'lt' : 'gt', value: 0, sides: 'difference' };
  if (!has(at, 'more', 'fewer')) return null;
  const than = items.findIndex((_, i) => i > at && i <= at + 8 && has(i, 'than'));
  return than < 0 ? null : { more: at, than, op: has(at, 'fewer') ? 'lt' : 'gt', value: 0, sides: 'difference' };
}

const BOUNDS = ['gt', 'gte', 'lt', 'lte'] as const;

/** "(more than) twice as many … as", "at least 10 % more … than": the one side is so many times the other. */
function multipleAt(scan: ScanContext, at: number): Comparison | null {
  const { items, ops, has, next } = scan;
  const op = BOUNDS.find((one) => ops(at).includes(one));
  const factor = readFactor(scan, op ? next(at) : at);
  if (!factor) return null;
  if (factor.way !== 0) {
    const more = factor.last + 1;
    const than = /\bthan$/.test(wordsAt(scan, more)) ? more : items.findIndex((_, i) => i > more && has(i, 'than'));
    const value = Math.round((factor.factor - 1) * 1e4) / 100;
    const bound = op ?? 'gte';
    const turned = ({ gt: 'lt', gte: 'lte', lt: 'gt', lte: 'gte' } as const)[bound];
    return than < 0 ? null : { more, than, op: factor.way > 0 ? bound : turned, value, sides: 'percent' };
  }
  const many = factor.last + 2;
  if (wordsAt(scan, factor.last + 1) !== 'as' || !/^(many|much|often|frequently|high)$/.test(wordsAt(scan, many)))
    return null;
  const than = items.findIndex((_, i) => i > many && i <= many + 8 && wordsAt(scan, i) === 'as');
  return than < 0 ? null : { more: factor.last + 1, than, op: op ?? 'gte', value: factor.factor, sides: 'ratio' };
}

/** Whether two of a kind stand on either side: times, values of one field, numbers of what is called by number, a condition and its opposite. */
function sidesAround({ items, model, meaning }: ScanContext, than: number): boolean {
  const kinds = items.map((item, at) => {
    const numbered = model.datasets.get(meaning(at - 1, 'dataset')?.name ?? '')?.numbered && item.number !== null;
    return new Set([
      ...item.values.map((v) => v.member),
      ...item.meanings.flatMap((m) => (m.kind === 'named' ? [`named:${m.name}`] : [])),
      ...(item.time ? ['time'] : []),
      ...(numbered ? ['number'] : []),
    ]);
  });
  const after = new Set(kinds.slice(than + 1).flatMap((kind) => [...kind]));
  return kinds.slice(0, than).some((kind) => [...kind].some((one) => after.has(one)));
}

/** "more PG films than R films": the noun that is said again behind the second side is the same. */
function repeatedNoun({ items, model, meaning, use }: ScanContext, than: number, { metric }: MetricRef): void {
  const dataset = model.metrics.get(metric ?? '')?.dataset;
  for (let i = than + 1; i < items.length && i <= than + 5; i++)
    if (meaning(i, 'dataset')?.name === dataset) use(i, 'figure of the condition');
}

function wordsAt({ items }: ScanContext, at: number): string {
  return items[at]?.tokens.map((token) => token.lower).join(' ') ?? '';
}
