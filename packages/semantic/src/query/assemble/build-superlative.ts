import type { Aggregate } from '@copilot/contracts';
import { findField, memberOf } from '../../model/model.js';
import type { Assembled, Assembly } from './assembly.js';
import { buildFigures } from './build-figures.js';
import { buildListing } from './build-listing.js';

/** "largest payment", "when was the first rental", "cheapest film". */
export function buildSuperlative(assembly: Assembly): Assembled {
  const { reading, model } = assembly;
  const ref = reading.rankMeasure;
  const field = ref?.field ? findField(model, ref.field) : undefined;
  if (!field) return { gap: { code: 'no-entity', hint: 'Say what should be ranked.' } };
  const dataset = model.datasets.get(field.dataset);
  const mentioned = reading.mentions.find((m) => m.dataset === field.dataset);
  if (field.isTime && reading.form !== 'when' && reading.form !== null && mentioned) return buildListing(assembly);
  if (dataset && !dataset.event && (mentioned || reading.rank?.count)) {
    reading.subject = { subject: { kind: 'dataset', dataset: field.dataset }, at: reading.rank?.at ?? 0 };
    return buildListing(assembly);
  }
  if (reading.rank?.count && reading.rank.count > 1 && dataset) {
    reading.subject = { subject: { kind: 'dataset', dataset: field.dataset }, at: reading.rank.at };
    return buildListing(assembly);
  }
  const aggregate: Aggregate = reading.extreme ?? (reading.rank?.direction === 'asc' ? 'min' : 'max');
  reading.rank = null;
  reading.rankMeasure = null;
  return buildFigures(assembly, [{ ref: { field: memberOf(field), aggregate }, from: 'noun', at: 0, counted: null }]);
}
