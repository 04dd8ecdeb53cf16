import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { BatchStep } from './run-batch.js';

/** Statements that a connection keeps at most: each holds its plan in the memory of the server. */
const KEPT = 64;

const preparedOn = new WeakMap<pg.ClientBase, Set<string>>();

/**
 * The step that runs a statement by its prepared name, and prepares it when this connection has not. The name is the hash of the text, so
 * that it can stand for no other text, whoever prepared it: what was checked is what runs.
 */
export function toPreparedStep(client: pg.ClientBase, step: BatchStep): BatchStep {
  const name = `q_${createHash('sha256').update(step.text).digest('hex').slice(0, 48)}`;
  let prepared = preparedOn.get(client);
  if (prepared === undefined) preparedOn.set(client, (prepared = new Set()));
  const isPrepared = prepared.delete(name);
  prepared.add(name);
  const [oldest = ''] = prepared;
  const forgotten = prepared.size > KEPT ? oldest : undefined;
  if (forgotten !== undefined) prepared.delete(forgotten);
  return { ...step, prepared: { name, isPrepared, forgotten } };
}

/** PostgreSQL does not know the name, or has it already: another connection stands behind this one, as a transaction pooler does it. */
export function isPooledAway(sqlState: string | null): boolean {
  return sqlState === '26000' || sqlState === '42P05';
}
