import type { GuardRequest } from '../check-statement.js';
import { createGuard } from '../create-guard.js';
import { ParserBroken } from '../parse-sql.js';
import { measureText } from '../text/measure-text.js';
import type { Verdict } from '../verdict.js';
import { createGuardWorker } from './ask-worker.js';

/** A guard that no text can hang or crash. Close it when the service stops. */
export interface ContainedGuard {
  readonly check: (request: GuardRequest) => Promise<Verdict>;
  readonly close: () => Promise<void>;
}

// Below these bounds the longest parse that was found takes a few milliseconds: docs/decisions/0003-guard.md.
const smallCharacters = 6000;
const smallTokens = 1200;
const smallDepth = 40;

/**
 * Creates a guard for a service. Small, shallow SQL, which is all that people and planners write, is judged at once; anything larger
 * in a worker thread with a time limit. If the parser ever breaks in this process, everything goes to the worker from then on.
 *
 * `workerUrl` is the compiled worker; by default the one beside this file.
 */
export async function createContainedGuard({
  timeLimitMs = 1000,
  workerUrl = new URL('./guard-worker.js', import.meta.url),
}: { readonly timeLimitMs?: number; readonly workerUrl?: URL } = {}): Promise<ContainedGuard> {
  const guard = await createGuard();
  const worker = createGuardWorker(workerUrl, timeLimitMs);
  let isParserWhole = true;

  const check = async (request: GuardRequest): Promise<Verdict> => {
    if (!isParserWhole || !isSmall(request.sql)) return worker.ask(request);
    try {
      return guard.check(request);
    } catch (error) {
      if (!(error instanceof ParserBroken)) throw error;
      isParserWhole = false;
      return worker.ask(request);
    }
  };
  return { check, close: worker.close };
}

function isSmall(sql: string): boolean {
  if (sql.length > smallCharacters) return false;
  const { tokens, depth } = measureText(sql);
  return tokens <= smallTokens && depth <= smallDepth;
}
