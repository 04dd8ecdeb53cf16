import { createServer } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { AuditRecord } from '../audit/to-audit-record.js';
import { createMetrics } from './create-metrics.js';
import { createTraceExporter } from './create-trace-exporter.js';
import { observeAudit } from './observe-audit.js';

const record: AuditRecord = {
  requestId: 'request-1',
  conversationId: 'conversation-1',
  username: 'ann-the-secret',
  role: 'finance',
  storeIds: [1],
  allStores: false,
  question: 'what did MARY SMITH pay',
  status: 'blocked',
  errorStage: 'guard',
  problem: 'guard.view-not-allowed',
  planner: 'llm',
  model: 'a "model"',
  sql: 'SELECT secret FROM hidden',
  secondSql: null,
  views: ['v_payments'],
  rowCount: 0,
  certificateSha256: null,
  durationMs: 12.5,
  timingsMs: { plan: 10, guard: 2.5 },
  usage: { attempts: 2, prompt_tokens: 10, completion_tokens: 1, cost: null },
  events: [
    { stage: 'plan', status: 'ok', durationMs: 10, detail: null },
    { stage: 'guard', status: 'failed', durationMs: 2.5, detail: 'guard.view-not-allowed' },
    { stage: 'execute', status: 'skipped', durationMs: 0, detail: null },
  ],
};
const secrets = /ann-the-secret|MARY|SELECT|hidden|v_payments|conversation-1/;
const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

describe('metrics', () => {
  it('count statuses, rules, attempts and stages, and name nobody', () => {
    const metrics = createMetrics();
    metrics.observe(record);
    metrics.observe({ ...record, status: 'answered', problem: null, usage: null });
    const text = metrics.render(new Map([['questions', 7]]));
    expect(text).toContain('copilot_questions_total{status="blocked",planner="llm"} 1');
    expect(text).toContain('copilot_guard_blocks_total{rule="view-not-allowed"} 1');
    expect(text).toContain('copilot_model_attempts_total{model="a \\"model\\""} 2');
    expect(text).toContain('copilot_stage_duration_ms_bucket{stage="plan",le="3"} 0');
    expect(text).toContain('copilot_stage_duration_ms_bucket{stage="plan",le="10"} 2');
    expect(text).toContain('copilot_stage_duration_ms_sum{stage="guard"} 5');
    expect(text).toContain('copilot_audit_records{chain="questions"} 7');
    expect(text).not.toMatch(secrets);
    for (const line of text.trimEnd().split('\n')) expect(line).toMatch(/^(# (HELP|TYPE) |[a-z_]+(\{.*\})? [\d.]+$)/);
  });

  it('count what was audited, and what could not be', async () => {
    const metrics = createMetrics();
    await observeAudit({ append: () => Promise.resolve('written') }, metrics, null).append(record);
    const broken = observeAudit({ append: () => Promise.reject(new Error('away')) }, metrics, null);
    await expect(broken.append(record)).rejects.toThrow('away');
    await setImmediate();
    expect(metrics.render(new Map())).toMatch(/questions_total\{.*\} 1\n[^]*audit_failures_total 1\n/);
  });
});

describe('traces', () => {
  it('are sent as one span a question and one a stage, without anything that was asked or found', async () => {
    const bodies: string[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (bytes: Buffer) => (body += bytes.toString()));
      request.on('end', () => {
        bodies.push(`${request.headers['x-key']} ${body}`);
        response.end('{}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => server.close());
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const target = { url: `http://127.0.0.1:${port}/v1/traces`, headers: { 'x-key': 'k' }, serviceName: 'copilot' };
    const exporter = createTraceExporter(target, { now: () => 1_700_000_000_000, onFailure: () => undefined });
    exporter.observe(record);
    await exporter.close();
    expect(bodies).toHaveLength(1);
    expect(bodies[0]).toMatch(/^k /);
    const spans = JSON.parse(bodies[0]?.slice(2) ?? '{}').resourceSpans[0].scopeSpans[0].spans;
    expect(spans.map((span: { name: string }) => span.name)).toEqual(['question', 'plan', 'guard']);
    expect(spans[1].parentSpanId).toBe(spans[0].spanId);
    expect(spans[2].endTimeUnixNano).toBe('1700000000000000000');
    expect(bodies[0]).not.toMatch(secrets);
  });

  it('are lost without harm when the collector is away', async () => {
    const failures: unknown[] = [];
    const target = { url: 'http://127.0.0.1:1/v1/traces', headers: {}, serviceName: 'copilot' };
    const exporter = createTraceExporter(target, { now: Date.now, onFailure: (cause) => failures.push(cause) });
    exporter.observe(record);
    await exporter.close();
    expect(failures).toHaveLength(1);
  });
});
