import type { DimensionRef } from '@copilot/contracts';
import { findField } from '../../model/model.js';
import type { Subject } from '../../question/reading.js';
import type { Assembly } from './assembly.js';
import { timeMember } from './time-member.js';

/** Groups by a subject, once. */
export function addDimension(assembly: Assembly, dimensions: DimensionRef[], subject: Subject): void {
  const ref = dimensionOf(assembly, subject);
  if (ref && !dimensions.some((d) => d.member === ref.member && d.grain === ref.grain)) dimensions.push(ref);
}

/** The group that a subject stands for. */
function dimensionOf(assembly: Assembly, subject: Subject): DimensionRef | null {
  const { measures, model } = assembly;
  if (subject.kind === 'field') {
    const field = findField(model, subject.member);
    return field?.isTime ? { member: subject.member, grain: 'day' } : { member: subject.member };
  }
  if (subject.kind === 'grain') return { member: timeMember(assembly, measures), grain: subject.grain };
  const dataset = model.datasets.get(subject.dataset);
  const name = dataset?.label[0] ?? dataset?.primaryKey[0];
  return name ? { member: `${subject.dataset}.${name}` } : null;
}

/** Whether a group is what a subject stands for. */
export function matches(assembly: Assembly, dimension: DimensionRef, subject: Subject): boolean {
  const ref = dimensionOf(assembly, subject);
  return ref?.member === dimension.member && ref.grain === dimension.grain;
}
