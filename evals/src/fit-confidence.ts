/** One answer: its signs, and whether it was right. */
export interface Observed {
  readonly set: string;
  readonly right: boolean;
  readonly signs: Readonly<Record<string, number>>;
}

export interface Weights {
  /** Log odds of being right where no sign speaks against it. */
  readonly base: number;
  /** By how much each sign lowers them. */
  readonly signs: Readonly<Record<string, number>>;
}

const STEPS = 4000;
const RATE = 0.5;
/** Pulls the weights towards nothing, as much as this many answers would. */
const SHRINK = 2;
/** A sign can only speak against an answer, and every one does a little. */
const LEAST = -0.05;

/** Logistic regression with one weight for each sign; plain descent from nothing, so that the same answers give the same weights. */
export function fitConfidence(observed: readonly Observed[]): Weights {
  const names = Object.keys(observed[0]?.signs ?? {});
  const kinds = toKinds(observed, names);
  let base = 0;
  let weights = names.map(() => LEAST);
  for (let step = 0; step < STEPS; step += 1) {
    const misses = kinds.map(({ row, answers, right }) => right - answers * chance(base, weights, row));
    const mean = (of: (row: readonly number[]) => number): number =>
      misses.reduce((sum, miss, index) => sum + miss * of(kinds[index]?.row ?? []), 0) / observed.length;
    base += RATE * mean(() => 1);
    weights = weights.map((weight, at) =>
      Math.min(LEAST, weight + RATE * (mean((row) => row[at] ?? 0) - (SHRINK * weight) / observed.length)),
    );
  }
  const rounded = (value: number): number => Math.round(value * 100) / 100;
  return { base: rounded(base), signs: Object.fromEntries(names.map((name, at) => [name, rounded(weights[at] ?? 0)])) };
}

/** Answers with the same signs weigh in together. */
interface Kind {
  readonly row: readonly number[];
  answers: number;
  right: number;
}

function toKinds(observed: readonly Observed[], names: readonly string[]): Kind[] {
  const kinds = new Map<string, Kind>();
  for (const { signs, right } of observed) {
    const row = names.map((name) => capped(signs[name] ?? 0));
    const kind = kinds.get(row.join()) ?? { row, answers: 0, right: 0 };
    kind.answers += 1;
    kind.right += Number(right);
    kinds.set(row.join(), kind);
  }
  return [...kinds.values()];
}

/** How likely an answer with these signs is right. */
export function chanceOf(weights: Weights, signs: Readonly<Record<string, number>>): number {
  const names = Object.keys(weights.signs);
  return chance(
    weights.base,
    names.map((name) => weights.signs[name] ?? 0),
    names.map((name) => capped(signs[name] ?? 0)),
  );
}

/** Very long questions say no more than long ones. */
const capped = (count: number): number => Math.min(count, 4);

function chance(base: number, weights: readonly number[], row: readonly number[]): number {
  return 1 / (1 + Math.exp(-row.reduce((sum, count, at) => sum + count * (weights[at] ?? 0), base)));
}
