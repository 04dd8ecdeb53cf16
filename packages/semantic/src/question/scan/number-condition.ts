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
  const bound = storeVerbField(scan, at, dataset) ?? ownersField(scan, at, dataset) ?? asBefore(scan, at, member);
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
        (datasets.has(found.dataset) || isWhole(scan, i)) &&
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

/** "those registered at store 1": right before its value a verb of a field says whose field it is, where nothing that happened is named. */
function isWhole({ model, datasets, before, items }: ScanContext, at: number): boolean {
  const named = [...datasets].filter((name) => !model.datasets.get(name)?.numbered);
  const whose = items[before(at)]?.tokens.at(-1)?.lower ?? '';
  return named.length === 0 && /^(?:those|ones|these|who|that|them|are|only|people|someone|everyone)$/.test(whose);
}

/** "members of club 3", "club 3's members": what is said of persons is a field of theirs, whatever they did. */
function ownersField({ items, model, meaning, before }: ScanContext, at: number, dataset: string): string | null {
  const word = (i: number): string => items[i]?.tokens.at(-1)?.lower ?? '';
  let of = before(at) - 1;
  while (/^(the|our|your)$/.test(word(of))) of -= 1;
  let owned = at + 1;
  while (/^('?s|own|registered|enrolled|enroled)$/.test(word(owned))) owned += 1;
  for (const i of [owned, word(of) === 'of' ? of - 1 : -1]) {
    const who = model.datasets.get(meaning(i, 'dataset')?.name ?? '');
    const link = who?.who ? model.relationships.find((r) => r.from === who.name && r.to === dataset) : undefined;
    if (link?.fromColumns[0]) return `${link.from}.${link.fromColumns[0]}`;
  }
  return null;
}

/** "the members of club 3 and club 5": what is joined to a value is said of the same field. */
function asBefore(scan: ScanContext, at: number, member: string): string | null {
  const { model, reading } = scan;
  const before = reading.conditions.at(-1)?.filter;
  if (before?.kind !== 'compare' || !joinerBefore(scan, at)) return null;
  const [owner = '', name = ''] = before.member.split('.');
  const [dataset] = member.split('.');
  const points = model.relationships.some((r) => r.from === owner && r.to === dataset && r.fromColumns[0] === name);
  return points ? before.member : null;
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
