import { createHash, randomBytes } from 'node:crypto';
import type { AuditRecord } from '../audit/to-audit-record.js';

/** Where OpenTelemetry wants the traces, from its standard variables. */
export interface TraceTarget {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
}

export interface TraceExporter {
  observe(record: AuditRecord): void;
  /** Sends what is waiting. */
  close(): Promise<void>;
}

const everyMs = 5_000;
const mostWaiting = 2_000;

/**
 * Sends one span a question and one a stage by OTLP over HTTP (JSON). Attributes are statuses, codes and names of planner and model: never
 * a question, SQL, a row or who asked. A collector that is away costs the spans, not an answer.
 */
export function createTraceExporter(
  target: TraceTarget,
  needs: { readonly now: () => number; readonly onFailure: (cause: unknown) => void; readonly send?: typeof fetch },
): TraceExporter {
  let waiting: Span[] = [];
  const flush = async (): Promise<void> => {
    const spans = waiting;
    waiting = [];
    if (spans.length === 0) return;
    try {
      const reply = await (needs.send ?? fetch)(target.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...target.headers },
        body: JSON.stringify(toBody(target.serviceName, spans)),
        redirect: 'error',
        signal: AbortSignal.timeout(5_000),
      });
      if (!reply.ok) throw new Error(`the collector replied ${reply.status}`);
    } catch (cause) {
      needs.onFailure(cause);
    }
  };
  const timer = setInterval(() => void flush(), everyMs);
  timer.unref();
  return {
    observe(record) {
      if (waiting.length < mostWaiting) waiting.push(...toSpans(record, needs.now()));
    },
    close: async () => {
      clearInterval(timer);
      await flush();
    },
  };
}

type Attribute = { key: string; value: { stringValue: string } | { intValue: number } };
interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: Attribute[];
  status: { code: number };
}

/** The trace's id follows from the request's id, which stands in every log line: one leads to the other. */
function toSpans(record: AuditRecord, endMs: number): Span[] {
  const traceId = createHash('sha256').update(record.requestId).digest('hex').slice(0, 32);
  const rootId = randomBytes(8).toString('hex');
  let at = endMs - record.durationMs;
  const root: Span = {
    traceId,
    spanId: rootId,
    name: 'question',
    kind: 2,
    startTimeUnixNano: toNano(at),
    endTimeUnixNano: toNano(endMs),
    attributes: [
      text('copilot.request_id', record.requestId),
      text('copilot.status', record.status),
      text('copilot.planner', record.planner),
      ...(record.model === null ? [] : [text('gen_ai.response.model', record.model)]),
      ...(record.problem === null ? [] : [text('error.type', record.problem)]),
      { key: 'copilot.row_count', value: { intValue: record.rowCount } },
    ],
    status: { code: record.status === 'failed' ? 2 : 1 },
  };
  const stages = record.events
    .filter(({ status }) => status !== 'skipped')
    .map(({ stage, status, durationMs }): Span => {
      const started = at;
      at += durationMs;
      return {
        traceId,
        spanId: randomBytes(8).toString('hex'),
        parentSpanId: rootId,
        name: stage,
        kind: 1,
        startTimeUnixNano: toNano(started),
        endTimeUnixNano: toNano(at),
        attributes: [],
        status: { code: status === 'failed' ? 2 : 1 },
      };
    });
  return [root, ...stages];
}

const text = (key: string, value: string): Attribute => ({ key, value: { stringValue: value } });
const toNano = (ms: number): string => String(BigInt(Math.round(ms * 1000)) * 1000n);

const toBody = (serviceName: string, spans: readonly Span[]): object => ({
  resourceSpans: [
    {
      resource: { attributes: [text('service.name', serviceName)] },
      scopeSpans: [{ scope: { name: 'copilot' }, spans }],
    },
  ],
});
