import type { Cell } from '@copilot/contracts';
import { formatCell } from '../format.js';
import type { ChartShape } from './read-shape.js';
import { seriesName } from './series-name.js';

/** Field of a figure by its place: `value`, `value2`, …. Names are ours: no text of the data is ever read as a field. */
export function figureField(at: number): string {
  return at === 0 ? 'value' : `value${at + 1}`;
}

/** One record a row: `time` or `group`, `series` where there is a second grouping, and the figures. `paired` joins both groupings in one name. */
export function toChartData(shape: ChartShape, limit: number, paired: boolean): { values: Record<string, Cell>[] } {
  const { columns, groups, figures, isTime } = shape;
  const rows = shape.rows.slice(0, limit);
  const [first = -1, second = -1] = groups;
  const names = nameGroups(shape, rows);
  return {
    values: rows.map((row, index) => ({
      ...(isTime
        ? { time: row[first] ?? null }
        : {
            group: paired
              ? `${names[index]} · ${seriesName(row[second] ?? null, columns[second])}`
              : (names[index] ?? null),
          }),
      ...(second < 0 ? {} : { series: seriesName(row[second] ?? null, columns[second]) }),
      ...Object.fromEntries(figures.map((figure, at) => [figureField(at), row[figure] ?? null])),
    })),
  };
}

/** What each row is called. Two that share a name are told apart by their number, where the rows carry one. */
function nameGroups(
  { columns, groups, isSequence }: ChartShape,
  rows: readonly (readonly Cell[])[],
): (string | number)[] {
  const first = groups[0] ?? -1;
  const key = columns.findIndex((column) => column.key_of !== undefined && column.key_of === columns[first]?.name);
  const named = rows.map((row): string | number => {
    const cell = row[first] ?? null;
    return isSequence && typeof cell === 'number' ? cell : formatCell(cell, columns[first]);
  });
  if (key < 0) return named;
  const keys = new Map<string | number, Set<string>>();
  named.forEach((name, index) => keys.set(name, (keys.get(name) ?? new Set()).add(String(rows[index]?.[key]))));
  return named.map((name, index) =>
    (keys.get(name)?.size ?? 0) > 1 ? `${name} (${String(rows[index]?.[key])})` : name,
  );
}
