/** Counts per key in windows that begin with the first hit, and says how long to wait once the limit is reached. */
export interface RateLimiter {
  take(key: string): Promise<RateDecision>;
}

export interface RateDecision {
  readonly allowed: boolean;
  readonly retryAfterSeconds: number;
}

const sweepAbove = 10_000;

/** A limiter in memory, where each copy of the gateway may count for itself: it costs nothing per key stroke. */
export function createRateLimiter(needs: { limit: number; windowMs: number; now: () => number }): RateLimiter {
  const windows = new Map<string, { startedAt: number; count: number }>();
  return {
    take: async (key) => {
      const now = needs.now();
      const open = windows.get(key);
      if (open === undefined || now - open.startedAt >= needs.windowMs) {
        if (windows.size > sweepAbove) sweep(now);
        windows.set(key, { startedAt: now, count: 1 });
        return { allowed: true, retryAfterSeconds: 0 };
      }
      if (open.count >= needs.limit) {
        return { allowed: false, retryAfterSeconds: (open.startedAt + needs.windowMs - now) / 1000 };
      }
      open.count += 1;
      return { allowed: true, retryAfterSeconds: 0 };
    },
  };

  function sweep(now: number): void {
    for (const [key, window] of windows) if (now - window.startedAt >= needs.windowMs) windows.delete(key);
  }
}
