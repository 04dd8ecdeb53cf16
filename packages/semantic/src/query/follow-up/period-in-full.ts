import type { TimeRange, Turn } from '@copilot/contracts';
import { daysOf } from '../../calendar-spans.js';
import type { Vocabulary } from '../../question/rewrite/rephrase.js';
import { reword, type Wording } from '../../question/rewrite/wording.js';

const LATER = /^(next|following|subsequent|succeeding)$/;
const EARLIER = /^(previous|preceding|prior)$/;

/** "and the next one?", "the one before?", after the figure of one month: the stretch of time that is meant is put in the place of "one". */
export function periodInFull(wording: Wording, { query }: Turn, vocabulary: Vocabulary): Wording {
  const grain = query?.time_range ? grainOf(query.time_range) : null;
  if (!grain) return wording;
  const tokens = vocabulary.tokensOf(wording.text);
  for (const [at, token] of tokens.entries()) {
    const [next, behind] = [tokens[at + 1], tokens[at + 2]];
    const side = LATER.test(token.lower) ? 'following' : EARLIER.test(token.lower) ? 'previous' : null;
    if (side && next?.lower === 'one' && !behind)
      return reword(wording, token.start, next.end, [{ put: `${side} ${grain}` }]);
    const beside = /^(after|following)$/.test(next?.lower ?? '')
      ? 'following'
      : /^(before|preceding)$/.test(next?.lower ?? '')
        ? 'previous'
        : null;
    const ends = !behind || (/^(that|it|this)$/.test(behind.lower) && !tokens[at + 3]);
    if (token.lower === 'one' && next && beside && ends)
      return reword(wording, token.start, (behind ?? next).end, [{ put: `${beside} ${grain}` }]);
  }
  return wording;
}

/** The stretch that a range is one of, from its days. */
function grainOf(range: TimeRange): string | null {
  const days = daysOf(range) ?? 0;
  if (days === 1) return 'day';
  if (days === 7) return 'week';
  if (days >= 28 && days <= 31) return 'month';
  if (days >= 90 && days <= 92) return 'quarter';
  return days === 365 || days === 366 ? 'year' : null;
}
