import type { Model, Relationship } from '../model/model.js';

/** One step of a join path. `one` goes from the many side to the one side and keeps the number of rows; `many` multiplies them. */
export interface Hop {
  readonly relationship: Relationship;
  readonly from: string;
  readonly to: string;
  readonly direction: 'one' | 'many';
}

/** Paths found so far; a model does not change once it is made, and goes together with its paths. */
const known = new WeakMap<Model, Map<string, readonly Hop[] | null>>();

/**
 * Chooses the cheapest path of relationships from one dataset to another: few hops, many-to-one before one-to-many, links before events.
 * *Returns* hops in order; empty when both are the same; null when there is no path inside this model.
 * *Cost* of the first time grows with the number of relationships (tens); after that it is a look-up.
 */
export function chooseJoinPath(model: Model, from: string, to: string): readonly Hop[] | null {
  if (from === to) return [];
  let paths = known.get(model);
  if (paths === undefined) known.set(model, (paths = new Map()));
  const key = `${from} ${to}`;
  const found = paths.get(key);
  if (found !== undefined) return found;
  const path = searchPath(model, from, to);
  paths.set(key, path);
  return path;
}

interface Place {
  readonly dataset: string;
  readonly cost: number;
  readonly hops: readonly Hop[];
}

/** Where the search stands: a dataset and how it was come to, since what may follow depends on that. */
function searchPath(model: Model, from: string, to: string): readonly Hop[] | null {
  const start: Place = { dataset: from, cost: 0, hops: [] };
  const best = new Map<string, Place>([[keyOf(start), start]]);
  const open = new Set(best.keys());
  while (open.size > 0) {
    const at = [...open].reduce((a, b) => ((best.get(b)?.cost ?? Infinity) < (best.get(a)?.cost ?? Infinity) ? b : a));
    open.delete(at);
    const here = best.get(at);
    if (!here) continue;
    if (here.dataset === to) return here.cost < NO_PATH ? here.hops : null;
    for (const hop of hopsFrom(model, here.dataset)) {
      const place: Place = {
        dataset: hop.to,
        cost: here.cost + costOf(model, hop) + costOfTurn(model, here.hops.at(-1), hop),
        hops: [...here.hops, hop],
      };
      const key = keyOf(place);
      if (place.cost < (best.get(key)?.cost ?? Infinity) - 1e-9) {
        best.set(key, place);
        open.add(key);
      }
    }
  }
  return null;
}

function keyOf({ dataset, hops }: Place): string {
  return `${dataset} ${hops.at(-1)?.direction ?? ''}`;
}

const NO_PATH = 1000;

/**
 * Up to a thing and down again to others of it joins each with all: patients with the practitioners of their clinic, whom they never saw.
 * What belongs to one store is not related by that; through anything else it is the last resort. Links to several values of a thing (the
 * categories of a film) are no such turn.
 */
function costOfTurn(model: Model, before: Hop | undefined, hop: Hop): number {
  if (before?.direction !== 'one' || hop.direction !== 'many' || model.datasets.get(hop.to)?.bridge) return 0;
  return hop.from === model.scopeDataset ? NO_PATH : 6;
}

/** Whether following these hops can repeat a row of the start. */
export function fansOut(hops: readonly Hop[]): boolean {
  return hops.some((hop) => hop.direction === 'many');
}

function hopsFrom(model: Model, dataset: string): Hop[] {
  return model.relationships.flatMap((relationship): Hop[] => {
    const hops: Hop[] = [];
    if (relationship.from === dataset)
      hops.push({ relationship, from: dataset, to: relationship.to, direction: 'one' });
    if (relationship.to === dataset)
      hops.push({ relationship, from: dataset, to: relationship.from, direction: 'many' });
    return hops.filter((hop) => model.datasets.has(hop.to));
  });
}

function costOf(model: Model, hop: Hop): number {
  const target = model.datasets.get(hop.to);
  if (target?.rollup) return 50;
  const base = hop.direction === 'one' ? 1 : target?.bridge ? 1.5 : target?.event ? 3 : 2.5;
  return base - (hop.relationship.preferred ? 0.1 : 0);
}
