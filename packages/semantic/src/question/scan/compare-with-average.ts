import type { Aggregate } from '@copilot/contracts';
import { isNumeric } from '../../model/is-numeric.js';
import { memberOf } from '../../model/model.js';
import { nameOf } from '../../model/name-of.js';
import { eventMetric } from './event-metric.js';
import { leftOf } from './left-of.js';
import { valueField } from './value-field.js';
import type { ScanContext } from './scan-context.js';

/** "longer than average": the field of each row against the average of all. */
export function againstAverage(
  scan: ScanContext,
  at: number,
  than: number,
  name: string,
  of: 'field' | 'metric',
  op: 'gt' | 'lt',
): boolean {
  const { reading, has, use } = scan;
  if (of === 'metric') return aboveAverage(scan, at, op);
  const aggregate: Aggregate = has(than, 'median') ? 'median' : 'avg';
  reading.conditions.push({
    filter: {
      kind: 'against',
      member: name,
      op,
      aggregate,
      label: `${name.split('.').at(-1)?.replaceAll('_', ' ') ?? ''} ${op === 'gt' ? 'above' : 'below'} the ${aggregate === 'avg' ? 'average' : 'median'}`,
    },
    dataset: name.split('.')[0] ?? null,
    at,
    joined: null,
  });
  use(at, 'compared with the average');
  for (let i = at + 1; i <= than; i++) use(i, 'compared with the average');
  eatComparisonNoun(scan, than);
  return true;
}

/** "than the average customer/film": the noun names again what is compared. */
function eatComparisonNoun(scan: ScanContext, at: number): void {
  const { meaning, next, field, use } = scan;
  const noun = next(at);
  if (meaning(noun, 'dataset') ?? field(noun)) use(noun, 'compared with the average');
}

/** "customers with more rentals than average": a field or figure against its average. */
export function aboveAverage(scan: ScanContext, at: number, op: 'gt' | 'lt', through = at): boolean {
  const { reading, has, meaning, next, field, use } = scan;
  const left = leftOf(scan, at);
  const aggregate: Aggregate = has(through, 'median') ? 'median' : 'avg';
  for (let i = at; i <= through; i++) use(i, 'compared with the average');
  const noun = next(through);
  const target = left.field ?? field(noun) ?? (left.metric ? undefined : valueField(scan, noun));
  if (target && isNumeric(target)) {
    use(noun, `field ${target.name}`);
    const attribute = reading.attributes.findIndex((a) => a.members.includes(memberOf(target)));
    if (attribute >= 0) reading.attributes.splice(attribute, 1);
    reading.conditions.push({
      filter: {
        kind: 'against',
        member: memberOf(target),
        op,
        aggregate,
        label: `${nameOf(target)} ${op === 'gt' ? 'above' : 'below'} average`,
      },
      dataset: target.dataset,
      at,
      joined: null,
    });
    return true;
  }
  const metric =
    left.metric ??
    (meaning(noun, 'metric') ? { metric: meaning(noun, 'metric')?.name ?? '' } : null) ??
    eventMetric(scan);
  if (!metric) return true;
  if (meaning(noun, 'dataset') || meaning(noun, 'metric')) use(noun, 'compared with the average');
  reading.figureConditions.push({ at, op, values: [], measure: metric, against: aggregate });
  return true;
}
