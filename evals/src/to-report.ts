import type { ScoredQuestion } from './score-answer.js';

export interface Tally {
  readonly name: string;
  readonly right: number;
  readonly total: number;
}

/** How often answers given with a confidence of this band were right. */
export interface ConfidenceBand {
  readonly from: number;
  readonly to: number;
  readonly answered: number;
  readonly right: number;
  readonly meanConfidence: number;
}

export interface EvalReport {
  readonly total: number;
  readonly right: number;
  /** Answered, and wrong: the one thing that must not happen. */
  readonly wrong: number;
  /** Of the questions that can be answered, those that were. */
  readonly answerable: number;
  readonly answeredOfAnswerable: number;
  readonly bySet: readonly Tally[];
  readonly byKind: readonly Tally[];
  readonly byDifficulty: readonly Tally[];
  readonly byTag: readonly Tally[];
  /** `answer -> refused`: what was done with which kind. */
  readonly byStatus: readonly { readonly name: string; readonly total: number }[];
  readonly chains: Tally | null;
  /** Documents that right answers needed, and how many of them were among the sources shown. */
  readonly retrieval: readonly { readonly name: string; readonly found: number; readonly needed: number }[];
  readonly latencyMs: { readonly p50: number; readonly p95: number; readonly max: number };
  readonly calibration: readonly ConfidenceBand[];
  /** Mean distance between confidence and accuracy over the bands, weighted by their size; null without confidences. */
  readonly calibrationError: number | null;
  readonly failures: readonly ScoredQuestion[];
}

const BANDS = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1];

/** Adds up the judgements. Nothing is left out: a question without a reply counts as not right. */
export function toReport(scored: readonly ScoredQuestion[]): EvalReport {
  const answerable = scored.filter((question) => question.kind === 'answer');
  const calibration = toCalibration(scored);
  const rated = calibration.reduce((sum, band) => sum + band.answered, 0);
  const chains = toTallies(scored, (question) => (question.chain === null ? [] : [question.chain]));
  const times = scored.map((question) => question.durationMs).sort((a, b) => a - b);
  return {
    total: scored.length,
    right: scored.filter((question) => question.right).length,
    wrong: scored.filter((question) => !question.right && question.status === 'answered').length,
    answerable: answerable.length,
    answeredOfAnswerable: answerable.filter((question) => question.status === 'answered').length,
    bySet: toTallies(scored, (question) => [question.set]),
    byKind: toTallies(scored, (question) => [question.kind]),
    byDifficulty: toTallies(scored, (question) => (question.difficulty === null ? [] : [question.difficulty])),
    byTag: toTallies(scored, (question) => question.tags),
    byStatus: toTallies(scored, (question) => [`${question.kind} -> ${question.status ?? 'no answer'}`]),
    chains:
      chains.length === 0
        ? null
        : { name: 'chains', right: chains.filter((chain) => chain.right === chain.total).length, total: chains.length },
    retrieval: toRecall(scored),
    latencyMs: { p50: percentile(times, 0.5), p95: percentile(times, 0.95), max: times.at(-1) ?? 0 },
    calibration,
    calibrationError:
      rated === 0
        ? null
        : calibration.reduce(
            (sum, band) => sum + (band.answered / rated) * Math.abs(band.meanConfidence - band.right / band.answered),
            0,
          ),
    failures: scored.filter((question) => !question.right),
  };
}

function toTallies(
  scored: readonly ScoredQuestion[],
  namesOf: (question: ScoredQuestion) => readonly string[],
): Tally[] {
  const tallies = new Map<string, { right: number; total: number }>();
  for (const question of scored) {
    for (const name of namesOf(question)) {
      const { right, total } = tallies.get(name) ?? { right: 0, total: 0 };
      tallies.set(name, { right: right + Number(question.right), total: total + 1 });
    }
  }
  return [...tallies]
    .map(([name, tally]) => ({ name, ...tally }))
    .sort((a, b) => b.total - a.total || a.name.localeCompare(b.name, 'en'));
}

function toRecall(scored: readonly ScoredQuestion[]): EvalReport['retrieval'] {
  const sums = new Map<string, { found: number; needed: number }>();
  for (const { kind, found, needed } of scored.flatMap(({ retrieval }) => retrieval ?? [])) {
    const sum = sums.get(kind) ?? { found: 0, needed: 0 };
    sums.set(kind, { found: sum.found + found, needed: sum.needed + needed });
  }
  return [...sums].map(([name, sum]) => ({ name, ...sum })).filter(({ needed }) => needed > 0);
}

function toCalibration(scored: readonly ScoredQuestion[]): ConfidenceBand[] {
  const rated = scored.flatMap((question) =>
    question.status === 'answered' && question.confidence !== null
      ? [{ right: question.right, confidence: question.confidence }]
      : [],
  );
  return BANDS.slice(1).flatMap((to, index) => {
    const from = BANDS[index] ?? 0;
    const band = rated.filter(({ confidence }) => confidence >= from && (confidence < to || to === 1));
    if (band.length === 0) return [];
    const meanConfidence = band.reduce((sum, { confidence }) => sum + confidence, 0) / band.length;
    return [{ from, to, answered: band.length, right: band.filter(({ right }) => right).length, meanConfidence }];
  });
}

function percentile(sorted: readonly number[], fraction: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(fraction * sorted.length) - 1)] ?? 0;
}
