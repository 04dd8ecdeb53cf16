/** A map of bounded size that forgets what was used longest ago. */
export interface RecentMap<V> {
  get(key: string): V | undefined;
  set(key: string, value: V): void;
  clear(): void;
}

/** Holds at most `capacity` entries, each for `ttlMs` from when it was put in. */
export function createRecentMap<V>(options: {
  readonly capacity: number;
  readonly ttlMs?: number;
  readonly now?: () => number;
}): RecentMap<V> {
  const { capacity, ttlMs = Infinity, now = Date.now } = options;
  const entries = new Map<string, { readonly value: V; readonly until: number }>();
  return {
    get(key) {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      entries.delete(key);
      if (entry.until <= now()) return undefined;
      entries.set(key, entry);
      return entry.value;
    },
    set(key, value) {
      entries.delete(key);
      entries.set(key, { value, until: now() + ttlMs });
      for (const oldest of entries.keys()) {
        if (entries.size <= capacity) break;
        entries.delete(oldest);
      }
    },
    clear: () => entries.clear(),
  };
}
