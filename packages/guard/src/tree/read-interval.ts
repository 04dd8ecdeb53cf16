import { messageOf } from './node.js';
import { castOf, readText } from './read-literal.js';

const secondsOf: Readonly<Record<string, number>> = {
  second: 1,
  sec: 1,
  minute: 60,
  min: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
  month: 2_592_000,
  mon: 2_592_000,
  year: 31_536_000,
};

/** The length of an interval literal such as `interval '3 months'`, in seconds; nothing for other spellings. */
export function readInterval(expression: unknown): number | undefined {
  if (castOf(expression) !== 'interval') return undefined;
  const text = readText(messageOf(expression, 'TypeCast')?.['arg'])?.trim().toLowerCase() ?? '';
  if (!/^([+-]?\d+(\.\d+)?\s*[a-z]+\s*)+$/.test(text)) return undefined;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/([+-]?\d+(?:\.\d+)?)\s*([a-z]+)/g)) {
    const seconds = secondsOf[(unit ?? '').replace(/s$/, '')];
    if (seconds === undefined) return undefined;
    total += Number(amount) * seconds;
  }
  return total;
}
