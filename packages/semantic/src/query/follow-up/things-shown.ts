import type { SemanticQuery } from '@copilot/contracts';
import type { Model } from '../../model/model.js';

/** The kind of thing that an answer has a row for each of: what was listed, or what the figures are grouped by; null where there is none. */
export function thingsShown(query: SemanticQuery, model: Model): string | null {
  if (query.entity) return query.entity;
  const [dimension] = query.dimensions;
  const [dataset = '', field = ''] = dimension?.member.split('.') ?? [];
  const of = model.datasets.get(dataset);
  const plain = dimension && !dimension.grain && !dimension.figure && !dimension.ranges && !dimension.bucket_width;
  return plain && of && (of.label.includes(field) || of.primaryKey[0] === field) ? dataset : null;
}
