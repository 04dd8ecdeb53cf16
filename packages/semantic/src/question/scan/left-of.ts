import { isNumeric } from '../../model/is-numeric.js';
import { type Field, findField } from '../../model/model.js';
import type { Measure } from '../reading.js';
import type { ScanContext } from './scan-context.js';

/** The field, figure or entity named before a comparison. */
export function leftOf(
  scan: ScanContext,
  at: number,
): { field: Field | undefined; metric: Measure['ref'] | null; dataset: string | null; at: number } {
  const { items, model, reading, meaning, meanings, field } = scan;
  for (let i = at - 1, seen = 0; i >= 0 && seen < 4; i--) {
    if (items[i]?.filler) continue;
    seen += 1;
    if (items[i]?.time || (items[i]?.values.length ?? 0) > 0) continue;
    const verb = meanings(i, 'verb').find((v) => v.of === 'field' && isNumeric(findField(model, v.name)));
    const found = field(i);
    if (found && isNumeric(found)) return { field: found, metric: null, dataset: null, at: i };
    if (verb) return { field: findField(model, verb.name), metric: null, dataset: null, at: i };
    const metric = meaning(i, 'metric')?.name ?? meanings(i, 'verb').find((v) => v.of === 'metric')?.name;
    if (metric) {
      const drop = reading.measures.findIndex((m) => m.at === i && m.ref.metric === metric);
      if (drop >= 0 && reading.form !== 'compare' && reading.measures.length > 1) reading.measures.splice(drop, 1);
      return { field: undefined, metric: { metric }, dataset: null, at: i };
    }
    const dataset = meaning(i, 'dataset');
    if (dataset) return { field: undefined, metric: null, dataset: dataset.name, at: i };
    const event = meanings(i, 'verb').some((v) => v.of === 'dataset');
    if (event) return { field: undefined, metric: null, dataset: null, at: i };
  }
  return { field: undefined, metric: null, dataset: null, at: -1 };
}
