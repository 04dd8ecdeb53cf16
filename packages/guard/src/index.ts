export { createGuard, type Guard } from './create-guard.js';
export type { GuardRequest } from './check-statement.js';
export type { Allowed, Blocked, OutputColumn, RelationRead, Verdict } from './verdict.js';
