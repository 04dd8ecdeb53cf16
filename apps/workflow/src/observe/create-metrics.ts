import type { AuditRecord } from '../audit/to-audit-record.js';

/** Counts of this process since it started, in Prometheus' text form. No label names a person, a question or a store. */
export interface Metrics {
  observe(record: AuditRecord): void;
  /** An answer that could not be audited and so was not given. */
  auditFailed(): void;
  /** `auditLengths` are read when somebody asks. */
  render(auditLengths: ReadonlyMap<string, number>): string;
}

const bucketsMs = [1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000];

export function createMetrics(): Metrics {
  const questions = createCounter('copilot_questions_total', 'Questions by status and planner.');
  const problems = createCounter('copilot_problems_total', 'Questions that ended in a problem, by its code.');
  const blocks = createCounter('copilot_guard_blocks_total', 'Statements that the guard stopped, by rule.');
  const attempts = createCounter('copilot_model_attempts_total', 'Calls of a language model.');
  const unaudited = createCounter(
    'copilot_audit_failures_total',
    'Answers withheld because the audit could not be written.',
  );
  const stages = createHistogram('copilot_stage_duration_ms', 'Milliseconds that a stage took, by stage.');
  return {
    observe(record) {
      questions.add({ status: record.status, planner: record.planner });
      if (record.problem !== null) problems.add({ code: record.problem });
      if (record.problem?.startsWith('guard.') === true) blocks.add({ rule: record.problem.slice('guard.'.length) });
      if (record.usage !== null && record.usage !== undefined && record.usage.attempts > 0)
        attempts.add({ model: record.model ?? 'none' }, record.usage.attempts);
      for (const [stage, ms] of Object.entries(record.timingsMs)) stages.add({ stage }, ms);
      stages.add({ stage: 'all' }, record.durationMs);
    },
    auditFailed: () => unaudited.add({}),
    render: (auditLengths) =>
      [
        ...[questions, problems, blocks, attempts, unaudited].flatMap((counter) => counter.lines()),
        ...stages.lines(),
        '# HELP copilot_audit_records Records that an audit chain has ever had.',
        '# TYPE copilot_audit_records gauge',
        ...[...auditLengths].map(([chain, length]) => `copilot_audit_records${toLabels({ chain })} ${length}`),
        '',
      ].join('\n'),
  };
}

type Labels = Readonly<Record<string, string>>;

function createCounter(name: string, help: string) {
  const values = new Map<string, number>();
  return {
    add(labels: Labels, by = 1): void {
      const key = toLabels(labels);
      values.set(key, (values.get(key) ?? 0) + by);
    },
    lines: () => [
      `# HELP ${name} ${help}`,
      `# TYPE ${name} counter`,
      ...[...values].map(([key, value]) => `${name}${key} ${value}`),
    ],
  };
}

function createHistogram(name: string, help: string) {
  const series = new Map<string, { labels: Labels; counts: number[]; sum: number; count: number }>();
  return {
    add(labels: Labels, value: number): void {
      const key = toLabels(labels);
      const entry = series.get(key) ?? { labels, counts: bucketsMs.map(() => 0), sum: 0, count: 0 };
      series.set(key, entry);
      bucketsMs.forEach((bound, index) => {
        if (value <= bound) entry.counts[index] = (entry.counts[index] ?? 0) + 1;
      });
      entry.sum += value;
      entry.count += 1;
    },
    lines: () => [
      `# HELP ${name} ${help}`,
      `# TYPE ${name} histogram`,
      ...[...series.values()].flatMap(({ labels, counts, sum, count }) => [
        ...bucketsMs.map(
          (bound, index) => `${name}_bucket${toLabels({ ...labels, le: String(bound) })} ${counts[index]}`,
        ),
        `${name}_bucket${toLabels({ ...labels, le: '+Inf' })} ${count}`,
        `${name}_sum${toLabels(labels)} ${Math.round(sum * 1000) / 1000}`,
        `${name}_count${toLabels(labels)} ${count}`,
      ]),
    ],
  };
}

function toLabels(labels: Labels): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}="${value.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`,
  );
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}
