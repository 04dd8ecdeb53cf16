import type { Model } from '../../model/model.js';

/** "which dramas": the things that a kind sorts, where they are of one dataset; null where what is given is no kind but a thing itself. */
export function thingsOfKind(model: Model, kind: string): string | null {
  const of = model.datasets.get(kind);
  const label = of?.fields.get(of.label[0] ?? '');
  if (!of || !label || of.who || of.event || of.numbered || label.search || label.person) return null;
  const beside = model.relationships.flatMap((r) => {
    if (r.to !== kind) return [];
    if (!model.datasets.get(r.from)?.bridge) return [r.from];
    return model.relationships.flatMap((other) => (other.from === r.from && other.to !== kind ? [other.to] : []));
  });
  const things = [...new Set(beside)].filter((name) => {
    const thing = model.datasets.get(name);
    return thing !== undefined && thing.label.length > 0 && !thing.who && !thing.event && !thing.rollup;
  });
  return things.length === 1 ? (things[0] ?? null) : null;
}
