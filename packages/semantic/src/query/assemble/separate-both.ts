import type { Filter } from '@copilot/contracts';
import { findField } from '../../model/model.js';
import type { Assembly } from './assembly.js';
import { positiveEvents } from './events.js';

/** "rented both Action and Comedy films": one event for each value, not one for either. */
export function separateBoth(assembly: Assembly): void {
  const { reading } = assembly;
  if (!reading.connectors.some((c) => c.op === 'both') && !namesTogether(assembly)) return;
  const event = positiveEvents(assembly)[0]?.dataset;
  const first = reading.conditions.find((c) => c.filter.kind === 'compare' && c.filter.op === 'eq');
  if (!first || first.filter.kind !== 'compare') return;
  const member = first.filter.member;
  const list = reading.conditions.filter(
    (c) => c.filter.kind === 'compare' && c.filter.member === member && c.filter.op === 'eq',
  );
  if (list.length < 2) return;
  for (const condition of list) {
    const inner = condition.filter;
    const filter: Filter = event
      ? { kind: 'exists', dataset: event, filters: [inner], label: inner.label ?? '' }
      : { kind: 'all', filters: [inner], label: inner.label ?? '' };
    reading.conditions[reading.conditions.indexOf(condition)] = { ...condition, filter, joined: null };
  }
  for (const e of positiveEvents(assembly)) reading.events.splice(reading.events.indexOf(e), 1);
}

/** "films with Ann Lee and Bo Rey": persons named together beside a figure or list of something else are all meant. */
function namesTogether({ reading, model }: Assembly): boolean {
  if (reading.form === 'compare' || reading.connectors.some((c) => c.op === 'versus')) return false;
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
