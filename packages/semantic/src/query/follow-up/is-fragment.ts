import type { Filter, SemanticQuery } from '@copilot/contracts';
import type { FollowUpInput } from '../follow-up.js';
import type { Meaning } from '../../question/lexicon.js';
import { sameTarget } from './same-target.js';

const BEGINS = /^(for|with|among|amongst|within|in|at|from|of|during|on|only|just)$/;

/**
 * "store 2?", "May 2022", "for Ada North": nothing is asked, only a condition, time or group is said, so that it changes the answer before.
 * A thing counts as said with its condition where the condition names one of its members; by itself it asks for a list. "for R films only", "R films?" after R was asked about: things with a
 * condition on them are no list either where a preposition or "only" leads to them, or the condition takes the place of one that was there.
 */
export function isFragment(
  { items, reading, model }: Pick<FollowUpInput, 'items' | 'reading' | 'model'>,
  last: SemanticQuery | null,
): boolean {
  const asks =
    reading.measures.length > 0 ||
    reading.attributes.length > 0 ||
    (reading.events.length > 0 && !goesOnAboutEvent({ items, reading, model }, last)) ||
    reading.verbs.length > 0 ||
    // "for R films only": nothing is left out but what the condition leaves out anyway.
    reading.sets.some((set) => set.kind !== 'only' || set.link !== null) ||
    reading.aggregate !== null ||
    reading.rankMeasure !== null ||
    reading.counting ||
    (reading.form !== null && reading.form !== 'list');
  if (asks) return false;
  const begins =
    last?.metrics.length !== 0 &&
    (BEGINS.test(items[0]?.tokens[0]?.lower ?? '') || items.at(-1)?.meanings.some(isOnly) === true);
  const leansOn = (filter: Filter): boolean =>
    last?.metrics.length !== 0 &&
    reading.form === null &&
    (begins || (last?.filters.some((f) => sameTarget(f, filter)) ?? false));
  const naming = new Set(
    reading.conditions.flatMap(({ filter, dataset }) => {
      if (filter.kind !== 'compare' || dataset === null) return [];
      const [owner = '', field = ''] = filter.member.split('.');
      const of = model.datasets.get(owner);
      if (leansOn(filter)) return [owner, ...reading.mentions.map((m) => m.dataset)];
      return of && (of.label.includes(field) || of.primaryKey.includes(field)) ? [owner] : [];
    }),
  );
  const subject = reading.subject?.subject;
  const things = [...reading.mentions.map((m) => m.dataset), ...(subject?.kind === 'dataset' ? [subject.dataset] : [])];
  const said = reading.conditions.length + reading.times.length + reading.dimensions.length > 0;
  return said && things.every((thing) => naming.has(thing)) && (subject === undefined || subject.kind === 'dataset');
}

/** "borrowed in May", after figures of rentals: a participle and a time or condition say more of what was counted. */
function goesOnAboutEvent(
  { items, reading, model }: Pick<FollowUpInput, 'items' | 'reading' | 'model'>,
  last: SemanticQuery | null,
): boolean {
  const base = model.metrics.get(last?.metrics[0]?.metric ?? '')?.dataset;
  const first = items.findIndex((item) => !item.filler);
  return (
    base !== undefined &&
    reading.times.length + reading.conditions.length > 0 &&
    reading.events.every((e) => e.verb && !e.negated && e.dataset === base) &&
    reading.events.some((e) => e.at === first)
  );
}

function isOnly(meaning: Meaning): boolean {
  return meaning.kind === 'operator' && meaning.op === 'only';
}
