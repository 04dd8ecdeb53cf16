import type { Certificate, RolePolicy, RunRequest, UserContext } from '@copilot/contracts';
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
    readonly rolePolicy: RolePolicy;
    readonly question: string;
    readonly allowed: Allowed;
    readonly executed: Executed;
  }): Certificate | Promise<Certificate>;
}

export interface RenderedAnswer extends Rendered {
  readonly certificate: Certificate;
}

/** Turns rows into what a person reads, and signs what was read. */
export async function renderAnswer(
  request: RunRequest,
  facts: {
    readonly requestId: string;
    readonly rolePolicy: RolePolicy;
    readonly planned: PlannedQuestion;
    readonly allowed: Allowed;
    readonly executed: Executed;
  },
  certificates: CertificateIssuer,
): Promise<StageOutcome<RenderedAnswer>> {
  const { planned, executed, ...rest } = facts;
  const rendered = planned.render?.(executed.result) ?? renderPlainResult(executed.result, request.user_context);
  const context = request.user_context;
  const certificate = await certificates.issue({ ...rest, executed, context, question: request.question });
  return passed({ ...rendered, certificate });
}
