/** Keeps what was loaded for one scope for a while; two askers at once share one load. */
export interface ScopeCache<T> {
  get(key: string, load: () => Promise<T | null>): Promise<T | null>;
}

/** Holds at most `capacity` entries, the ones used last, each for `ttlMs`. A load that gives `null` or throws is not kept. */
export function createScopeCache<T>(options: {
  readonly capacity: number;
  readonly ttlMs: number;
  readonly now: () => number;
}): ScopeCache<T> {
  const entries = new Map<string, { readonly value: Promise<T | null>; readonly until: number }>();
  return {
    get(key, load) {
      const known = entries.get(key);
      entries.delete(key);
      if (known !== undefined && known.until > options.now()) {
        entries.set(key, known);
        return known.value;
      }
      const forget = (): void => {
        if (entries.get(key)?.value === value) entries.delete(key);
      };
      const value = load().then(
        (loaded) => {
          if (loaded === null) forget();
          return loaded;
        },
        (error: unknown) => {
          forget();
          throw error;
        },
      );
      entries.set(key, { value, until: options.now() + options.ttlMs });
      for (const oldest of entries.keys()) {
        if (entries.size <= options.capacity) break;
        entries.delete(oldest);
      }
      return value;
    },
  };
}
