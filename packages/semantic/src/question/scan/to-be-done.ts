import { isNumeric } from '../../model/is-numeric.js';
import { type Field, findField } from '../../model/model.js';
import type { ScanContext } from './scan-context.js';

/** "cost more than 20 dollars to replace": what is done says which of the costs is meant, wherever it stands. *Takes* the place of the amount. */
export function fieldToBeDone(scan: ScanContext, amount: number, usual: Field): Field {
  const { items, model, has, meanings, next, use } = scan;
  const after = has(next(amount), 'unit_money') ? next(next(amount)) : next(amount);
  if (items[after - 1]?.tokens.at(-1)?.lower !== 'to') return usual;
  const meant = meanings(after, 'verb')
    .map((v) => (v.of === 'field' ? findField(model, v.name) : undefined))
    .find((f) => f !== undefined && isNumeric(f) && f.dataset === usual.dataset && f.format === usual.format);
  if (!meant) return usual;
  use(after, `field ${meant.name}`);
  return meant;
}
