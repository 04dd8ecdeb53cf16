import type { Reading } from './read-cell.js';

type NumberReading = Extract<Reading, { kind: 'number' }>;

const CENT = 0.009_99;

/**
 * Whole numbers must be equal; other figures may be rounded: to two decimals, to one (averages and percentages from 1 up, amounts from
 * 50 up), to a whole number from 500 up.
 */
export function isSameNumber(gold: NumberReading, got: NumberReading): boolean {
  if (gold.value === got.value) return true;
  const distance = Math.abs(gold.value - got.value);
  if (distance <= 1e-6) return true;
  if (Number.isInteger(gold.value)) return false;
  const size = Math.abs(gold.value);
  const shown = countDecimals(got);
  if (size >= 1 ? distance < CENT : distance <= roundingError(Math.max(2, shown))) return true;
  if (shown <= 1 && distance <= roundingError(1) && size >= (countDecimals(gold) > 2 ? 1 : 50)) return true;
  return size >= 500 && Number.isInteger(got.value) && distance <= roundingError(0);
}

/** A share may be given as 51.2 or as 0.512, rounded likewise. */
export function isSameShare(gold: NumberReading, got: NumberReading): boolean {
  const goldIsSmall = Math.abs(gold.value) < Math.abs(got.value);
  const small = goldIsSmall ? gold : got;
  if (Number.isInteger(small.value) || Math.abs(small.value) >= 10) return false;
  if (!goldIsSmall && got.percent === true) return false;
  const distance = goldIsSmall ? Math.abs(gold.value * 100 - got.value) : Math.abs(got.value * 100 - gold.value);
  const decimals = goldIsSmall ? Math.max(1, countDecimals(got)) : Math.max(3, countDecimals(got)) - 2;
  return distance < CENT || distance <= roundingError(decimals);
}

/** The most that rounding to so many decimals changes. */
function roundingError(decimals: number): number {
  return 0.5 * 10 ** -decimals * (1 + 1e-6) + 1e-9;
}

function countDecimals(reading: NumberReading): number {
  const [, decimals] = /^[-+]?\d*\.(\d+)$/.exec(reading.text ?? String(reading.value)) ?? [];
  return decimals === undefined ? 0 : decimals.replace(/0+$/, '').length;
}
