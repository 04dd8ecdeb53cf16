import { chanceOf, fitConfidence, type Observed } from './fit-confidence.js';

export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly answers: number;
  readonly right: number;
  readonly stated: number;
}

export interface Reliability {
  readonly bins: readonly Bin[];
  /** Distance between stated confidence and share of right answers, over the bins by their size. */
  readonly expectedCalibrationError: number;
  /** For each bound: what would still be answered, and how much of it wrong. */
  readonly bounds: readonly { readonly bound: number; readonly answered: number; readonly wrong: number }[];
}

const EDGES = [0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1];
const BOUNDS = [0, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8];

/** States the confidence of each author's answers with weights fitted to the other authors' alone. */
export function crossValidate(observed: readonly Observed[]): Reliability {
  const authorOf = ({ set }: Observed): string => set.replace(/(-chains)?\.jsonl$/, '');
  const stated = [...new Set(observed.map(authorOf))].flatMap((author) => {
    const weights = fitConfidence(observed.filter((one) => authorOf(one) !== author));
    return observed
      .filter((one) => authorOf(one) === author)
      .map(({ signs, right }) => ({ right, chance: chanceOf(weights, signs) }));
  });
  const bins = EDGES.slice(1).flatMap((to, index) => {
    const from = EDGES[index] ?? 0;
    const inside = stated.filter(({ chance }) => chance >= from && chance < to);
    if (inside.length === 0) return [];
    const mean = inside.reduce((sum, { chance }) => sum + chance, 0) / inside.length;
    return [{ from, to, answers: inside.length, right: inside.filter(({ right }) => right).length, stated: mean }];
  });
  return {
    bins,
    expectedCalibrationError: bins.reduce(
      (sum, bin) => sum + (bin.answers / stated.length) * Math.abs(bin.stated - bin.right / bin.answers),
      0,
    ),
    bounds: BOUNDS.map((bound) => {
      const answered = stated.filter(({ chance }) => chance >= bound);
      return { bound, answered: answered.length, wrong: answered.filter(({ right }) => !right).length };
    }),
  };
}
