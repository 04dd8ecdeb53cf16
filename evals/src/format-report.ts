import type { EvalReport, Tally } from './to-report.js';

/** The report as text for a terminal, losses included. */
export function formatReport(report: EvalReport): string {
  const sections = [
    toLine({ name: 'all', right: report.right, total: report.total }),
    toSection('by set', report.bySet),
    toSection('by kind', report.byKind),
    ['status given, by kind', ...report.byStatus.map(({ name, total }) => `${name.padEnd(36)} ${count(total)}`)].join(
      '\n',
    ),
    toSection('by difficulty', report.byDifficulty),
    toSection('by tag', report.byTag),
    ...(report.chains === null ? [] : [`chains wholly right ${report.chains.right} / ${report.chains.total}`]),
    [
      `answered and wrong ${report.wrong} / ${report.total}   ${percent(report.wrong, report.total)}`,
      `coverage (answerable questions answered) ${percent(report.answeredOfAnswerable, report.answerable)}`,
    ].join('\n'),
    toCalibrationSection(report),
    ...toRetrievalSection(report),
    `latency ms  p50 ${report.latencyMs.p50.toFixed(0)}  p95 ${report.latencyMs.p95.toFixed(0)}  max ${report.latencyMs.max.toFixed(0)}`,
  ];
  return sections.join('\n\n');
}

/** One JSON object a line, for reading with other tools. */
export function formatFailures(report: EvalReport): string {
  return report.failures.map((failure) => `${JSON.stringify(failure)}\n`).join('');
}

function toSection(title: string, tallies: readonly Tally[]): string {
  return [title, ...tallies.map(toLine)].join('\n');
}

function toLine(tally: Tally): string {
  return `${tally.name.padEnd(28)} ${count(tally.right)} / ${String(tally.total).padEnd(4)} ${percent(tally.right, tally.total)}`;
}

/** Recall at eight: answers list their first eight sources. */
function toRetrievalSection({ retrieval }: EvalReport): string[] {
  if (retrieval.length === 0) return [];
  const lines = retrieval.map(
    ({ name, found, needed }) =>
      `${`${name}s needed`.padEnd(28)} ${count(found)} / ${String(needed).padEnd(4)} ${percent(found, needed)}`,
  );
  return [['retrieval, recall at 8', ...lines].join('\n')];
}

function toCalibrationSection(report: EvalReport): string {
  if (report.calibrationError === null) return 'confidence: no answer carries one';
  const bands = report.calibration.map((band) => {
    const range = `${band.from.toFixed(2)}–${band.to.toFixed(2)}`.padEnd(12);
    const mean = `said ${(100 * band.meanConfidence).toFixed(0)} %`.padEnd(12);
    return `${range} ${count(band.answered)} answers  ${mean} right ${percent(band.right, band.answered)}`;
  });
  const error = `expected calibration error ${(100 * report.calibrationError).toFixed(1)} points`;
  return ['confidence against accuracy', ...bands, error].join('\n');
}

function count(value: number): string {
  return String(value).padStart(4);
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '     –' : `${((100 * part) / whole).toFixed(1).padStart(5)} %`;
}
