import type { DimensionRef, MetricRef, SemanticQuery, TimeRange } from '@copilot/contracts';
import { findField, type Model } from '../../model/model.js';
import type { Subject } from '../../question/reading.js';

/** The group that a noun of the new question stands for. */
export function toDimension(
  subject: Subject,
  model: Model,
  last: SemanticQuery,
  metrics: readonly MetricRef[],
): DimensionRef | null {
  if (subject.kind === 'field') return { member: subject.member };
  if (subject.kind === 'grain') {
    const member = timeMember(model, last, metrics, last.dimensions, last.time_range);
    return member ? { member, grain: subject.grain } : null;
  }
  const dataset = model.datasets.get(subject.dataset);
  const label = dataset?.label[0] ?? dataset?.primaryKey[0];
  return label ? { member: `${subject.dataset}.${label}` } : null;
}

/** The time field of the figures as they now stand. */
export function timeMember(
  model: Model,
  last: SemanticQuery,
  metrics: readonly MetricRef[],
  dimensions: readonly DimensionRef[],
  range: TimeRange | null,
): string | null {
  for (const ref of metrics) {
    const metric = ref.metric ? model.metrics.get(ref.metric) : undefined;
    if (metric?.time && findField(model, metric.time)) return metric.time;
    const rollup = metric
      ? [...metric.rollups.keys()].map((r) => model.datasets.get(r)).find((d) => d?.defaultTime)
      : undefined;
    if (rollup) return `${rollup.name}.${rollup.defaultTime ?? ''}`;
    const dataset = ref.field ? model.datasets.get(ref.field.split('.')[0] ?? '') : undefined;
    if (dataset?.defaultTime) return `${dataset.name}.${dataset.defaultTime}`;
  }
  if (range) return range.member;
  const grain = dimensions.find((d) => d.grain);
  if (grain) return grain.member;
  const dataset = model.datasets.get(last.entity ?? '');
  return dataset?.defaultTime ? `${dataset.name}.${dataset.defaultTime}` : null;
}
