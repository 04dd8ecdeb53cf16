import type { TimeGrain, Turn } from '@copilot/contracts';
import { MONTHS } from '../../calendar-spans.js';
import type { Vocabulary } from '../../question/rewrite/rephrase.js';
import { reword, type Wording } from '../../question/rewrite/wording.js';

/** "how many came that day?", after the busiest day: the one period that was shown, by its date. */
export function thatPeriod(wording: Wording, { query, rows, columns }: Turn, { tokensOf }: Vocabulary): Wording {
  const shown = query?.dimensions.find((d) => d.grain && /^(day|month|quarter|year)$/.test(d.grain));
  const [row, ...more] = rows;
  const cell = row?.[columns.indexOf(shown?.grain ?? '')];
  if (!shown?.grain || more.length > 0 || typeof cell !== 'string') return wording;
  const said = periodOf(shown.grain, cell);
  const tokens = tokensOf(wording.text);
  for (const [at, token] of tokens.entries()) {
    const same = /^(same|very)$/.test(tokens[at + 1]?.lower ?? '') ? 1 : 0;
    const noun = tokens[at + 1 + same];
    const names = noun?.lower === shown.grain || (shown.grain === 'day' && noun?.lower === 'date');
    if (!said || !noun || !names || !/^(that|this)$/.test(token.lower)) continue;
    const led = /^(on|in|for|during|of|from)$/.test(tokens[at - 1]?.lower ?? '');
    return reword(wording, token.start, noun.end, [{ put: led ? said : `in ${said}` }]);
  }
  return wording;
}

function periodOf(grain: TimeGrain, cell: string): string | null {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(cell) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const name = MONTHS[Number(month) - 1] ?? '';
  if (grain === 'day') return `${Number(day)} ${name} ${year}`;
  if (grain === 'month') return `${name} ${year}`;
  return grain === 'year' ? year : `Q${Math.ceil(Number(month) / 3)} ${year}`;
}
