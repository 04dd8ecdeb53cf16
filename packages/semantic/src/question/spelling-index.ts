/** Finds the words of a fixed list that a typed word may be a slip of, without looking at most of them. */
export interface SpellingIndex {
  /** The closest word within the allowed slips, or undefined. Ties go to the word that stood first in the list. */
  nearest(typed: string, slips: number): string | undefined;
  /** Every word that begins with the same letter and lies within the allowed slips, the closest first, then in the order of the list. */
  within(typed: string, slips: number): string[];
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}
type OnFound = (at: number, distance: number) => number;

const SHORTEST = 3;
/** From this length on, the first letter itself may have been left out. */
const MAY_LACK_FIRST = 6;

/**
 * Sorts the words, so that words with a common beginning share the rows of the distance table: a beginning that is too far from what was
 * typed puts aside all words that have it. Words of fewer than three letters are no one's slip.
 * The distance is that of `editDistance`; a candidate begins with the typed letter, or, from six letters on, has it in second place.
 * *Cost* to build: a sort; to ask: the words of one letter at worst, some microseconds a thousand; memory: two arrays beside the words.
 */
export function createSpellingIndex(list: Iterable<string>): SpellingIndex {
  const rank = new Map<string, number>();
  for (const word of list) if (word.length >= SHORTEST && !rank.has(word)) rank.set(word, rank.size);
  const words = [...rank.keys()].sort();
  const shared = Uint8Array.from(words, (word, at) => sharedLength(words[at - 1] ?? '', word));
  const { byFirst, bySecond } = findStretches(words);
  const rankAt = (at: number): number => rank.get(words[at] ?? '') ?? Infinity;

  return {
    nearest(typed, slips) {
      let [best, bestDistance] = [-1, slips + 1];
      const take: OnFound = (at, distance) => {
        if (distance < bestDistance || (distance === bestDistance && best >= 0 && rankAt(at) < rankAt(best)))
          [best, bestDistance] = [at, distance];
        return Math.min(bestDistance, slips);
      };
      const first = typed[0] ?? '';
      const stretches = typed.length >= MAY_LACK_FIRST ? (bySecond.get(first) ?? []) : [];
      for (const stretch of [byFirst.get(first) ?? nothing, ...stretches])
        walk(words, shared, stretch, typed, Math.min(bestDistance, slips), take);
      return words[best];
    },
    within(typed, slips) {
      const found: { readonly at: number; readonly distance: number }[] = [];
      walk(words, shared, byFirst.get(typed[0] ?? '') ?? nothing, typed, slips, (at, distance) => {
        found.push({ at, distance });
        return slips;
      });
      found.sort((a, b) => a.distance - b.distance || rankAt(a.at) - rankAt(b.at));
      return found.map(({ at }) => words[at] ?? '');
    },
  };
}

const nothing: Stretch = { from: 0, to: 0 };

/** Where the words of one first letter stand, and those of one second letter. */
function findStretches(words: readonly string[]): {
  readonly byFirst: ReadonlyMap<string, Stretch>;
  readonly bySecond: ReadonlyMap<string, readonly Stretch[]>;
} {
  const byFirst = new Map<string, Stretch>();
  const bySecond = new Map<string, Stretch[]>();
  let from = 0;
  while (from < words.length) {
    const [first, second] = [words[from]?.[0] ?? '', words[from]?.[1] ?? ''];
    let to = from + 1;
    while (words[to]?.[0] === first && words[to]?.[1] === second) to += 1;
    byFirst.set(first, { from: byFirst.get(first)?.from ?? from, to });
    if (second !== first) bySecond.set(second, [...(bySecond.get(second) ?? []), { from, to }]);
    from = to;
  }
  return { byFirst, bySecond };
}

/** Calls `onFound` for each word of a stretch within `limit` slips; what it returns is the limit from then on. */
function walk(
  words: readonly string[],
  shared: Uint8Array,
  { from, to }: Stretch,
  typed: string,
  limit: number,
  onFound: OnFound,
): void {
  const width = typed.length + 1;
  // Row d holds the distances of the first d letters of the word to every beginning of what was typed.
  const table = new Uint16Array((typed.length + limit + 1) * width);
  for (let j = 0; j < width; j++) table[j] = j;
  let done = 0;
  let tooFar = Infinity;
  for (let at = from; at < to; at++) {
    const same = at === from ? 0 : (shared[at] ?? 0);
    if (same >= tooFar) continue;
    tooFar = Infinity;
    done = Math.min(done, same);
    const word = words[at] ?? '';
    if (Math.abs(word.length - typed.length) > limit) continue;
    while (done < word.length) {
      done += 1;
      if (fillRow(table, width, done, word, typed) <= limit) continue;
      tooFar = done;
      break;
    }
    const distance = table[done * width + typed.length] ?? Infinity;
    if (tooFar === Infinity && distance <= limit) limit = onFound(at, distance);
  }
}

/** *Returns* the smallest distance of the row; no longer word with this beginning can be nearer. */
function fillRow(table: Uint16Array, width: number, row: number, word: string, typed: string): number {
  const [start, above] = [row * width, (row - 1) * width];
  const [letter, before] = [word[row - 1], word[row - 2]];
  let least = row;
  table[start] = row;
  for (let j = 1; j < width; j++) {
    const cost = letter === typed[j - 1] ? 0 : 1;
    let best = Math.min(
      (table[above + j] ?? 0) + 1,
      (table[start + j - 1] ?? 0) + 1,
      (table[above + j - 1] ?? 0) + cost,
    );
    if (row > 1 && j > 1 && letter === typed[j - 2] && before === typed[j - 1])
      best = Math.min(best, (table[above - width + j - 2] ?? 0) + 1);
    table[start + j] = best;
    if (best < least) least = best;
  }
  return least;
}

function sharedLength(a: string, b: string): number {
  const most = Math.min(a.length, b.length, 255);
  let at = 0;
  while (at < most && a[at] === b[at]) at += 1;
  return at;
}
