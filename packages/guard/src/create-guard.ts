import { checkStatement, type GuardRequest } from './check-statement.js';
import { loadParser } from './parse-sql.js';
import { allRules } from './rules/all-rules.js';
import type { Verdict } from './verdict.js';

/** Judges SQL against the policy of one role. Pure: the same request gives the same verdict. */
export interface Guard {
  readonly check: (request: GuardRequest) => Verdict;
}

/**
 * Creates a guard on PostgreSQL's own grammar. Loading the parser takes some ten milliseconds, once a process.
 */
export async function createGuard(): Promise<Guard> {
  const parse = await loadParser();
  return { check: (request) => checkStatement(request, parse, allRules) };
}
