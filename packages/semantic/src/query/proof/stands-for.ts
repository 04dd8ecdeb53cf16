import type { MetricRef, SemanticQuery } from '@copilot/contracts';
import type { Model } from '../../model/model.js';
import { linkOf } from '../../model/link-of.js';

/** The thing whose key a member is: its own dataset's, or that of the dataset it points to. */
export function thingOf(model: Model, member: string): string {
  const [dataset = '', field = ''] = member.split('.');
  const link = linkOf(model, dataset, field);
  return link && model.datasets.has(link.to) ? link.to : dataset;
}

/** Whether a member names or numbers the members of a dataset, there or where they are pointed to. */
export function isMember(model: Model, member: string, dataset: string): boolean {
  const [own = '', field = ''] = member.split('.');
  const of = model.datasets.get(dataset);
  if (own === dataset) return (of?.label.includes(field) ?? false) || (of?.primaryKey.includes(field) ?? false);
  return thingOf(model, member) === dataset;
}

/** Whether rows or groups of the query are members of a dataset. */
export function shows(query: SemanticQuery, model: Model, dataset: string): boolean {
  return (
    query.entity === dataset || query.dimensions.some(({ member, grain }) => !grain && isMember(model, member, dataset))
  );
}

/** Whether a figure counts members of a dataset. */
export function counts(ref: MetricRef, model: Model, dataset: string): boolean {
  const of = model.datasets.get(dataset);
  if (ref.metric)
    return (
      ref.metric === of?.countMetric ||
      ref.metric === of?.perEvent ||
      (model.metrics.get(ref.metric)?.dataset === dataset && model.metrics.get(ref.metric)?.aggregate !== 'sum')
    );
  if (!ref.field) return false;
  return thingOf(model, ref.field) === dataset && (ref.aggregate === 'count_distinct' || ref.aggregate === 'count');
}
