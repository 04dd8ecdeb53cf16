import { type Field, findField, memberOf } from '../../model/model.js';
import { nameOf } from '../../model/name-of.js';
import { joinerBefore } from './joiner-before.js';
import type { ScanContext } from './scan-context.js';
import { takeNegation } from './take-negation.js';

/** A number that names one thing: "store 1". */
export function numberValue(scan: ScanContext, at: number, member: string, value: number): true {
  const { model, reading, before, use } = scan;
  const [dataset = ''] = member.split('.');
  const noun = model.datasets.get(dataset)?.noun[0] ?? dataset;
  const negated = scan.negation !== null && takeNegation(scan, at);
  const bound = storeVerbField(scan, at, dataset);
  reading.conditions.push({
    filter: {
      kind: 'compare',
      member: bound ?? member,
      op: negated ? 'ne' : 'eq',
      values: [value],
      label: `${noun} ${negated ? 'is not ' : ''}${value}`,
    },
    dataset: (bound ?? member).split('.')[0] ?? dataset,
    at,
    joined: joinerBefore(scan, at),
  });
  use(at, `filter ${noun} ${value}`);
  use(before(at), `filter ${noun} ${value}`);
  return true;
}

/** "registered at store 1": a verb of a field that points at the dataset binds the value to that field. */
function storeVerbField(scan: ScanContext, at: number, dataset: string): string | null {
  const { items, model, datasets, meanings, use } = scan;
  for (const [i] of items.entries()) {
    for (const verb of meanings(i, 'verb')) {
      const found = verb.of === 'field' ? findField(model, verb.name) : undefined;
      if (
        found &&
        Math.abs(i - at) <= 6 &&
        datasets.has(found.dataset) &&
        model.relationships.some(
          (r) => r.from === found.dataset && r.to === dataset && r.fromColumns.includes(found.name),
        )
      ) {
        use(i, `names ${nameOf(found)}`);
        return memberOf(found);
      }
    }
  }
  return null;
}

/** A number that a field must equal. */
export function numberFilter(scan: ScanContext, at: number, target: Field, value: number): true {
  const { reading, has, next, use } = scan;
  const negated = scan.negation !== null && takeNegation(scan, at);
  reading.conditions.push({
    filter: {
      kind: 'compare',
      member: memberOf(target),
      op: negated ? 'ne' : 'eq',
      values: [Math.round(value * 1e6) / 1e6],
      label: `${nameOf(target)} ${negated ? 'is not' : '='} ${value}`,
    },
    dataset: target.dataset,
    at,
    joined: joinerBefore(scan, at),
  });
  use(at, `filter ${nameOf(target)} = ${value}`);
  if (has(next(at), 'unit_money')) use(next(at), 'US dollars');
  return true;
}
