import type { Field } from '../../model/model.js';
import type { Measure } from '../reading.js';
import type { ScanContext } from './scan-context.js';

/** The amount that an event stands for, for "largest payment". */
export function valueField(scan: ScanContext, at: number): Field | undefined {
  const { model, meaning } = scan;
  const dataset = meaning(at, 'dataset');
  const entry = dataset ? model.datasets.get(dataset.name) : undefined;
  return entry?.valueField && entry.event && entry.fields.get(entry.valueField)?.format === 'currency'
    ? entry.fields.get(entry.valueField)
    : undefined;
}

/** The metric that sums a field, where the model has one. */
export function metricOfField(scan: ScanContext, of: Field): Measure['ref'] | null {
  const { model } = scan;
  const metric = [...model.metrics.values()].find(
    (m) => m.dataset === of.dataset && m.argument === of.name && m.aggregate === 'sum',
  );
  return metric ? { metric: metric.name } : null;
}
