import type { ModelUsage } from './model-usage.js';

/** What one user may spend of the language model in one day (UTC). */
export interface ModelBudget {
  allows(username: string): boolean;
  spend(username: string, usage: ModelUsage): void;
}

/** A call whose provider reports no tokens counts as this many, so that silence is not free. */
const UNREPORTED_TOKENS = 1_500;

/** Keeps the day's spending in memory: a restart starts a new count. `tokensPerDay` 0 means no bound. */
export function createModelBudget(options: { readonly tokensPerDay: number; readonly now: () => Date }): ModelBudget {
  let day = '';
  let spent = new Map<string, number>();
  const ofToday = (): Map<string, number> => {
    const today = options.now().toISOString().slice(0, 10);
    if (today !== day) {
      day = today;
      spent = new Map();
    }
    return spent;
  };
  return {
    allows: (username) => options.tokensPerDay === 0 || (ofToday().get(username) ?? 0) < options.tokensPerDay,
    spend(username, usage) {
      if (usage.attempts === 0) return;
      const reported = usage.prompt_tokens === null ? null : usage.prompt_tokens + (usage.completion_tokens ?? 0);
      const today = ofToday();
      today.set(username, (today.get(username) ?? 0) + (reported ?? UNREPORTED_TOKENS));
    },
  };
}
