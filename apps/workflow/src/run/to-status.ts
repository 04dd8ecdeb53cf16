import type { Problem, RunStatus } from '@copilot/contracts';

/** Question problems that choices cannot cure: they are answered with what can be asked instead. */
const REFUSED_QUESTIONS = new Set([
  'question.not-analytics',
  'question.asks-to-change-data',
  'question.outside-domain',
]);

/** The status of a run that ended in this problem. The family in front of the dot says where it arose. */
export function toStatus(problem: Problem): RunStatus {
  if (REFUSED_QUESTIONS.has(problem.code)) return 'refused';
  switch (problem.code.split('.')[0]) {
    case 'question':
    case 'query':
      return 'needs_clarification';
    case 'plan':
      return 'refused';
    case 'authorize':
    case 'guard':
      return 'blocked';
    default:
      return 'failed';
  }
}
