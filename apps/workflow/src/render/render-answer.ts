import type { Certificate, ResultColumn, RunRequest, SecondReading, UserContext } from '@copilot/contracts';
import type { Executed } from '../execute/run-statement.js';
import type { Allowed } from '../guard/choose-allowed.js';
import type { PlannedQuestion } from '../plan/planned-question.js';
import type { Rendered } from '../plan/semantic-planner.js';
import type { StageOutcome } from '../run/stage-outcome.js';
import { passed } from '../run/stage-outcome.js';
import { renderPlainResult } from './render-plain-result.js';

/** Signs the proof of scope of one answer. `issueCertificate` of `@copilot/certificate` stands behind it. */
export interface CertificateIssuer {
  issue(facts: {
    readonly requestId: string;
    readonly context: UserContext;
    readonly question: string;
    readonly allowed: Allowed;
    readonly executed: Executed;
    /** As the answer shows them. */
    readonly columns: readonly ResultColumn[];
  }): Certificate | Promise<Certificate>;
  /** The same for an answer that is given once more. */
  reissue(before: Certificate, requestId: string): Certificate;
}

export interface RenderedAnswer extends Rendered {
  readonly certificate: Certificate;
  readonly second: SecondReading | null;
}

/** Turns rows into what a person reads, and signs what was read. */
export async function renderAnswer(
  request: RunRequest,
  facts: {
    readonly requestId: string;
    readonly planned: PlannedQuestion;
    readonly allowed: Allowed;
    readonly executed: Executed;
    readonly second: SecondReading | null;
  },
  certificates: CertificateIssuer,
): Promise<StageOutcome<RenderedAnswer>> {
  const { planned, executed, allowed, requestId } = facts;
  const { user_context: context, question } = request;
  const rendered = planned.render?.(executed.result, executed.emptied) ?? renderPlainResult(executed.result, context);
  const { columns } = rendered;
  const certificate = await certificates.issue({ requestId, context, question, allowed, executed, columns });
  return passed({ ...rendered, certificate, second: facts.second });
}
