import { createRecentMap } from '../recent-map.js';
import type { StatementGuard, Verdict } from './choose-allowed.js';

const KEPT_VERDICTS = 500;
/** Longer statements are rare and would fill the memory. */
const LONGEST_KEPT = 6_000;

/**
 * A guard that judges the same text under the same policy once. Its verdict depends on nothing else: a guard is pure. What let a statement
 * through is the whole text, so a text that differs in one character is judged anew.
 */
export function rememberVerdicts(guard: StatementGuard): StatementGuard {
  const known = createRecentMap<Verdict>({ capacity: KEPT_VERDICTS });
  return {
    async check(request) {
      const { sql, policy, rowLimit } = request;
      if (sql.length > LONGEST_KEPT) return guard.check(request);
      const key = JSON.stringify([policy.role, policy.version, rowLimit, sql]);
      const found = known.get(key);
      if (found !== undefined) return found;
      const verdict = await guard.check(request);
      if (verdict.ok) known.set(key, verdict);
      return verdict;
    },
  };
}
