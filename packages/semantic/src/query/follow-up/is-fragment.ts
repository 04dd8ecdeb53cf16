import type { FollowUpInput } from '../follow-up.js';

/**
 * "store 2?", "May 2022", "for Ada North": nothing is asked, only a condition, time or group is said, so that it changes the answer before.
 * A thing counts as said with its condition where the condition names one of its members; by itself it asks for a list.
 */
export function isFragment({ reading, model }: FollowUpInput): boolean {
  const asks =
    reading.measures.length > 0 ||
    reading.attributes.length > 0 ||
    reading.events.length > 0 ||
    reading.verbs.length > 0 ||
    reading.sets.length > 0 ||
    reading.aggregate !== null ||
    reading.rankMeasure !== null ||
    reading.counting ||
    (reading.form !== null && reading.form !== 'list');
  if (asks) return false;
  const naming = new Set(
    reading.conditions.flatMap(({ filter, dataset }) => {
      if (filter.kind !== 'compare' || dataset === null) return [];
      const [owner = '', field = ''] = filter.member.split('.');
      const of = model.datasets.get(owner);
      return of && (of.label.includes(field) || of.primaryKey.includes(field)) ? [owner] : [];
    }),
  );
  const subject = reading.subject?.subject;
  const things = [...reading.mentions.map((m) => m.dataset), ...(subject?.kind === 'dataset' ? [subject.dataset] : [])];
  const said = reading.conditions.length + reading.times.length + reading.dimensions.length > 0;
  return said && things.every((thing) => naming.has(thing)) && (subject === undefined || subject.kind === 'dataset');
}
