import { chooseJoinPath } from '../../plan/join-path.js';
import type { ScanContext } from './scan-context.js';

/** "customers who rented": the things that a clause is about, and what happened to or belongs to them. */
export interface Clause {
  /** Null for the persons behind "who". */
  readonly entity: string | null;
  readonly link: string;
  /** Place of the verb or event noun. */
  readonly at: number;
  readonly negated: boolean;
}

/**
 * Finds the clause that a place stands in: the nearest verb or event noun before it, and the things named before that.
 * *Returns* null when no thing is named, or when the figure that is asked for is of something else and nothing ("who", "that", a verb
 * right behind the noun) ties the verb to the thing.
 */
export function clauseBefore(scan: ScanContext, at: number): Clause | null {
  const { items, model, reading, meaning, meanings } = scan;
  for (let i = at - 1; i > 0; i--) {
    const noun = meaning(i, 'dataset');
    const link =
      meanings(i, 'verb').find((v) => v.of === 'dataset' && model.datasets.has(v.name))?.name ??
      (noun && model.datasets.get(noun.name)?.event ? noun.name : undefined);
    if (link === undefined) continue;
    const thing = thingBefore(scan, i, link);
    if (thing === null) {
      const persons = reading.form === 'who' && reading.measures.length === 0;
      if (persons) return { entity: null, link, at: i, negated: isNegated(scan, i) };
      continue;
    }
    const tied =
      items.slice(thing.at + 1, i).some((item) => /^(who|that|which|whose)$/.test(item.tokens[0]?.lower ?? '')) ||
      (i === thing.at + 1 && /ed$|en$/.test(items[i]?.tokens[0]?.lower ?? ''));
    const other =
      reading.rank !== null || reading.measures.some((m) => m.counted !== thing.dataset && m.at < i && m.at !== i);
    return other && !tied ? null : { entity: thing.dataset, link, at: i, negated: isNegated(scan, i) };
  }
  return null;
}

/** The thing named last before a place that the link belongs to. */
function thingBefore(scan: ScanContext, at: number, link: string): { dataset: string; at: number } | null {
  const { model, meaning } = scan;
  for (let i = at - 1; i >= 0; i--) {
    const name = meaning(i, 'dataset')?.name;
    const dataset = name === undefined ? undefined : model.datasets.get(name);
    if (!dataset || dataset.event || dataset.bridge || dataset.name === link) continue;
    const path = chooseJoinPath(model, dataset.name, link);
    if (path?.[0]?.direction === 'many') return { dataset: dataset.name, at: i };
  }
  return null;
}

function isNegated({ reading }: ScanContext, at: number): boolean {
  return reading.events.some((e) => e.at === at && e.negated);
}
