export { isSameResult, type ResultTable } from './compare-results.js';
export { formatFailures, formatReport } from './format-report.js';
export { readSet, type EvalItem, type EvalTurn } from './read-set.js';
export { keepResults, openDatabaseResults, openKeptResults, type ReferenceResults } from './reference-results.js';
export { runEvaluation, type EvaluationInput } from './run-evaluation.js';
export type { ScoredQuestion } from './score-answer.js';
export { toReport, type ConfidenceBand, type EvalReport, type Tally } from './to-report.js';
