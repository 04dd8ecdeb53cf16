import { isNumeric } from '../../model/is-numeric.js';
import { findField } from '../../model/model.js';
import type { Measure } from '../../question/reading.js';
import type { Assembly } from './assembly.js';
import { metricOf } from './events.js';

/** "distribution of payment amounts": how many rows have each value, in steps that fit the unit. */
export function takeDistribution(assembly: Assembly, measures: Measure[]): void {
  const { reading, model } = assembly;
  if (!reading.connectors.some((c) => c.op === 'distribution')) return;
  const numeric =
    measures.map((m) => findField(model, m.ref.field ?? '')).find((f) => f !== undefined && isNumeric(f)) ??
    reading.attributes.map((a) => findField(model, a.members[0] ?? '')).find((f) => f !== undefined);
  const metric = numeric ? metricOf(assembly, numeric.dataset) : null;
  if (!numeric || !metric) return;
  measures.splice(0, measures.length, { ref: { metric }, from: 'count', at: 0, counted: numeric.dataset });
  reading.attributes.splice(0);
  reading.aggregate = null;
  assembly.spread = numeric;
}
