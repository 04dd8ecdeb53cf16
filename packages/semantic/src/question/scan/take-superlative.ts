import { isNumeric } from '../../model/is-numeric.js';
import { memberOf } from '../../model/model.js';
import type { ScanContext } from './scan-context.js';
import type { Measure } from '../reading.js';
import { metricOfField, valueField } from './value-field.js';

/** "highest revenue", "largest payment", "lowest replacement cost". */
export function takeSuperlative(scan: ScanContext, at: number): void {
  const { reading, meaning, field, use, measureAt, addMeasure } = scan;
  const metric = paidFor(scan, at) ?? measureAt(at);
  const found = field(at) ?? valueField(scan, at);
  // "biggest country": what is ranked, not what it is ranked by.
  if (found && !found.isTime && !isNumeric(found) && !meaning(at, 'dataset')) return;
  if (found && !meaning(at, 'metric')) {
    reading.rankMeasure = { field: memberOf(found) };
    reading.extreme = reading.rank?.direction === 'asc' ? 'min' : 'max';
    use(at, `field ${found.name}`);
    const dataset = meaning(at, 'dataset');
    if (dataset) reading.mentions.push({ dataset: dataset.name, at });
  } else if (metric) {
    reading.rankMeasure = metric.ref;
    addMeasure(metric);
    const ranked = meaning(at, 'doer') ? meaning(at, 'dataset') : undefined;
    if (ranked) reading.subject ??= { subject: { kind: 'dataset', dataset: ranked.name }, at };
    use(at, `metric ${metric.ref.metric ?? ''}`);
  }
}

/** "the highest paying customer": an event that is worth money is ranked by what it is worth. */
function paidFor(scan: ScanContext, at: number): Measure | null {
  const { model, meaning, meanings } = scan;
  if (meaning(at, 'dataset') || meaning(at, 'metric')) return null;
  for (const verb of meanings(at, 'verb')) {
    const dataset = verb.of === 'dataset' ? model.datasets.get(verb.name) : undefined;
    const value = dataset?.event && dataset.valueField ? dataset.fields.get(dataset.valueField) : undefined;
    const ref = value?.format === 'currency' ? metricOfField(scan, value) : null;
    if (ref) return { ref, from: 'verb', at, counted: null };
  }
  return null;
}
