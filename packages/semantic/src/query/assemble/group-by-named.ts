import type { DimensionRef } from '@copilot/contracts';
import type { Measure } from '../../question/reading.js';
import { isOpposite } from '../../question/scan/note-both-sides.js';
import type { Assembly } from './assembly.js';

/** "active and inactive members", "how many are active and how many are not": both sides of one condition are the groups of its field. */
export function groupByNamed(assembly: Assembly, dimensions: DimensionRef[], measures: readonly Measure[]): void {
  const { reading, model } = assembly;
  if (!reading.bothSides) return;
  for (const one of reading.conditions) {
    const other = reading.conditions.find((c) => isOpposite(one, c));
    const named = one.filter.kind === 'named' ? model.namedFilters.get(one.filter.name) : undefined;
    const field = model.datasets.get(named?.dataset ?? '')?.fields.get(named?.where ?? '');
    if (!other || !field || measures.length === 0 || dimensions.length >= 3) continue;
    reading.conditions.splice(0, Infinity, ...reading.conditions.filter((c) => c !== one && c !== other));
    const member = `${field.dataset}.${field.name}`;
    if (!dimensions.some((d) => d.member === member)) dimensions.push({ member });
    assembly.comparesGroups = true;
    return;
  }
}
