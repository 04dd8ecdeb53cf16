import { type Field, findField, memberOf } from '../../model/model.js';
import type { ScanContext } from './scan-context.js';

/** The field that a unit speaks of: minutes of a length, days of a rental; the verb and the named things decide between several. */
export function unitField(scan: ScanContext, unit: string, at: number): Field | undefined {
  const { items, model, datasets, meanings, before, field } = scan;
  const all = [...model.datasets.values()].flatMap((d) => [...d.fields.values()]).filter((f) => f.units.has(unit));
  const verbs = items.flatMap((_, i) =>
    meanings(i, 'verb')
      .filter((v) => v.of === 'field')
      .map((v) => v.name),
  );
  const values = new Set(items.flatMap((item) => item.values.map((v) => v.member.split('.')[0] ?? '')));
  const near = before(at);
  const score = (f: Field): number =>
    (verbs.includes(memberOf(f)) ? 8 : 0) +
    (field(near) === f ? 8 : 0) +
    (values.has(f.dataset) ? 3 : 0) +
    (datasets.has(f.dataset) ? 2 : 0) +
    (f.units.get(unit) === 1 ? 0.5 : 0);
  return all.sort((a, b) => score(b) - score(a))[0];
}

/** "average days a film is kept": the unit of a field whose verb the question holds. */
export function verbUnitField(scan: ScanContext, unit: string): Field | undefined {
  return scan.items
    .flatMap((_, i) =>
      scan.meanings(i, 'verb').flatMap((v) => (v.of === 'field' ? [findField(scan.model, v.name)] : [])),
    )
    .find((f): f is Field => f !== undefined && f.units.has(unit));
}
