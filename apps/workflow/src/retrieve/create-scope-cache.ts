/** Keeps what was loaded for one scope; two askers at once share one load. */
export interface ScopeCache<T> {
  /** `load` is told what was known before, if anything. */
  get(key: string, load: (before: T | undefined) => Promise<T | null>): Promise<T | null>;
}

/**
 * What is younger than `freshMs` is given as it is. Until `latestMs` the old is given too, and loaded anew behind it, so that nobody waits
 * for a load that is merely due; beyond, the load is waited for. Holds at most `capacity` entries whose sizes add up to at most `room`,
 * the ones used last. A load that gives `null` or throws is not kept.
 */
export function createScopeCache<T>(options: {
  readonly capacity: number;
  readonly room: number;
  readonly sizeOf: (value: T) => number;
  readonly freshMs: number;
  readonly latestMs: number;
  readonly now: () => number;
}): ScopeCache<T> {
  const { capacity, room, sizeOf, freshMs, latestMs, now } = options;
  const kept = new Map<string, { readonly value: T; readonly at: number }>();
  const loads = new Map<string, Promise<T | null>>();

  const makeRoom = (): void => {
    let used = [...kept.values()].reduce((sum, { value }) => sum + sizeOf(value), 0);
    for (const [key, { value }] of kept) {
      if (kept.size <= 1 || (kept.size <= capacity && used <= room)) return;
      kept.delete(key);
      used -= sizeOf(value);
    }
  };
  const startLoad = (key: string, load: (before: T | undefined) => Promise<T | null>): Promise<T | null> => {
    const under = loads.get(key);
    if (under !== undefined) return under;
    const at = now();
    const started = load(kept.get(key)?.value)
      .then((value) => {
        if (value === null) return null;
        kept.delete(key);
        kept.set(key, { value, at });
        makeRoom();
        return value;
      })
      .finally(() => loads.delete(key));
    loads.set(key, started);
    return started;
  };

  return {
    get(key, load) {
      const known = kept.get(key);
      if (known === undefined || now() - known.at >= latestMs) return startLoad(key, load);
      kept.delete(key);
      kept.set(key, known);
      // A load behind an answer that is given anyway may fail: the next one tries again.
      if (now() - known.at >= freshMs) startLoad(key, load).catch(() => undefined);
      return Promise.resolve(known.value);
    },
  };
}
