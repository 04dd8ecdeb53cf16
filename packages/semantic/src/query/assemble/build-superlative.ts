import type { Aggregate, Filter } from '@copilot/contracts';
import { findField, memberOf, type Model } from '../../model/model.js';
import type { Assembled, Assembly } from './assembly.js';
import { buildFigures } from './build-figures.js';
import { buildListing } from './build-listing.js';
import { thingsOfKind } from './things-of-kind.js';

/** "largest payment", "when was the first rental", "cheapest film". */
export function buildSuperlative(assembly: Assembly): Assembled {
  const { reading, model } = assembly;
  const ref = reading.rankMeasure;
  const field = ref?.field ? findField(model, ref.field) : undefined;
  if (!field) return { gap: { code: 'no-entity', hint: 'Say what should be ranked.' } };
  const dataset = model.datasets.get(field.dataset);
  const mentioned = reading.mentions.find((m) => m.dataset === field.dataset);
  if (field.isTime && reading.form !== 'when' && reading.form !== null && mentioned) return buildListing(assembly);
  // "the longest comedy": the name of a kind stands for a thing of that kind.
  const asks = reading.form === null || reading.form === 'which' || reading.form === 'what' || reading.form === 'list';
  const kind =
    asks &&
    reading.conditions.some((c) => thingsOfKind(model, c.dataset ?? '') === field.dataset && isKind(c.filter, model));
  const valued = kind && reading.attributes.length === 0 && !reading.measures.length;
  if (dataset && !dataset.event && (mentioned || valued || reading.rank?.count)) {
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

function isKind(filter: Filter, model: Model): boolean {
  if (filter.kind !== 'compare' || filter.op !== 'eq') return false;
  const [dataset = '', field = ''] = filter.member.split('.');
  return model.datasets.get(dataset)?.label.includes(field) ?? false;
}
