import type { TimeGrain, TimeRange, Turn } from '@copilot/contracts';
import { MONTHS } from '../../calendar-spans.js';
import type { Vocabulary } from '../../question/rewrite/rephrase.js';
import { reword, type Wording } from '../../question/rewrite/wording.js';

/** "how many came that day?", after the busiest day: the one period that was shown, by its date. */
export function thatPeriod(wording: Wording, { query, rows, columns }: Turn, { tokensOf }: Vocabulary): Wording {
  const shown = query?.dimensions.find((d) => d.grain && /^(day|month|quarter|year)$/.test(d.grain));
  const [row, ...more] = rows;
  const cell = row?.[columns.indexOf(shown?.grain ?? '')];
  const one = shown?.grain && more.length === 0 && typeof cell === 'string' ? { grain: shown.grain, cell } : null;
  const period = one ?? (shown ? null : narrowedTo(query?.time_range ?? null));
  if (!period) return wording;
  const { grain } = period;
  const said = periodOf(grain, period.cell);
  const tokens = tokensOf(wording.text);
  for (const [at, token] of tokens.entries()) {
    const same = /^(same|very)$/.test(tokens[at + 1]?.lower ?? '') ? 1 : 0;
    const noun = tokens[at + 1 + same];
    const names = noun?.lower === grain || (grain === 'day' && noun?.lower === 'date');
    if (!said || !noun || !names || !/^(that|this)$/.test(token.lower)) continue;
    const led = /^(on|in|for|during|of|from)$/.test(tokens[at - 1]?.lower ?? '');
    return reword(wording, token.start, noun.end, [{ put: led ? said : `in ${said}` }]);
  }
  return wording;
}

/** "in that month", after figures of May: the period that the question before was narrowed to. */
function narrowedTo(range: TimeRange | null): { readonly grain: TimeGrain; readonly cell: string } | null {
  const [from, to] = [range?.from?.slice(0, 10) ?? '', range?.to?.slice(0, 10) ?? ''];
  const [year = 0, month = 0, day = 0] = from.split('-').map(Number);
  const starts = (y: number, m: number, d: number): string =>
    new Date(Date.UTC(y, m - 1, d)).toISOString().slice(0, 10);
  if (from === '' || to === '') return null;
  if (to === starts(year, month, day + 1)) return { grain: 'day', cell: from };
  if (day !== 1) return null;
  if (to === starts(year, month + 1, 1)) return { grain: 'month', cell: from };
  if (month % 3 === 1 && to === starts(year, month + 3, 1)) return { grain: 'quarter', cell: from };
  return month === 1 && to === starts(year + 1, 1, 1) ? { grain: 'year', cell: from } : null;
}

function periodOf(grain: TimeGrain, cell: string): string | null {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(cell) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const name = MONTHS[Number(month) - 1] ?? '';
  if (grain === 'day') return `${Number(day)} ${name} ${year}`;
  if (grain === 'month') return `${name} ${year}`;
  return grain === 'year' ? year : `Q${Math.ceil(Number(month) / 3)} ${year}`;
}
