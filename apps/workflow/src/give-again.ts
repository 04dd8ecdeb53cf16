import { randomUUID } from 'node:crypto';
import type { Answer, Certificate, RunRequest } from '@copilot/contracts';
import { toAuditRecord, type AuditTrail } from './audit/to-audit-record.js';
import { toExchange } from './audit/to-exchange.js';
import { createRecentMap } from './recent-map.js';
import type { CertificateIssuer } from './render/render-answer.js';
import type { RunOptions } from './run/start-run.js';
import { createStageRecord } from './run/stage-record.js';

/** An answer that comes out the same again while the data are those of `dataVersion`. */
export interface GivenAnswer {
  readonly answer: Answer & { readonly certificate: Certificate };
  readonly dataVersion: string;
}

/** The answers of the last minute, each under who asked, in which scope, and what. */
export interface GivenAnswers {
  find(request: RunRequest): GivenAnswer | null;
  keep(request: RunRequest, given: GivenAnswer): void;
}

const MOST_KEPT = 500;
/** A larger result is rare, and would push out many others. */
const MOST_CELLS = 1_000;
/** As long as the gateway holds on to what it saw of the token. */
const HOLDS_MS = 60_000;

export function createGivenAnswers(now: () => number): GivenAnswers {
  const kept = createRecentMap<GivenAnswer>({ capacity: MOST_KEPT, ttlMs: HOLDS_MS, now });
  return {
    find: (request) => (isAlone(request) ? (kept.get(keyOf(request)) ?? null) : null),
    keep: (request, given) => {
      const { columns, rows } = given.answer.data;
      if (isAlone(request) && columns.length * rows.length <= MOST_CELLS) kept.set(keyOf(request), given);
    },
  };
}

const isAlone = ({ conversation }: RunRequest): boolean => (conversation?.turns.length ?? 0) === 0;

const keyOf = ({ question, query, user_context: context }: RunRequest): string =>
  JSON.stringify([context, question, query ?? null]);

/**
 * Gives an answer once more, under a request, a certificate and a record of its own, and only if all it stands on is still so: the asker's row, the
 * token, the rate and the data are looked at in the transaction that writes the record. The stages between the door and the certificate are not gone
 * through again; the record says so.
 * *Returns* null when something has changed: nothing was written then. *Throws* when the record cannot be written.
 */
export async function giveAgain(
  request: RunRequest,
  given: GivenAnswer,
  needs: { readonly certificates: CertificateIssuer; readonly conclude: NonNullable<AuditTrail['conclude']> },
  by: { readonly askerVersion: string; readonly startedAt: number } & Pick<RunOptions, 'requestId' | 'onConcluded'>,
): Promise<Answer | null> {
  const { answer: before, dataVersion } = given;
  const { requestId = randomUUID() } = by;
  const stages = createStageRecord(requestId);
  stages.add('authorize', by.startedAt);
  for (const stage of ['retrieve', 'plan', 'guard', 'execute'] as const) stages.add(stage);
  const renderedAt = performance.now();
  const certificate = needs.certificates.reissue(before.certificate, requestId);
  stages.add('render', renderedAt);
  const answer: Answer = {
    ...before,
    request_id: requestId,
    conversation_id: request.conversation?.id ?? requestId,
    certificate,
  };
  const record = toAuditRecord(request, stages, answer, { problem: null, given: 'answer' });
  const recordedAt = performance.now();
  const grounds = { askerVersion: by.askerVersion, dataVersion, session: request.session ?? null };
  const { isWritten, isKept } = await needs.conclude(record, grounds, toExchange(request, answer));
  if (!isWritten) return null;
  stages.add('audit', recordedAt);
  by.onConcluded?.({ isKept, ahead: 'the same' });
  return { ...answer, explain: { ...answer.explain, timings_ms: stages.timings() } };
}
