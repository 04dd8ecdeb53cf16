import { SemanticQuerySchema, type Role, type SemanticQuery } from '@copilot/contracts';
import type { z } from 'zod';
import { compileQuery, type Compiled } from '../sql/compile-query.js';
import { modelOf } from './pagila-model.js';

export type QueryInput = z.input<typeof SemanticQuerySchema>;

export function toQuery(input: QueryInput): SemanticQuery {
  return SemanticQuerySchema.parse(input);
}

/** Compiles a query over a role's model; a test that asks for it fails with the problem when there is one. */
export function compile(input: QueryInput, role: Role = 'admin'): Compiled {
  const outcome = compileQuery(toQuery(input), modelOf(role));
  if (!outcome.ok) throw new Error(outcome.problem.message);
  return outcome.value;
}
