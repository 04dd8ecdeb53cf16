/** Milliseconds of one kind of work. */
export interface Summary {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly n: number;
}

/** The value below which a share of the times lies. */
export function summarise(times: readonly number[]): Summary {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), n: times.length };
}

export async function time<T>(times: number[], work: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  const result = await work();
  times.push(performance.now() - begun);
  return result;
}

export function round(value: number, digits = 2): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}

/** Smallest, middle and largest of some ratios: one run says little, its spread says how little. */
export function spreadOf(values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return `${middle.toFixed(2)} (${(sorted[0] ?? 0).toFixed(2)} to ${(sorted.at(-1) ?? 0).toFixed(2)} over ${sorted.length} pairs)`;
}

export function printSummary(title: string, { p50, p95, p99, n }: Summary): void {
  const cell = (value: number): string => value.toFixed(2).padStart(8);
  console.log(`${title.padEnd(54)} p50 ${cell(p50)}  p95 ${cell(p95)}  p99 ${cell(p99)}  n ${n}`);
}
