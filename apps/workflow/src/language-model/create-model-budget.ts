import type { ModelUsage } from './model-usage.js';

/** What one user may spend of the language model in one day (UTC). */
export interface ModelBudget {
  /** `inThisRun` is what the question under way has used already: it is not on record yet. */
  allows(username: string, inThisRun: ModelUsage): Promise<boolean>;
}

/** What was spent is read from the audit, which every copy of the service writes and no restart forgets. */
export interface SpendingRecord {
  /** Tokens of the user's questions since then; a question whose provider reported none counts as `unreportedTokens`. */
  tokensSince(username: string, since: Date, unreportedTokens: number): Promise<number>;
}

/** A call whose provider reports no tokens counts as this many, so that silence is not free. */
const UNREPORTED_TOKENS = 1_500;

/** `tokensPerDay` 0 means no bound. */
export function createModelBudget(options: {
  readonly tokensPerDay: number;
  readonly record: SpendingRecord;
  readonly now: () => Date;
}): ModelBudget {
  return {
    async allows(username, inThisRun) {
      if (options.tokensPerDay === 0) return true;
      const today = new Date(options.now().toISOString().slice(0, 10));
      const spent = await options.record.tokensSince(username, today, UNREPORTED_TOKENS);
      return spent + tokensOf(inThisRun) < options.tokensPerDay;
    },
  };
}

function tokensOf(usage: ModelUsage): number {
  if (usage.attempts === 0) return 0;
  return usage.prompt_tokens === null ? UNREPORTED_TOKENS : usage.prompt_tokens + (usage.completion_tokens ?? 0);
}
