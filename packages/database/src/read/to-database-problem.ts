import type { Problem } from '@copilot/contracts';

export type DatabaseProblemCode =
  'database.timeout' | 'database.unreachable' | 'database.rejected' | 'database.too-expensive' | 'database.too-large';

const problems: Readonly<Record<DatabaseProblemCode, Omit<Problem, 'code'>>> = {
  'database.timeout': {
    message: 'The question took longer than the time limit allows.',
    hint: 'Narrow it, for example to one month or one store, and ask again.',
  },
  'database.unreachable': {
    message: 'The database cannot be reached right now.',
    hint: 'Ask again in a moment; if it stays like this, tell the operator.',
  },
  'database.rejected': {
    message: 'The database did not run this statement.',
    hint: 'Ask in other words.',
  },
  'database.too-expensive': {
    message: 'The question would read more than one question may.',
    hint: 'Narrow it, for example to one month or one store, and ask again.',
  },
  'database.too-large': {
    message: 'The answer is larger than one answer may be.',
    hint: 'Ask for fewer columns or rows, or for totals.',
  },
};

export function toProblem(code: DatabaseProblemCode): Problem {
  return { code, ...problems[code] };
}

/** The few problems that a person gets to know; the driver's own words can hold values and names and never leave. */
export function toDatabaseProblemCode(error: unknown): DatabaseProblemCode {
  const state = sqlStateOf(error);
  if (state === '57014') return 'database.timeout';
  if (state === '53200' || state === '53100' || state === '54000' || state === '54001') return 'database.too-expensive';
  // 08P01, a protocol violation, is what a statement with parameters ends in: nothing is wrong with the connection.
  if (state === null || (/^(08|53|57P|28)/.test(state) && state !== '08P01')) return 'database.unreachable';
  return 'database.rejected';
}

/** The five characters of SQLSTATE; null for what did not come from PostgreSQL. */
export function sqlStateOf(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : null;
}
