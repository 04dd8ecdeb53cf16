import { describe, expect, it } from 'vitest';
import { toRateDecision } from './create-rate-limiter.js';

describe('what a counted use decides', () => {
  it('lets nobody wait longer than the window, whichever transaction opened it', () => {
    expect(toRateDecision({ used: 11, seconds_left: 61 }, { limit: 10 })).toEqual({
      allowed: false,
      remaining: 0,
      retryAfterSeconds: 60,
    });
    expect(toRateDecision({ used: 11, seconds_left: 7 }, { limit: 10 }).retryAfterSeconds).toBe(7);
  });

  it('asks nobody to wait who has uses left', () => {
    expect(toRateDecision({ used: 10, seconds_left: 60 }, { limit: 10 })).toEqual({
      allowed: true,
      remaining: 0,
      retryAfterSeconds: 0,
    });
  });
});
