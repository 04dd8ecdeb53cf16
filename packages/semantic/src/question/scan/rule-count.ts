import { memberOf } from '../../model/model.js';
import type { ScanContext } from './scan-context.js';
import { unitField, verbUnitField } from './unit-field.js';

/** how many, number of: what follows is counted; "how many days" of a known length asks for that length. */
export function ruleCount(scan: ScanContext, at: number): boolean {
  const { items, reading, datasets, has, meaning, next, use } = scan;
  if (!has(at, 'count')) return false;
  const unit = meaning(next(at), 'unit');
  if (unit && !meaning(next(at), 'dataset')) {
    const found = unitField(scan, unit.unit, at);
    const asked =
      found &&
      // "on how many days was nothing rented" counts days.
      !(meaning(next(at), 'grain') && items.some((_, i) => i > at && has(i, 'never', 'no', 'without'))) &&
      (verbUnitField(scan, unit.unit) !== undefined ||
        items.some((item) => item.values.length > 0) ||
        datasets.size === 0 ||
        reading.aggregate !== null ||
        items.some((_, i) => has(i, 'average')));
    if (found && asked) {
      use(at, 'asks for a length');
      use(next(at), `field ${found.name}`);
      reading.attributes.push({ members: [memberOf(found)], at });
      return true;
    }
  }
  reading.form =
    reading.form === 'compare' || reading.form === 'which' || reading.form === 'list'
      ? reading.form
      : reading.form === null || reading.form === 'what' || reading.form === 'yes_no'
        ? 'count'
        : reading.form;
  scan.pendingCount = at;
  use(at, 'counts');
  return true;
}
