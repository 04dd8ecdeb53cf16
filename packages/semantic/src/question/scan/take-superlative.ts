import { memberOf } from '../../model/model.js';
import type { ScanContext } from './scan-context.js';
import { valueField } from './value-field.js';

/** "highest revenue", "largest payment", "lowest replacement cost". */
export function takeSuperlative(scan: ScanContext, at: number): void {
  const { reading, meaning, field, use, measureAt, addMeasure } = scan;
  const metric = measureAt(at);
  const found = field(at) ?? valueField(scan, at);
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
