import { groupableNoun } from './groupable.js';
import { joinerBefore } from './joiner-before.js';
import { namedNoun } from './narrowed-noun.js';
import { noteBothSides } from './note-both-sides.js';
import type { ScanContext } from './scan-context.js';
import { takeNegation } from './take-negation.js';

/** "guests who came but have no late visits": there are none of that kind, which is more than that they were on time. */
function deniesNoun(scan: ScanContext, at: number, dataset: string): boolean {
  const { negation, reading, model, meaning, next } = scan;
  const none = negation?.op === 'no' || negation?.op === 'without';
  const noun = meaning(next(at), 'dataset')?.name === dataset || namedNoun(scan, at) === dataset;
  const subject = reading.subject?.subject;
  const thing =
    (subject?.kind === 'dataset' ? subject.dataset : null) ??
    reading.measures.find((m) => m.counted !== null && m.at < at)?.counted ??
    reading.mentions.find((m) => m.at < at)?.dataset;
  return none && noun && at - negation.at <= 2 && model.datasets.get(thing ?? '')?.event === false;
}

/** overdue, active, returned: a condition that the model has a name for. */
export function ruleNamed(scan: ScanContext, at: number): boolean {
  const { items, model, reading, datasets, meaning, meanings, next, use, countOf, addMeasure } = scan;
  const found = meanings(at, 'named');
  if (found.length === 0) return false;
  const score = (name: string): number => {
    const dataset = model.namedFilters.get(name)?.dataset ?? '';
    const near = meaning(next(at), 'dataset')?.name === dataset ? 4 : 0;
    return near + (datasets.has(dataset) ? 2 : 0);
  };
  const best = [...found].sort((a, b) => score(b.name) - score(a.name))[0];
  const filter = best ? model.namedFilters.get(best.name) : undefined;
  if (!best || !filter) return false;
  // A condition on other things than the noun beside it is not meant: another role may know the right one.
  const noun0 = meaning(next(at), 'dataset')?.name;
  if (noun0 && noun0 !== filter.dataset && !model.datasets.get(filter.dataset)?.event) return false;
  // "films that were never returned late": no such event, which is more than an event that was on time.
  const free =
    scan.negation?.op === 'not' && !best.negate && at - scan.negation.at <= 3
      ? freeThing(scan, filter.dataset, filter.among)
      : null;
  if (free !== null) {
    scan.negation = null;
    const label = `not ${filter.words[0] ?? filter.label}`;
    reading.conditions.push({
      filter: {
        kind: 'exists',
        dataset: filter.dataset,
        negate: true,
        filters: [{ kind: 'named', name: best.name, label: filter.label }],
        label,
      },
      dataset: free,
      at,
      joined: joinerBefore(scan, at),
    });
    use(at, label);
    return true;
  }
  const never =
    scan.negation?.op === 'never' &&
    !reading.mentions.some((m) => m.dataset === filter.dataset) &&
    !reading.measures.some((m) => m.counted === filter.dataset) &&
    at - scan.negation.at <= 4;
  if (model.datasets.get(filter.dataset)?.event && scan.negation && (never || deniesNoun(scan, at, filter.dataset))) {
    if (!never && namedNoun(scan, at) === null) use(next(at), `no ${filter.label}`);
    scan.negation = null;
    reading.events.push({ dataset: filter.dataset, at: at - 1, negated: true, verb: true });
    reading.conditions.push({
      filter: { kind: 'named', name: best.name, ...(best.negate ? { negate: true } : {}), label: filter.label },
      dataset: filter.dataset,
      at,
      joined: null,
    });
    use(at, `never ${filter.label}`);
    return true;
  }
  const denied =
    scan.negation !== null && scan.negation.op !== 'except' && at - scan.negation.at <= 3
      ? takeNegation(scan, at)
      : false;
  const negate = best.negate !== denied;
  const label = negate ? (filter.opposite[0] ?? `not ${filter.label}`) : filter.label;
  reading.conditions.push({
    filter: { kind: 'named', name: best.name, ...(negate ? { negate: true } : {}), label },
    dataset: filter.dataset,
    at,
    joined: joinerBefore(scan, at),
  });
  noteBothSides(scan);
  use(at, `filter ${label}`);
  const noun = items[at]?.tokens.at(-1)?.forms;
  if (filter.noun && noun?.has('return')) reading.mentions.push({ dataset: filter.dataset, at });
  if (
    scan.pendingCount !== null &&
    filter.noun &&
    !groupableNoun(scan, next(at)) &&
    (namedNoun(scan, at) !== null || !items.some((_, i) => i > at && meaning(i, 'dataset')))
  ) {
    const measure = countOf({ kind: 'dataset', dataset: filter.dataset }, at);
    if (measure) addMeasure(measure);
    scan.pendingCount = null;
  }
  return true;
}

/** "chairs that are not taken": a thing without a name that comes up many times in what happened, where the condition is a state and no rate of some rows. */
function freeThing({ model, reading }: ScanContext, event: string, among: unknown): string | null {
  const subject = reading.subject?.subject;
  const things = [
    ...reading.measures.flatMap((m) => m.counted ?? []),
    ...(subject?.kind === 'dataset' ? [subject.dataset] : []),
    ...reading.mentions.map((m) => m.dataset),
  ];
  const thing = things.find((name) => {
    const of = model.datasets.get(name);
    return (
      of?.event === false && of.label.length === 0 && model.relationships.some((r) => r.from === event && r.to === name)
    );
  });
  return among === null ? (thing ?? null) : null;
}
