import type { Calculation, Format, SemanticQuery } from '@copilot/contracts';
import type { Grouped } from './grouped.js';
import { identifier } from './literal.js';
import { dimensionKeys } from './sorting.js';

/** The window function of a calculation; growth and running figures go along the time, ranks and shares along the figure. */
export function calculationSql(
  c: Calculation,
  query: SemanticQuery,
  grouped: Grouped,
  figureNames: readonly string[],
  keyNames: readonly string[],
  keyOrder: (at: number) => string,
): string {
  const m = identifier(figureNames[c.metric] ?? '');
  const time = grouped.keys.findIndex((key) => key.grain !== undefined);
  const along = time >= 0 ? keyOrder(time) : `${m} DESC`;
  const others = grouped.keys.flatMap((key, i) =>
    time >= 0 && i !== time ? [identifier(keyNames[i] ?? key.name)] : [],
  );
  const partition = others.length > 0 ? `PARTITION BY ${others.join(', ')} ` : '';
  const back = `lag(${m}${c.offset && c.offset > 1 ? `, ${c.offset}` : ''}) OVER (${partition}ORDER BY ${along})`;
  if (c.against !== undefined) return againstSql(c, c.against, grouped, figureNames);
  switch (c.kind) {
    case 'ratio':
      return `1.0 * ${m} / NULLIF(${back}, 0)`;
    case 'share':
      return `100.0 * ${m} / NULLIF(SUM(${m}) OVER (${wholeOf(c, query, grouped, keyNames)}), 0)`;
    case 'cumulative_share':
      return `100.0 * SUM(${m}) OVER (ORDER BY ${m} DESC, ${keyNames.map((name) => identifier(name)).join(', ')}) / NULLIF(SUM(${m}) OVER (), 0)`;
    case 'previous':
      return back;
    case 'change':
    case 'difference':
      return `${m} - ${back}`;
    case 'change_percent':
      return `100.0 * (${m} - ${back}) / NULLIF(${back}, 0)`;
    case 'running':
      return `SUM(${m}) OVER (${partition}ORDER BY ${along})`;
    case 'moving_average':
      return `AVG(${m}) OVER (${partition}ORDER BY ${along} ROWS BETWEEN ${(c.window ?? 3) - 1} PRECEDING AND CURRENT ROW)`;
    case 'rank':
      return `rank() OVER (ORDER BY ${m} ${c.ascending ? 'ASC' : 'DESC NULLS LAST'})`;
  }
}

/** The groups that a share is taken within. */
function wholeOf({ within }: Calculation, query: SemanticQuery, grouped: Grouped, keyNames: readonly string[]): string {
  const keys = (within ?? [])
    .flatMap((at) => dimensionKeys(query, grouped, at))
    .map((key) => identifier(keyNames[grouped.keys.indexOf(key)] ?? key.name));
  return keys.length > 0 ? `PARTITION BY ${keys.join(', ')}` : '';
}

/** A figure set against another of the same row; what adds up to nothing is 0. */
function againstSql(
  { kind, metric, unsigned }: Calculation,
  against: number,
  grouped: Grouped,
  figureNames: readonly string[],
): string {
  const [one = '', other = ''] = [metric, against].map((at) => {
    const name = identifier(figureNames[at] ?? '');
    return grouped.figures[at]?.additive ? `COALESCE(${name}, 0)` : name;
  });
  if (kind === 'ratio') return `1.0 * ${one} / NULLIF(${other}, 0)`;
  if (kind === 'change_percent') return `100.0 * (${one} - ${other}) / NULLIF(${other}, 0)`;
  return unsigned ? `ABS(${one} - ${other})` : `${one} - ${other}`;
}

/** The column name of a calculation. */
export function calculationName(c: Calculation, grouped: Grouped): string {
  const figure = grouped.figures[c.metric]?.name ?? 'figure';
  const names: Record<Calculation['kind'], string> = {
    share: `share_of_${figure}`,
    change: `${figure}_change`,
    change_percent: `${figure}_change_percent`,
    running: `running_${figure}`,
    moving_average: `moving_average_${figure}`,
    rank: 'rank',
    cumulative_share: `cumulative_share_of_${figure}`,
    difference: `${figure}_difference`,
    previous: `previous_${figure}`,
    ratio: `${figure}_ratio`,
  };
  return names[c.kind];
}

/** How the values of a calculation are shown. */
export function calculationFormat(c: Calculation, grouped: Grouped): Format {
  if (c.kind === 'share' || c.kind === 'change_percent' || c.kind === 'cumulative_share') return 'percent';
  if (c.kind === 'rank') return 'integer';
  if (c.kind === 'ratio') return 'decimal';
  const format = grouped.figures[c.metric]?.format ?? 'decimal';
  return c.kind === 'moving_average' && format === 'integer' ? 'decimal' : format;
}

/** Whether a calculation keeps the exactness of its figure, so that nothing is rounded. */
export function exact(c: Calculation): boolean {
  return (
    c.kind === 'running' || c.kind === 'change' || c.kind === 'rank' || c.kind === 'previous' || c.kind === 'difference'
  );
}
