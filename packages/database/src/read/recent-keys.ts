/** Remembers for a while that something was so. */
export interface RecentKeys {
  has(key: string): boolean;
  add(key: string): void;
}

/** Holds at most `capacity` keys, each for `ttlMs`; the one that was added first goes first. */
export function createRecentKeys({ capacity, ttlMs }: { capacity: number; ttlMs: number }): RecentKeys {
  const until = new Map<string, number>();
  return {
    has(key) {
      const end = until.get(key);
      if (end === undefined || end > performance.now()) return end !== undefined;
      until.delete(key);
      return false;
    },
    add(key) {
      until.delete(key);
      until.set(key, performance.now() + ttlMs);
      for (const oldest of until.keys()) {
        if (until.size <= capacity) break;
        until.delete(oldest);
      }
    },
  };
}
