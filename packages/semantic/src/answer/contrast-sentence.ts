import type { Cell } from '@copilot/contracts';
import { conditionsOf, describeMetric } from './describe-query.js';
import { formatCell } from './format.js';
import type { RenderInput } from './render-answer.js';
import { scopeWords } from './sentence-parts.js';

/** "Revenue in July 2022 ($9,712.65) was $1,210.80 (11.08 %) lower than revenue in June 2022 ($10,923.45)." */
export function contrastSentence(input: RenderInput): string {
  const { query, columns, rows, model, context } = input;
  const row = rows[0] ?? [];
  const at = (kind: string): number =>
    query.metrics.length + (query.calculations ?? []).findIndex((c) => c.kind === kind);
  const shown = (index: number, turn = false): string => {
    const cell: Cell = row[index] ?? null;
    const value = turn && typeof cell === 'number' ? Math.abs(cell) : cell;
    return formatCell(value, columns[index]);
  };
  const [one = '', other = ''] = query.metrics.map((m) => describeMetric(m, model));
  const sides = JSON.stringify(query.metrics);
  const scope = sides.includes(`${model.scopeNoun[0]}_id"`) ? '' : scopeWords(context, model, query);
  const was = columns[0]?.format === 'integer' ? 'were' : 'was';
  const rest = [...(scope ? [scope] : []), ...conditionsOf(query)];
  const tail = rest.length > 0 ? ` (${rest.join(', ')})` : '';
  const head = `${one[0]?.toUpperCase() ?? ''}${one.slice(1)} (${shown(0)})`;
  const second = `${other} (${shown(1)})${tail}`;
  if (query.calculations?.some((c) => c.kind === 'ratio')) {
    const ratio = row[at('ratio')] ?? null;
    return ratio === null
      ? `${head} cannot be divided by ${second}.`
      : `${head} ${was} ${shown(at('ratio'))} times ${second}.`;
  }
  const [a, b] = [Number(row[0] ?? 0), Number(row[1] ?? 0)];
  if (a === b) return `${head} ${was} the same as ${second}.`;
  const percent = row[at('change_percent')] ?? null;
  const share = percent === null ? '' : ` (${shown(at('change_percent'), true)})`;
  return `${head} ${was} ${shown(at('difference'), true)}${share} ${a > b ? 'higher' : 'lower'} than ${second}.`;
}
