import type { Outcome, RolePolicy, UserContext } from '@copilot/contracts';
import type { StatementReader } from '../execute/statement-reader.js';
import { createScopeCache } from './create-scope-cache.js';
import type { FieldFacts, RoleModel } from './role-model.js';

export type DataClock = ReadonlyMap<string, { readonly min: string; readonly max: string }>;

/** What the planner may know of the data: names that occur and how far time goes, all read under the asker's own scope. */
export interface ScopeData {
  /** Member (`films.title`) → distinct values, sorted. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** Time member (`payments.payment_date`) → first and last value, ISO. */
  readonly clock: DataClock;
  /** Changes when the clock does. */
  readonly dataVersion: string;
}

export interface ScopeDataLoader {
  load(request: {
    readonly context: UserContext;
    readonly rolePolicy: RolePolicy;
    readonly roleModel: RoleModel;
    readonly requestId: string;
  }): Promise<Outcome<ScopeData>>;
}

/** More values than this are not indexed: such a field is no list of names. */
const MAX_VALUES = 200_000;
/** Values read at a time: what comes over the wire at once is bounded. */
const PAGE_VALUES = 10_000;
const QUERY_TIMEOUT_MS = 10_000;
const CACHED_SCOPES = 64;
/** Values of all scopes together; one takes some 150 bytes with its index. */
const CACHED_VALUES = 600_000;
const FRESH_MS = 60_000;
const LATEST_MS = 5 * 60_000;

/**
 * Loads values and clock through the same reader, role and signed scope as any question, so that a name outside the scope is unknown
 * to the planner. Looked at again once a minute, behind the questions: nothing is read while the version of the business data stands, for a
 * clock costs a pass over each view that has times; the names are read anew when the clock has moved on, which makes the planner's version.
 * Names that are the same as before stay the same object, so that what was built on them holds.
 */
export function createScopeDataLoader(needs: {
  readonly reader: StatementReader;
  readonly now?: () => number;
}): ScopeDataLoader {
  const scopes = createScopeCache<ScopeData & { readonly readAt: string | null }>({
    capacity: CACHED_SCOPES,
    room: CACHED_VALUES,
    sizeOf: ({ values }) => [...values.values()].reduce((sum, list) => sum + list.length, 0),
    freshMs: FRESH_MS,
    latestMs: LATEST_MS,
    now: needs.now ?? Date.now,
  });

  return {
    async load(request) {
      let problem: Outcome<never> | undefined;
      let isWhole = true;
      const ask = async (sql: string, rowLimit: number): Promise<readonly (readonly unknown[])[] | null> => {
        // Not tied to the asker who came first: others may be waiting for the same load.
        const { context, requestId } = request;
        const outcome = await needs.reader.run({ sql, context, requestId, rowLimit, timeoutMs: QUERY_TIMEOUT_MS });
        if (outcome.ok) return outcome.value.rows;
        // A field with too many values, or a view too large to look through, is left out; a database that is away ends the question.
        isWhole = false;
        if (outcome.problem.code !== 'database.unreachable') return [];
        problem = outcome;
        return null;
      };
      /** The version of the business data before anything is read; null where none can be had, or the database is away. */
      const readVersion = async (): Promise<string | null> => {
        const { context, requestId } = request;
        const look = { sql: 'SELECT 1', context, requestId, rowLimit: 1, timeoutMs: QUERY_TIMEOUT_MS };
        const outcome = await needs.reader.run({ ...look, withDataVersion: true });
        return outcome.ok ? (outcome.value.dataVersion ?? null) : null;
      };
      const loaded = await scopes.get(scopeKey(request.context, request.rolePolicy), async (before) => {
        const version = await readVersion();
        if (before !== undefined && version !== null && before.readAt === version) return before;
        // What could not be read in time is tried again a minute later, whether the data have changed or not.
        const readAt = (): string | null => (isWhole ? version : null);
        const fields = toPlacedFields(request.roleModel, request.rolePolicy.schema);
        const clock = await readClock(fields.filter(hasClock(request.roleModel)), ask);
        if (clock === null) return null;
        const dataVersion = JSON.stringify([...clock]);
        if (before?.dataVersion === dataVersion) return { ...before, readAt: readAt() };
        const values = await readValues(fields, ask);
        if (values === null) return null;
        return {
          values: before !== undefined && hasSame(before.values, values) ? before.values : values,
          clock,
          dataVersion,
          readAt: readAt(),
        };
      });
      return loaded === null ? (problem ?? unreadable) : { ok: true, value: loaded };
    },
  };
}

function toPlacedFields({ datasets }: RoleModel, schema: string): PlacedField[] {
  return [...datasets.values()].flatMap((dataset) =>
    [...dataset.fields.values()].map((field) => ({ field, view: `${schema}.${dataset.view}` })),
  );
}

/** Totals by month have no clock of their own where a role reads what they add up: none of its questions goes to them, and it costs one more pass over all rows. */
function hasClock({ datasets, metrics }: RoleModel): (placed: PlacedField) => boolean {
  const used = new Set([...metrics.values()].flatMap(({ rollups }) => [...rollups.keys()]));
  return ({ field: { dataset } }) => datasets.get(dataset)?.rollup !== true || used.has(dataset);
}

function hasSame(before: ScopeData['values'], now: ScopeData['values']): boolean {
  return (
    before.size === now.size &&
    [...now].every(([member, list]) => {
      const known = before.get(member);
      return known?.length === list.length && list.every((value, at) => value === known[at]);
    })
  );
}

interface PlacedField {
  readonly field: FieldFacts;
  readonly view: string;
}
type Ask = (sql: string, rowLimit: number) => Promise<readonly (readonly unknown[])[] | null>;

/** One query for each view that has times; a view without rows in scope has no clock. */
async function readClock(fields: readonly PlacedField[], ask: Ask): Promise<DataClock | null> {
  const clock = new Map<string, { min: string; max: string }>();
  for (const view of new Set(fields.map((placed) => placed.view))) {
    const timed = fields.filter((placed) => placed.view === view && placed.field.isTime);
    if (timed.length === 0) continue;
    const rows = await ask(
      `SELECT ${timed.map(({ field }) => `min(${field.expression}), max(${field.expression})`).join(', ')} FROM ${view}`,
      1,
    );
    if (rows === null) return null;
    timed.forEach(({ field }, index) => {
      const [min, max] = [rows[0]?.[2 * index], rows[0]?.[2 * index + 1]];
      if (typeof min === 'string' && typeof max === 'string') clock.set(`${field.dataset}.${field.name}`, { min, max });
    });
  }
  return clock;
}

async function readValues(
  fields: readonly PlacedField[],
  ask: Ask,
): Promise<ReadonlyMap<string, readonly string[]> | null> {
  const values = new Map<string, readonly string[]>();
  for (const { field, view } of fields.filter((placed) => placed.field.values)) {
    const value = field.array ? `unnest(${field.expression})` : field.expression;
    const texts = await readPages(`SELECT DISTINCT ${value} AS value FROM ${view} ORDER BY 1`, ask);
    if (texts === null) return null;
    if (texts.length <= MAX_VALUES) values.set(`${field.dataset}.${field.name}`, texts);
  }
  return values;
}

/** *Returns* more than `MAX_VALUES` when there are more, and not all of them. */
async function readPages(sql: string, ask: Ask): Promise<string[] | null> {
  const texts: string[] = [];
  for (let read = 0; read <= MAX_VALUES; read += PAGE_VALUES) {
    const offset = read === 0 ? '' : ` OFFSET ${read}`;
    const rows = await ask(`${sql} LIMIT ${PAGE_VALUES}${offset}`, PAGE_VALUES);
    if (rows === null) return null;
    for (const [cell] of rows) if (typeof cell === 'string' || typeof cell === 'number') texts.push(String(cell));
    if (rows.length < PAGE_VALUES) break;
  }
  return texts;
}

function scopeKey({ role, store_ids, all_stores }: UserContext, rolePolicy: RolePolicy): string {
  return JSON.stringify([
    role,
    all_stores ? 'all' : [...store_ids].sort((left, right) => left - right),
    rolePolicy.version,
  ]);
}

const unreadable: Outcome<never> = {
  ok: false,
  problem: {
    code: 'database.unreachable',
    message: 'The data could not be read.',
    hint: 'Ask again; if it stays so, tell the administrator.',
  },
};
