import type { Outcome, UserContext } from '@copilot/contracts';
import type { Allowed } from '../guard/choose-allowed.js';
import type { ReadResult } from './statement-reader.js';

/** Whether the result itself bears witness that the scope held. */
export interface Witness {
  readonly status: 'passed' | 'not_applicable';
  readonly store_columns: string[];
}

/**
 * Compares the output columns that are store columns of a scoped view with the stores of the scope: a second look that does not
 * depend on views or grants. *Problems* `guard.scope-witness`, and then no row leaves.
 */
export function checkWitness(allowed: Allowed, result: ReadResult, context: UserContext): Outcome<Witness> {
  const storeColumns = findStoreColumns(allowed);
  const names = storeColumns.map((index) => result.columns[index]?.name ?? '');
  if (names.length === 0) return { ok: true, value: { status: 'not_applicable', store_columns: [] } };
  if (context.all_stores) return { ok: true, value: { status: 'passed', store_columns: names } };
  const stores = new Set<unknown>(context.store_ids);
  const isInside = result.rows.every((row) =>
    storeColumns.every((index) => row[index] === null || stores.has(row[index])),
  );
  if (isInside) return { ok: true, value: { status: 'passed', store_columns: names } };
  return {
    ok: false,
    problem: {
      code: 'guard.scope-witness',
      message: 'The result held rows outside your stores, so it was thrown away.',
      hint: 'Tell the administrator: the database did not keep the scope.',
    },
  };
}

/** Indexes of output columns that hold the store of a row, as the guard resolved them. */
function findStoreColumns({ relations, outputColumns }: Allowed): number[] {
  const storeColumnOf = new Map(
    relations.map(({ name, scope }) => [name, scope.kind === 'store' ? scope.column : null]),
  );
  return outputColumns.flatMap(({ source }, index) =>
    source !== undefined && storeColumnOf.get(source.view) === source.column ? [index] : [],
  );
}
