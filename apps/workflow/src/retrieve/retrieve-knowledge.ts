import type { Outcome, Role, RolePolicy, RunRequest, Source } from '@copilot/contracts';
import type { StageOutcome } from '../run/stage-outcome.js';
import { passed, stopped } from '../run/stage-outcome.js';
import type { DataClock, ScopeData, ScopeDataLoader } from './create-scope-data-loader.js';
import type { RoleModel } from './role-model.js';

/** Everything that planning may lean on, already limited to the asker's role and stores. */
export interface Knowledge {
  readonly data: ScopeData;
  /** Newest row of the data in scope. */
  readonly dataAsOf: string | null;
  readonly sources: readonly Source[];
  readonly notes: readonly { readonly title: string; readonly content: string }[];
  /** A verified question that says the same as the one asked. */
  readonly verified: VerifiedQuestion | null;
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
}

export interface Found {
  readonly documents: readonly (Source & { readonly content: string })[];
  readonly verified: VerifiedQuestion | null;
}

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
  const [loaded, found] = await Promise.all([
    needs.scopeData.load({ context, rolePolicy, roleModel, requestId }),
    needs.search.search(question, context.role, needs.signal),
  ]);
  if (!loaded.ok) return stopped(loaded.problem);
  if (!found.ok) needs.onProblem(found.problem.code);
  const documents = found.ok ? found.value.documents : [];
  return passed({
    data: loaded.value,
    dataAsOf: newestOf(loaded.value.clock),
    sources: documents.map(({ id, title, kind, score }) => ({ id, title, kind, score })),
    notes: documents.map(({ title, content }) => ({ title, content })),
    verified: found.ok ? found.value.verified : null,
  });
}

/** ISO texts of one zone sort as time does. A due date may lie ahead of the newest event, so it does not count. */
function newestOf(clock: DataClock): string | null {
  const times = [...clock].filter(([member]) => !member.endsWith('.due_date')).map(([, { max }]) => max);
  return times.sort().at(-1) ?? null;
}
