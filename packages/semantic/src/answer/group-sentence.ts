import type { Cell } from '@copilot/contracts';
import { listWords } from '../list-words.js';
import { describeDimension, describeMetric, describeWithin, plural } from './describe-query.js';
import { formatCell } from './format.js';
import { meeting } from './meeting-sentence.js';
import type { RenderInput } from './render-answer.js';
import { about, capital, isCount, named, plurals, preview, value } from './sentence-parts.js';

/** Figures by group: each where they are few, the best and the last where they are many, the ranked ones where ranks were asked for. */
export function groupSentence(input: RenderInput): string {
  const { query, columns, rows } = input;
  const metricAt = Math.max(
    0,
    columns.findIndex((c) => c.role === 'metric'),
  );
  const groups = listWords(query.dimensions.map((d) => describeDimension(d, input.model)));
  if (query.metrics.length === 0)
    return `${input.truncated ? `More than ${rows.length}` : rows.length} ${query.dimensions.length === 1 ? manyOf(input) : plural(groups)}${about(input)}: ${preview(rows.map((row) => named(input, row)))}.`;
  const head = `${capital(figures(input))} by ${groups}${about(input)}`;
  if (query.limit !== null) return rankedSentence(input, metricAt);
  if (query.fill && query.having?.some((h) => h.op === 'eq' && h.values?.[0] === 0))
    return `${rows.length} ${plurals(query, input.model)} without ${figures(input)}${about(input)}: ${preview(rows.map((row) => named(input, row)))}.`;
  if (query.having?.length && query.dimensions.length === 1 && !query.calculations?.length && !input.truncated)
    return metSentence(input, metricAt);
  if (rows.length === 1) return `${head}: ${each(input, rows[0] ?? [])}.`;
  if (rows.length <= 3 || query.dimensions.some((d) => d.ranges))
    return `${head}: ${listWords(rows.map((row) => each(input, row)))}.`;
  return `${head}${calculated(input) ?? extremes(input, metricAt)}.`;
}

/** "Customers with more than 40 rentals, by store: store 2 (4), store 1 (3)": those that meet a condition, counted for each of some groups. */
export function countedSentence(input: RenderInput): string {
  const { query, columns, rows, model } = input;
  const conditions = (query.having ?? []).map((having) => meeting(input, having)).join(' and ');
  const head = `${capital(plurals(query, model))} with ${conditions}, by ${describeWithin(query, model)}${about(input)}`;
  const dimensions = (query.count_within ?? []).flatMap((at) => query.dimensions[at] ?? []);
  const outer = { ...input, query: { ...query, dimensions } };
  if (rows.length <= 3) return `${head}: ${listWords(rows.map((row) => each(outer, row)))}.`;
  return `${head}${extremes(outer, columns.length - 1)}.`;
}

/** "5 customers have more than 40 rentals: ELEANOR HUNT (46), …": groups that were kept for their figure. */
function metSentence(input: RenderInput, metricAt: number): string {
  const { query, rows } = input;
  const has = rows.length === 1 ? 'has' : 'have';
  const conditions = (query.having ?? []).map((having) => meeting(input, having)).join(' and ');
  const list = preview(rows.map((row) => `${named(input, row)} (${value(input, row, metricAt)})`));
  return `${rows.length} ${manyOf(input)} ${has} ${conditions}${about(input)}: ${list}.`;
}

function figures({ query, model }: RenderInput): string {
  return listWords(query.metrics.map((metric) => describeMetric(metric, model)));
}

/** "store 1 $33,689.74", "store 1 (8,041)", "store 1 (revenue $33,689.74, rentals 8,041)". */
function each(input: RenderInput, row: readonly Cell[]): string {
  const shown = input.columns.flatMap((column, i) => (column.role === 'metric' ? [{ column, i }] : []));
  const [only] = shown;
  if (shown.length === 1 && only) {
    const [name, figure] = [named(input, row), formatCell(row[only.i] ?? null, only.column)];
    return /\d$/.test(name) && /^\d/.test(figure) ? `${name} (${figure})` : `${name} ${figure}`;
  }
  const parts = shown.flatMap(({ column, i }) =>
    row[i] === null ? [] : [`${column.label ?? column.name} ${formatCell(row[i] ?? null, column)}`],
  );
  return `${named(input, row)} (${parts.join(', ')})`;
}

/** "BUCKET BROTHERHOOD has the most rentals of all stores: 34." */
function rankedSentence(input: RenderInput, metricAt: number): string {
  const { query, columns, rows, model } = input;
  const sorted = /^metric:(\d+)$/.exec(query.sort[0]?.by ?? '')?.[1];
  const ref = query.metrics[Number(sorted ?? 0)] ?? {};
  const at = columns.findIndex((c, i) => c.role === 'metric' && i >= metricAt + Number(sorted ?? 0));
  const up = query.sort[0]?.direction !== 'asc';
  const degree = isCount(ref, model) ? (up ? 'most' : 'fewest') : up ? 'highest' : 'lowest';
  const place = query.offset ? `${ordinal(query.offset + 1)} ${degree}` : degree;
  // "the highest payment amount", not "the highest highest".
  const figure = describeMetric(ref, model).replace(/^(highest|lowest|earliest|latest) /, '');
  const what = `the ${place} ${figure}${about(input)}`;
  const figureAt = at < 0 ? metricAt : at;
  if (rows.length === 1)
    return `${capital(named(input, rows[0] ?? []))} has ${what}: ${value(input, rows[0], figureAt)}.`;
  const list = preview(rows.map((row) => `${named(input, row)} (${value(input, row, figureAt)})`));
  const extra = query.limit_per?.length ? 0 : rows.length - (query.limit ?? rows.length);
  if (query.limit === 1 && extra > 0)
    return `${rows.length} ${manyOf(input)} share ${what}, ${value(input, rows[0], figureAt)}: ${preview(rows.map((row) => named(input, row)))}.`;
  const tied = extra > 0 ? ` ${extra} more ${extra === 1 ? 'ties' : 'tie'} with the last place.` : '';
  const within = (query.limit_per ?? []).flatMap((i) => query.dimensions[i] ?? []);
  const per = within.length > 0 ? ` in each ${listWords(within.map((d) => describeDimension(d, model)))}` : '';
  const number = query.limit_per?.length ? '' : `${rows.length - extra} `;
  return `The ${number}${manyOf(input)} with ${what}${per}: ${list}.${tied}`;
}

/** What was computed over the groups is what was asked for. */
function calculated(input: RenderInput): string | null {
  const { query, columns, rows } = input;
  const calculations = query.calculations ?? [];
  const kind = calculations.at(-1)?.kind;
  const at = columns.length - 1;
  const numbers = rows.filter((row) => typeof row[at] === 'number');
  if (kind === 'share') {
    const sorted = [...numbers].sort((a, b) => Number(b[at]) - Number(a[at]));
    const [top, low] = [sorted[0], sorted.at(-1)];
    if (!top || !low || input.truncated) return null;
    return `: the largest share is that of ${named(input, top)} (${value(input, top, at)}), the smallest that of ${named(input, low)} (${value(input, low, at)})`;
  }
  const last = numbers.at(-1);
  if (kind === 'running' && last)
    return `: the running total reaches ${value(input, last, at)} with ${named(input, last)}`;
  if (kind === 'change_percent' && last) {
    const grain = query.dimensions.find((d) => d.grain)?.grain ?? 'period';
    const size = formatCell(Math.abs(Number(last[at])), columns[at]);
    return `: ${Number(last[at]) < 0 ? 'down' : 'up'} ${size} in ${named(input, last)} against the ${grain} before`;
  }
  return null;
}

function extremes(input: RenderInput, metricAt: number): string {
  const { rows, truncated, query } = input;
  const sorted = rows
    .filter((row) => typeof row[metricAt] === 'number')
    .sort((a, b) => Number(b[metricAt]) - Number(a[metricAt]));
  const [top, low] = [sorted[0], sorted.at(-1)];
  // With rows missing, the last of those shown is not the last of all, nor is their number.
  if (truncated || !top || !low)
    return top && !query.dimensions.some((d) => d.grain) ? `: highest ${label(input, top, metricAt)}` : '';
  const count = `${rows.length} ${query.dimensions.length === 1 ? manyOf(input) : 'rows'}`;
  if (top[metricAt] === low[metricAt]) return `: ${value(input, top, metricAt)} each; ${count}`;
  const [highest, lowest] = [top, low].map((end) => sharing(input, sorted, end, metricAt));
  return `: highest ${highest}, lowest ${lowest}; ${count}`;
}

/** The group at one end; where others have the same figure, as many as there are of them: none of them is the lowest alone. */
function sharing(input: RenderInput, rows: readonly (readonly Cell[])[], end: readonly Cell[], at: number): string {
  const equal = rows.filter((row) => row[at] === end[at]);
  if (equal.length === 1) return label(input, end, at);
  if (equal.length === 2) return `${listWords(equal.map((row) => named(input, row)))} (${value(input, end, at)} each)`;
  const many = input.query.dimensions.length === 1 ? manyOf(input) : 'rows';
  return `${equal.length} ${many} with ${value(input, end, at)} each`;
}

function label(input: RenderInput, row: readonly Cell[], at: number): string {
  return `${named(input, row)} (${value(input, row, at)})`;
}

function manyOf({ query, model, rows }: RenderInput): string {
  const dataset = model.datasets.get(query.dimensions[0]?.member.split('.')[0] ?? '');
  const many = plurals(query, model);
  return rows.length === 1 && dataset?.noun[1] === many ? dataset.noun[0] : many;
}

function ordinal(n: number): string {
  const rest = n % 100;
  const suffix = rest >= 11 && rest <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n}${suffix}`;
}

/** "Yes: store 2 has more rentals (8,121) than store 1 (7,923)." */
export function yesNo(input: RenderInput): string {
  const { columns, rows, query, model } = input;
  const metricAt = columns.findIndex((c) => c.role === 'metric');
  const asked = query.filters.find((f) => f.kind === 'compare' && f.op === 'in');
  const first = asked?.kind === 'compare' ? String(asked.values[0]) : null;
  const less = query.sort[0]?.direction === 'asc';
  const sorted = [...rows].sort((a, b) => (Number(b[metricAt]) - Number(a[metricAt])) * (less ? -1 : 1));
  const winner = sorted[0] ?? [];
  const yes = first !== null && winner.some((cell) => String(cell).toLowerCase() === first.toLowerCase());
  const figure = describeMetric(query.metrics[0] ?? {}, model);
  const sides = query.filters.filter(
    (f) => f !== asked && !(f.kind === 'any' && f.filters.every((part) => part.kind === 'time')),
  );
  const rest = about({ ...input, query: { ...query, filters: sides } });
  const other = sorted[1] ?? [];
  const says = first === null ? '' : yes ? 'Yes: ' : 'No: ';
  if (winner[metricAt] === other[metricAt])
    return `No: ${named(input, winner)} and ${named(input, other)} have the same ${figure} (${value(input, winner, metricAt)})${rest}.`;
  const degree = less ? (isCount(query.metrics[0] ?? {}, model) ? 'fewer' : 'less') : 'more';
  return `${says}${named(input, winner)} has ${degree} ${figure} (${value(input, winner, metricAt)}) than ${named(input, other)} (${value(input, other, metricAt)})${rest}.`;
}
