import type { Outcome, Role, RolePolicy, RunRequest, Source } from '@copilot/contracts';
import type { StageOutcome } from '../run/stage-outcome.js';
import { passed, stopped } from '../run/stage-outcome.js';
import type { DataClock, ScopeData, ScopeDataLoader } from './create-scope-data-loader.js';
import type { RoleModel } from './role-model.js';

/** Everything that planning may lean on, already limited to the asker's role and stores. */
export interface Knowledge {
  readonly data: ScopeData;
  /** View → its newest row in scope; only views whose rows have a time of their own. */
  readonly newestByView: ReadonlyMap<string, string>;
  /** Newest row of all data in scope. */
  readonly dataAsOf: string | null;
  readonly sources: readonly Source[];
  readonly notes: readonly { readonly title: string; readonly content: string }[];
  readonly verified: VerifiedMatches;
}

/** Verified questions beside the one asked. */
export interface VerifiedMatches {
  /** One that says the same. */
  readonly same: VerifiedQuestion | null;
  /** The nearest few by their words, best first: examples for a language model, suggestions for a person. */
  readonly nearest: readonly VerifiedQuestion[];
}

export interface VerifiedQuestion {
  readonly question: string;
  readonly sql: string;
  readonly verifiedBy: string;
  readonly verifiedAt: string;
}

/** Finds documents for a question; only those that the role may read. */
export interface KnowledgeSearch {
  search(question: string, role: Role, signal: AbortSignal): Promise<Outcome<Found>>;
  /** None as well when they cannot be looked for. */
  findVerified(question: string, role: Role): Promise<VerifiedMatches>;
}

export interface Found {
  readonly documents: readonly (Source & { readonly content: string })[];
}

const SHOWN_SOURCES = 8;

/** What a language model is told beside the schema, most useful first. Joins stand in the schema already, verified questions among the examples. */
const NOTE_KINDS = ['rule', 'note', 'filter', 'metric', 'view'];

/**
 * Loads names and clock of the scope and looks for documents. Documents help; without them the question is still planned, so a
 * failing search is logged and passed over. *Problems* `database.*` when the data itself cannot be read.
 */
export async function retrieveKnowledge(
  request: RunRequest,
  rolePolicy: RolePolicy,
  needs: {
    readonly scopeData: ScopeDataLoader;
    readonly search: KnowledgeSearch;
    readonly roleModel: RoleModel;
    readonly requestId: string;
    readonly signal: AbortSignal;
    readonly onProblem: (code: string) => void;
  },
): Promise<StageOutcome<Knowledge>> {
  const { user_context: context, question } = request;
  const { roleModel, requestId } = needs;
  const [loaded, found, verified] = await Promise.all([
    // The load itself goes on when this asker leaves: others may be waiting for it.
    unlessAborted(needs.scopeData.load({ context, rolePolicy, roleModel, requestId }), needs.signal),
    needs.search.search(question, context.role, needs.signal),
    needs.search.findVerified(question, context.role),
  ]);
  if (!loaded.ok) return stopped(loaded.problem);
  if (!found.ok) needs.onProblem(found.problem.code);
  const documents = found.ok ? found.value.documents : [];
  const newestByView = toNewestByView(loaded.value.clock, roleModel);
  return passed({
    data: loaded.value,
    newestByView,
    dataAsOf: newestOf([...newestByView.values()]),
    sources: documents.slice(0, SHOWN_SOURCES).map(({ id, title, kind, score }) => ({ id, title, kind, score })),
    notes: toNotes(documents),
    verified,
  });
}

/**
 * What the work gives, or the problem of a run whose time is over, or whose asker has left, as soon as that is so. Listening ends with it:
 * Node holds a signal that somebody listens to, and with it the run, for as long as the process lives.
 */
async function unlessAborted<T>(work: Promise<Outcome<T>>, signal: AbortSignal): Promise<Outcome<T>> {
  let giveUp = (): void => undefined;
  const aborted = new Promise<Outcome<never>>((resolve) => {
    giveUp = () => resolve({ ok: false, problem: tooLong });
    signal.addEventListener('abort', giveUp, { once: true });
    if (signal.aborted) giveUp();
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}

const tooLong = {
  code: 'database.timeout',
  message: 'The data took too long to look through.',
  hint: 'Ask again in a moment; the next try starts where this one ended.',
};

function toNotes(documents: Found['documents']): Knowledge['notes'] {
  const useful = documents.filter(({ kind }) => NOTE_KINDS.includes(kind));
  const sorted = useful.toSorted((left, right) => NOTE_KINDS.indexOf(left.kind) - NOTE_KINDS.indexOf(right.kind));
  return sorted.map(({ title, content }) => ({ title, content }));
}

/** By the clock of a loaded scope, which stays the same object from question to question. */
const newestByClock = new WeakMap<DataClock, ReadonlyMap<string, string>>();

function toNewestByView(clock: DataClock, { datasets }: RoleModel): ReadonlyMap<string, string> {
  const known = newestByClock.get(clock);
  if (known !== undefined) return known;
  const newest = [...datasets.values()].flatMap(({ name, view, defaultTime }) => {
    const span = clock.get(`${name}.${defaultTime}`);
    return span === undefined ? [] : [[view, span.max] as const];
  });
  const byView = new Map(newest);
  newestByClock.set(clock, byView);
  return byView;
}

/** The newest of some times; ISO texts of one zone sort as time does. */
export function newestOf(times: readonly string[]): string | null {
  return [...times].sort().at(-1) ?? null;
}
