/** Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours, each costing one. */
export function editDistance(a: string, b: string, limit = Infinity): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    if (Math.min(...row) > limit) return limit + 1;
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/** How many slips a word of this length may hold before a match is a guess. */
export function allowedSlips(length: number): number {
  if (length <= 2) return 0;
  return length <= 6 ? 1 : 2;
}

/** The closest of some words within the allowed slips, or undefined. Ties go to the word that comes first. */
export function nearestWord(
  word: string,
  words: Iterable<string>,
  slips = allowedSlips(word.length),
): string | undefined {
  let best: string | undefined;
  let bestDistance = slips + 1;
  for (const candidate of words) {
    const distance = editDistance(word, candidate, bestDistance - 1);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}
