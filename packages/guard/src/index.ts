export { createGuard, type Guard } from './create-guard.js';
export { createContainedGuard, type ContainedGuard } from './contained/create-contained-guard.js';
export { readCorpus, type CorpusCase } from './corpus/read-corpus.js';
export type { GuardRequest } from './check-statement.js';
export type { Allowed, Blocked, OutputColumn, RelationRead, Verdict } from './verdict.js';
