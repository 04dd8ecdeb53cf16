import type { DimensionRef } from '@copilot/contracts';
import { linkOf } from '../../model/link-of.js';
import { findField } from '../../model/model.js';
import type { Subject } from '../../question/reading.js';
import type { Assembly } from './assembly.js';
import { hasOfItsOwn } from './has-of-its-own.js';

/**
 * "the top five members with their phone number", "the best earning clubs and their town": what each ranked thing has of its own is shown
 * beside its figure. It splits nothing up, since each thing has one.
 */
export function showBeside(assembly: Assembly, dimensions: DimensionRef[], entity: Subject | null): void {
  const { reading, model } = assembly;
  if (reading.dimensions.length > 0) return;
  if (entity?.kind === 'field') showPlaces(assembly, dimensions, entity.member);
  if (entity?.kind !== 'dataset') return;
  const label = model.datasets.get(entity.dataset)?.label[0];
  if (label === undefined || dimensions.length !== 1 || dimensions[0]?.member !== `${entity.dataset}.${label}`) return;
  const ranked = reading.rankMeasure?.field;
  for (const { members } of reading.attributes) {
    const [member] = members;
    if (member === undefined || member === ranked || dimensions.some((d) => d.member === member)) continue;
    // "who have branch 2 as their own" speaks of the branch, and is no column.
    if (linkOf(model, member.split('.')[0] ?? '', member.split('.')[1] ?? '')) continue;
    if (hasOfItsOwn(model, entity.dataset, member)) dimensions.push({ member });
  }
}

/** "the three towns that spend most, and in which countries they are": towns of one name stay apart by the place that they lie in. */
function showPlaces({ reading, model }: Assembly, dimensions: DimensionRef[], member: string): void {
  const place = findField(model, member);
  if (place?.place !== true || dimensions.length !== 1) return;
  for (const [other] of reading.attributes.map((a) => a.members)) {
    const field = findField(model, other ?? '');
    if (field?.place === true && field.dataset === place.dataset && field.name !== place.name)
      dimensions.push({ member: `${field.dataset}.${field.name}` });
  }
}
