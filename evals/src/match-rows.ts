/**
 * Is there a one-to-one pairing of `count` left and right rows such that `fits` holds for each pair? Rows in the same place are tried
 * first, then pairs are re-arranged along augmenting paths.
 */
export function canPair(count: number, fits: (left: number, right: number) => boolean): boolean {
  const leftOf = Array.from({ length: count }, (_, index) => (fits(index, index) ? index : -1));
  const paired = new Set(leftOf.filter((left) => left >= 0));
  const place = (left: number, seen: Set<number>): boolean => {
    for (let right = 0; right < count; right += 1) {
      if (seen.has(right) || !fits(left, right)) continue;
      seen.add(right);
      const holder = leftOf[right] ?? -1;
      if (holder < 0 || place(holder, seen)) {
        leftOf[right] = left;
        return true;
      }
    }
    return false;
  };
  for (let left = 0; left < count; left += 1) if (!paired.has(left) && !place(left, new Set())) return false;
  return true;
}
