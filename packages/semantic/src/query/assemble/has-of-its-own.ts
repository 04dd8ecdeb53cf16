import type { Model } from '../../model/model.js';
import { chooseJoinPath } from '../../plan/join-path.js';

/** Whether each thing has this field of itself, or of what it belongs to, whatever happened to it: the town of a member, the genre of a record. */
export function hasOfItsOwn(model: Model, dataset: string, member: string): boolean {
  const [owner = ''] = member.split('.');
  const path = chooseJoinPath(model, dataset, owner);
  return (
    path?.every((hop) => hop.direction === 'one' || (model.datasets.get(hop.to)?.bridge ?? false)) === true &&
    path.every((hop) => model.datasets.get(hop.to)?.event === false)
  );
}
