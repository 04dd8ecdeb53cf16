import { formatCell } from './format.js';
import type { RenderInput } from './render-answer.js';
import { inTime, phraseConditions } from './condition-phrase.js';
import { about, acrossScope, capital, preview, scopeWords } from './sentence-parts.js';

/** One thing with what was asked about it, or the first names of several. */
export function listSentence(input: RenderInput): string {
  const { query, columns, rows, model } = input;
  const dataset = model.datasets.get(query.entity ?? '');
  const label = Math.max(
    0,
    columns.findIndex((c) => c.format !== 'id'),
  );
  const nameOf = (row: (typeof rows)[number]): string => {
    const cell = formatCell(row[label] ?? null, columns[label]);
    return dataset && dataset.label.length === 0 && columns[label]?.format === 'id'
      ? `${dataset.noun[0]} ${cell}`
      : cell;
  };
  if (rows.length === 1) {
    const row = rows[0] ?? [];
    const numbered = dataset?.numbered ? columns.findIndex((c) => c.name === dataset.primaryKey[0]) : -1;
    const head = numbered >= 0 ? `${capital(dataset?.noun[0] ?? '')} ${String(row[numbered])}` : nameOf(row);
    const rest = columns.flatMap((c, i) =>
      (i === label && numbered < 0) || c.format === 'id'
        ? []
        : [`${c.label ?? c.name} ${formatCell(row[i] ?? null, c) || 'not recorded'}`],
    );
    const of =
      rest.length === 0 && query.filters.length > 0 ? phraseConditions(query, query.entity ?? null, model).after : '';
    return `${head}${rest.length > 0 ? `: ${rest.join(', ')}` : of && ` (${dataset?.noun[0] ?? 'row'}${of})`}${scopeTail(input)}.`;
  }
  const things = `${input.truncated ? `More than ${rows.length}` : rows.length} ${dataset?.noun[1] ?? 'rows'}`;
  const names = preview(rows.map(nameOf));
  return `${shared(input, things) ?? described(input)}: ${names}.`;
}

/** "15 inactive customers across all stores". */
function described(input: RenderInput): string {
  const { query, rows, model } = input;
  const { before, after } = phraseConditions(query, query.entity ?? null, model);
  const number = input.truncated ? `More than ${rows.length}` : String(rows.length);
  const things = model.datasets.get(query.entity ?? '')?.noun[1] ?? 'rows';
  const time = query.time_range ? inTime(query.time_range.label) : '';
  const isScopeItself = model.datasets.get(query.entity ?? '')?.noun[0] === model.scopeNoun[0];
  return `${number} ${before}${things}${after}${isScopeItself ? '' : acrossScope(input)}${time}`;
}

/** "10 films share the highest length, 185 minutes": where the rank asked for is held by several. */
function shared(input: RenderInput, things: string): string | null {
  const { query, columns, rows } = input;
  const sort = query.sort[0];
  const member = query.attributes?.[Number(/^attribute:(\d+)$/.exec(sort?.by ?? '')?.[1] ?? -1)];
  const at = columns.findIndex((c) => c.name === member?.split('.')[1]);
  if (!sort || query.limit !== 1 || at < 0) return null;
  const [column, cell] = [columns[at], rows[0]?.[at] ?? null];
  if (rows.some((row) => row[at] !== cell)) return null;
  const degree =
    column?.type === 'date' || column?.type === 'datetime' ? ['latest', 'earliest'] : ['highest', 'lowest'];
  return `${things}${about(input)} share the ${degree[sort.direction === 'desc' ? 0 : 1] ?? ''} ${column?.label ?? column?.name ?? ''}, ${formatCell(cell, column)}`;
}

function scopeTail({ context, model, query }: RenderInput): string {
  const scope = context.all_stores ? '' : scopeWords(context, model, query);
  return scope ? ` (${scope})` : '';
}
