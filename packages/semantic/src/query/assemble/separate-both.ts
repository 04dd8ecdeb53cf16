import type { Filter } from '@copilot/contracts';
import { findField } from '../../model/model.js';
import type { Assembly } from './assembly.js';
import { positiveEvents } from './events.js';
import { takeTimes } from './place-events.js';

/** "rented both Action and Comedy films": one event for each value, not one for either. */
export function separateBoth(assembly: Assembly): void {
  const { reading } = assembly;
  if (!reading.notBoth && !reading.connectors.some((c) => c.op === 'both') && !namesTogether(assembly)) return;
  const said = [
    ...positiveEvents(assembly),
    ...reading.events.filter((e) => !e.negated && !assembly.model.datasets.get(e.dataset)?.bridge),
  ];
  const event = said[0]?.dataset;
  const first = reading.conditions.find((c) => c.filter.kind === 'compare' && c.filter.op === 'eq');
  if (!first || first.filter.kind !== 'compare') return;
  const member = first.filter.member;
  const list = reading.conditions.filter(
    (c) => c.filter.kind === 'compare' && c.filter.member === member && c.filter.op === 'eq',
  );
  if (list.length < 2) return;
  const times = event && reading.notBoth ? takeTimes(assembly, event) : [];
  const separate = (inner: Filter): Filter =>
    event
      ? { kind: 'exists', dataset: event, filters: [inner, ...times], label: inner.label ?? '' }
      : { kind: 'all', filters: [inner], label: inner.label ?? '' };
  if (reading.notBoth) {
    const each = list.map((c) => separate(c.filter));
    const names = list.map((c) => c.filter.label ?? '');
    const one: Filter = { kind: 'any', filters: each, label: `either ${names.join(' or ')}` };
    const both: Filter = { kind: 'all', filters: each, negate: true, label: 'but not both' };
    for (const c of list) reading.conditions.splice(reading.conditions.indexOf(c), 1);
    reading.conditions.push(
      { dataset: null, at: first.at, joined: null, filter: one },
      { dataset: null, at: first.at, joined: null, filter: both },
    );
    for (const e of new Set(said)) reading.events.splice(reading.events.indexOf(e), 1);
    return;
  }
  for (const condition of list) {
    const filter = separate(condition.filter);
    reading.conditions[reading.conditions.indexOf(condition)] = { ...condition, filter, joined: null };
  }
  for (const e of new Set(said)) reading.events.splice(reading.events.indexOf(e), 1);
}

/** "films with Ann Lee and Bo Rey": persons named together beside a figure or list of something else are all meant. */
function namesTogether({ reading, model }: Assembly): boolean {
  if (reading.form === 'compare' || reading.connectors.some((c) => c.op === 'versus')) return false;
  const entity = reading.measures[0]?.counted ?? reading.mentions[0]?.dataset;
  if (reading.eachPlace && entity && !model.datasets.get(entity)?.event && reading.events.some((e) => !e.negated))
    return reading.dimensions.length === 0;
  const persons = reading.conditions.filter(
    (c) => c.filter.kind === 'compare' && findField(model, c.filter.member)?.person,
  );
  const target =
    reading.subject?.subject.kind === 'dataset'
      ? reading.subject.subject.dataset
      : (reading.measures.find((m) => m.counted)?.counted ?? reading.mentions[0]?.dataset);
  return (
    persons.length >= 2 &&
    persons.slice(1).every((c) => c.joined === 'and') &&
    target !== undefined &&
    target !== persons[0]?.dataset &&
    !model.datasets.get(target)?.event
  );
}
