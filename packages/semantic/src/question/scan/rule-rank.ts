import { isNumeric } from '../../model/is-numeric.js';
import { type Field, findField, memberOf } from '../../model/model.js';
import { nameOf } from '../../model/name-of.js';
import type { Operator } from '../operators.js';
import { toOrdinal } from '../tokens.js';
import { earlierNumber } from './earlier-number.js';
import { measureOfNoun, namedNoun, narrowedNoun } from './narrowed-noun.js';
import type { ScanContext } from './scan-context.js';
import { takeSuperlative } from './take-superlative.js';

const RANKS: Partial<Record<Operator, 'asc' | 'desc'>> = {
  top: 'desc',
  bottom: 'asc',
  most: 'desc',
  least: 'asc',
  highest: 'desc',
  lowest: 'asc',
};

/** top 5 …, bottom three …, the 2 most …, second most … */
export function ruleRank(scan: ScanContext, at: number): boolean {
  const { items, reading, ops, meaning, next, before, use } = scan;
  const vague = meaning(at, 'vague');
  const op = vague && qualifiesThing(scan, next(at)) ? undefined : ops(at).find((o) => RANKS[o] !== undefined);
  const direction = op ? RANKS[op] : vague ? (vague.more ? 'desc' : 'asc') : undefined;
  if (!direction) return false;
  const after = next(at);
  if ((op === 'highest' || op === 'lowest') && !rankable(scan, at)) return false;
  const prior = items[before(at)];
  const ordinal = prior?.status === 'open' || prior?.as === 'rank' ? toOrdinal(prior?.tokens[0]?.lower ?? '') : null;
  let count: number | null = null;
  if (ordinal !== null && prior) [prior.status, prior.as] = ['used', 'rank'];
  else if (prior?.status === 'open' && prior.number !== null && prior.meanings.length === 0) {
    count = prior.number;
    [prior.status, prior.as] = ['used', 'how many to show'];
  }
  if (
    items[after]?.number !== null &&
    items[after]?.number !== undefined &&
    !items[after]?.tokens[0]?.money &&
    items[after]?.status === 'open'
  ) {
    count = items[after]?.number ?? null;
    use(after, 'how many to show');
  }
  // "the top 10 % of customers": how many that is depends on how many there are.
  if (count !== null && isPercent(scan, after)) return false;
  count ??= earlierNumber(scan, at);
  reading.rank ??= { direction, count, offset: 0, at };
  reading.rank.direction = direction;
  if (count !== null) reading.rank.count = count;
  if (ordinal !== null) [reading.rank.offset, reading.rank.count] = [ordinal - 1, 1];
  use(at, direction === 'desc' ? 'highest first' : 'lowest first');
  if (vague && !op && !hasMeasureWord(scan))
    reading.assumptions.push(items[at]?.tokens.map((t) => t.text).join(' ') ?? '');
  const what = items[after]?.status === 'used' ? next(after) : after;
  if ((op === 'most' || op === 'least') && what < items.length) takeRankMeasure(scan, what, direction);
  else if ((op === 'highest' || op === 'lowest') && !ranksThings(scan, what)) takeSuperlative(scan, what);
  return true;
}

/** "the lowest 3 shops by visits", "biggest film by hires": the things are ranked, and the figure to rank them with is said elsewhere. */
function ranksThings({ items, model, reading, has, meaning }: ScanContext, at: number): boolean {
  const dataset = model.datasets.get(meaning(at, 'dataset')?.name ?? '');
  const figured = items.some((_, i) => i > at && has(i, 'by'));
  return dataset?.event === false && !meaning(at, 'doer') && (reading.rank?.count != null || figured);
}

/** "rented most, counts included": what comes after a pause is not what the most is of. */
function pausedBefore({ items }: ScanContext, at: number): boolean {
  const [from, to] = [items[at - 1]?.tokens.at(-1)?.end ?? 0, items[at]?.tokens[0]?.start ?? 0];
  return to - from >= 2;
}

function isPercent({ items, has }: ScanContext, at: number): boolean {
  const item = items[at];
  const unread = item?.tokens[0]?.percent === true || (has(at + 1, 'share', 'unit_percent') && item?.number !== null);
  if (item && unread) [item.status, item.as] = ['not_understood', null];
  return unread;
}

/** "biggest customers": said of things that the model has a measure for, and of no figure. */
function qualifiesThing({ items, model, meaning }: ScanContext, at: number): boolean {
  const item = items[at];
  const dataset = model.datasets.get(meaning(at, 'dataset')?.name ?? '');
  return (
    dataset !== undefined &&
    !dataset.event &&
    dataset.measureMetric !== null &&
    item !== undefined &&
    !items.some((_, i) => i > at && (meaning(i, 'field') !== undefined || meaning(i, 'metric') !== undefined))
  );
}

function hasMeasureWord(scan: ScanContext): boolean {
  return scan.items.some(
    (_, i) => scan.meaning(i, 'metric') !== undefined || scan.meanings(i, 'verb').some((v) => v.of === 'metric'),
  );
}

function rankable(scan: ScanContext, at: number): boolean {
  const { items, next } = scan;
  const after = next(at);
  return items[after] !== undefined;
}

/** "which hall has the most chairs": an amount that the things asked for have of themselves, where no figure is called so. */
function amountHeld({ model, reading, meanings }: ScanContext, at: number): Field | undefined {
  const subject = reading.subject?.subject;
  if (subject?.kind !== 'dataset') return undefined;
  return meanings(at, 'field')
    .map((m) => findField(model, m.member))
    .find((f) => f?.dataset === subject.dataset && isNumeric(f) && !f.entity && !f.year);
}

/** "earns the most at branch 2", "lend the most in Norway": where it is so, and not how many of them there are. */
function saysWhere({ items }: ScanContext, at: number): boolean {
  return /^(at|in|on|from|for|through|within)$/.test(items[at - 1]?.tokens.at(-1)?.lower ?? '');
}

/** "the fewest listed guests": a participle of a field of the noun's own that every one of them has anyway. */
function saysItsNoun({ items, meaning, meanings, use }: ScanContext, at: number): boolean {
  const noun = meaning(at + 1, 'dataset')?.name;
  const own =
    noun !== undefined &&
    /ed$/.test(items[at]?.tokens.at(-1)?.lower ?? '') &&
    meanings(at, 'verb').some((v) => v.of === 'field' && v.name.startsWith(`${noun}.`));
  if (own) use(at, 'said of all of them');
  return own;
}

/** "most rented", "most rentals", "most popular", "fewest films". */
function takeRankMeasure(scan: ScanContext, first: number, direction: 'asc' | 'desc'): void {
  const { reading, meaning, use, addMeasure } = scan;
  const at = pausedBefore(scan, first) ? first : narrowedNoun(scan, first);
  const quality = meaning(at, 'quality');
  if (quality && reading.rank) {
    reading.rank.direction = quality.more === (direction === 'desc') ? 'desc' : 'asc';
    reading.rankMeasure = quality.of === 'metric' ? { metric: quality.name } : { field: quality.name };
    use(at, `by ${quality.name.split('.').at(-1)?.replaceAll('_', ' ') ?? ''}`);
    return;
  }
  const measure = pausedBefore(scan, at) || saysWhere(scan, at) ? null : measureOfNoun(scan, at);
  if (!measure && saysItsNoun(scan, at)) return takeRankMeasure(scan, at + 1, direction);
  const held = measure || pausedBefore(scan, at) ? undefined : amountHeld(scan, at);
  if (held) {
    reading.rankMeasure = { field: memberOf(held) };
    use(at, `by ${nameOf(held)}`);
    return;
  }
  if (!measure) return;
  reading.rankMeasure = measure.ref;
  addMeasure(measure);
  const counted = meaning(at, 'dataset');
  if (counted) reading.mentions.push({ dataset: counted.name, at });
  if (namedNoun(scan, at) === null) use(at, `by ${measure.ref.metric ?? ''}`);
}
