import type { ResultColumn, SemanticQuery } from '@copilot/contracts';
import { calculationFormat } from './calculations.js';
import type { Grouped } from './grouped.js';
import { dimensionKeys } from './sorting.js';

/** What each column of the result means, in the order of the select list. */
export function describeColumns(
  query: SemanticQuery,
  grouped: Grouped,
  keyNames: readonly string[],
  figureNames: readonly string[],
  calculationNames: readonly string[],
): ResultColumn[] {
  const dimensions = grouped.keys.flatMap((key, i): ResultColumn[] =>
    key.hidden
      ? []
      : [
          {
            name: keyNames[i] ?? key.name,
            type: key.type,
            role: 'dimension',
            label: key.label,
            format: key.format,
            ...nameBeside(grouped, i, keyNames),
          },
        ],
  );
  if (query.count_groups) {
    const outer = (query.count_within ?? []).flatMap((at) => dimensionKeys(query, grouped, at));
    const key = grouped.keys.findLast((found) => !outer.includes(found));
    const names = outer.map((found) => keyNames[grouped.keys.indexOf(found)]);
    return [
      ...dimensions.filter(({ name }) => names.includes(name)),
      {
        name: `${(key?.name ?? 'group').replace(/_id$/, '')}_count`,
        type: 'integer',
        role: 'metric',
        label: `number of ${key?.label ?? 'groups'}s`,
        format: 'integer',
      },
    ];
  }
  const figures = grouped.figures.map((figure, i): ResultColumn => ({
    name: figureNames[i] ?? figure.name,
    type: figure.type,
    role: 'metric',
    label: figure.label,
    format: figure.format,
  }));
  const calculations = (query.calculations ?? []).map((c, i): ResultColumn => ({
    name: calculationNames[i] ?? '',
    type: 'number',
    role: 'metric',
    label: c.label ?? (calculationNames[i] ?? '').replaceAll('_', ' '),
    format: calculationFormat(c, grouped),
  }));
  if (query.fold) return [...calculations, ...figures].slice(0, 1);
  return [...dimensions, ...figures, ...calculations];
}

/** The column after an id that names what the id numbers. */
function nameBeside({ keys }: Grouped, at: number, keyNames: readonly string[]): { key_of?: string } {
  const [key, next] = [keys[at], keys[at + 1]];
  if (key?.format !== 'id' || !next || next.hidden || next.dimension !== key.dimension || next.format === 'id')
    return {};
  return { key_of: keyNames[at + 1] ?? next.name };
}
