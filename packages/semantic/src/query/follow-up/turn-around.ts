import { SemanticQuerySchema, type SemanticQuery } from '@copilot/contracts';
import { findField } from '../../model/model.js';
import type { FollowUp, FollowUpInput } from '../follow-up.js';
import { usePronouns } from './about-them.js';

/** "list them" after a count, "count them" after a list: the same things under the same conditions. Null when more is said. */
export function turnAround(input: FollowUpInput, last: SemanticQuery): FollowUp | null {
  const { items, reading, model } = input;
  const form = reading.counting ? 'count' : reading.form === 'list' ? 'list' : null;
  const names = (at: number): boolean =>
    items[at]?.values.length !== 0 ||
    items[at]?.time !== null ||
    items[at]?.number !== null ||
    (items[at]?.meanings.some((m) => !['operator', 'filler'].includes(m.kind)) ?? false);
  if (form === null || items.some((_, at) => names(at)) || items.length > 6) return null;
  const query = form === 'list' ? toList(last, input) : toCount(last, input);
  const parsed = SemanticQuerySchema.safeParse(query);
  if (!query || !parsed.success) return null;
  usePronouns(items);
  for (const item of items)
    if (
      item.status === 'open' &&
      item.meanings.some((m) => m.kind === 'operator' && ['only', 'list', 'count'].includes(m.op))
    )
      [item.status, item.as] = ['used', 'changes the answer before'];
  void model;
  return { query: parsed.data, assumptions: [] };
}

/** Lists what was counted: the things of a count, or those that a figure of the rows counted once each. */
export function toList(last: SemanticQuery, { model }: FollowUpInput): SemanticQuery | null {
  const [ref] = last.metrics;
  if (!ref || last.metrics.length > 1 || ref.filters || ref.over || ref.per || last.calculations?.length) return null;
  if (last.count_groups) return { ...last, count_groups: false, count_within: undefined };
  const counted = [...model.datasets.values()].find((d) => !d.event && d.countMetric && d.countMetric === ref.metric);
  if (counted && (last.time_range === null || last.time_range.member.startsWith(`${counted.name}.`))) {
    const shown = [...new Set([...counted.label, ...counted.list])].map((name) => `${counted.name}.${name}`);
    const whole = last.limit === null && !last.having?.length;
    return shown.length > 0 && whole
      ? { ...last, metrics: [], dimensions: [], entity: counted.name, attributes: shown, sort: [] }
      : null;
  }
  if (last.dimensions.length > 0) return null;
  const [dataset = '', column = ''] = (ref.aggregate === 'count_distinct' ? ref.field : undefined)?.split('.') ?? [];
  const to = model.relationships.find((r) => r.from === dataset && r.fromColumns[0] === column)?.to;
  const thing = model.datasets.get(to ?? '');
  const metric = model.datasets.get(dataset)?.countMetric;
  const label = thing?.label[0];
  if (!thing || !label || !metric || !findField(model, `${thing.name}.${label}`)) return null;
  return { ...last, metrics: [{ metric }], dimensions: [{ member: `${thing.name}.${label}` }], sort: [], limit: null };
}

/** Counts what was listed, or the groups that met a condition. */
export function toCount(last: SemanticQuery, { model }: FollowUpInput): SemanticQuery | null {
  const entity = model.datasets.get(last.entity ?? '');
  if (entity?.countMetric && last.limit === null) {
    const { attributes: _attributes, entity: _entity, ...rest } = last;
    return { ...rest, metrics: [{ metric: entity.countMetric }], sort: [] };
  }
  const grouped = last.dimensions.length === 1 && last.limit === null && (last.calculations?.length ?? 0) === 0;
  return grouped && last.having?.length ? { ...last, count_groups: true } : null;
}
