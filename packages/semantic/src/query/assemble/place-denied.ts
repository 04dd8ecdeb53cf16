import type { Filter } from '@copilot/contracts';
import type { Model } from '../../model/model.js';
import { chooseJoinPath } from '../../plan/join-path.js';
import type { Condition, Event } from '../../question/reading.js';
import type { Assembly } from './assembly.js';
import { keepsRows } from './keeps-rows.js';
import { mergeAlternatives } from './merge-alternatives.js';
import { takeTimes } from './place-events.js';
import { ofEntity } from './place-sets.js';

/** Whether a condition is said of something that must not have happened: the event named last before it is a denied one. */
export function belongsToDenied({ reading, model }: Assembly, condition: Condition, base: string | null): boolean {
  const event = eventBefore(reading.events, condition.at);
  if (condition.dataset === base || !event?.negated) return false;
  return !reachedThrough(model, base, event.dataset, condition.dataset);
}

/** "films with no copies, in Comedy": what the event has only by way of the thing itself is said of the thing. */
function reachedThrough(model: Model, thing: string | null, event: string, dataset: string | null): boolean {
  return chooseJoinPath(model, event, dataset ?? event)?.some((hop) => hop.from === thing) ?? false;
}

/** "never rented …": each event that must not have happened, with what was said of it, becomes a test of the row. */
export function placeDenied(assembly: Assembly, base: string | null): void {
  const { reading, model, filters } = assembly;
  const denied = reading.events.filter((e) => e.negated && !repeatsDenial(assembly, e));
  const alone =
    denied.length === 1 && reading.events.every((e) => e === denied[0] || (e.negated && !denied.includes(e)));
  for (const event of denied) {
    const until = Math.min(
      ...reading.events.filter((e) => e.at > event.at && (!e.negated || denied.includes(e))).map((e) => e.at),
      Infinity,
    );
    const inside = mergeAlternatives(
      reading.conditions.filter((c) => belongsToDenied(assembly, c, base) && c.at > event.at && c.at < until),
    ).map((c) => c.filter);
    const times = takeTimes(assembly, event.dataset, alone ? 0 : event.at, alone ? Infinity : until);
    const filter: Filter = {
      kind: 'exists',
      dataset: event.dataset,
      negate: true,
      filters: [...inside, ...times],
      label: [
        `no ${model.datasets.get(event.dataset)?.noun[1] ?? event.dataset}`,
        ...[...inside, ...times].map((f) => f.label ?? ''),
      ]
        .filter(Boolean)
        .join(', '),
    };
    const owner = ownerOf(assembly, event, base);
    filters.push(owner ? ofEntity(model, owner, filter) : filter);
  }
}

/** "did not pay in May, no payment at all": the noun says once more, without a condition of its own, what the verb denied. */
function repeatsDenial({ reading }: Assembly, event: Event): boolean {
  const said = [...reading.conditions, ...reading.times];
  return (
    !event.verb &&
    reading.events.some((e) => e.negated && e.verb && e.dataset === event.dataset && e.at < event.at) &&
    !said.some((one) => one.at > event.at)
  );
}

function eventBefore(events: readonly Event[], at: number): Event | undefined {
  return events.filter((e) => e.at < at).sort((a, b) => b.at - a.at)[0];
}

/** "revenue from customers who never rented …": what is denied is said of the customer, not of the payment. */
function ownerOf(assembly: Assembly, event: Event, base: string | null): string | null {
  const { reading, model } = assembly;
  const things = [
    ...reading.mentions,
    ...reading.measures.flatMap((m) => (m.counted ? [{ dataset: m.counted, at: m.at }] : [])),
  ];
  const thing = things
    .filter((m) => m.at < event.at && !model.datasets.get(m.dataset)?.event && !model.datasets.get(m.dataset)?.bridge)
    .sort((a, b) => b.at - a.at)[0]?.dataset;
  if (!thing || !base || thing === base || !model.datasets.get(base)?.event || !keepsRows(assembly, base, thing))
    return null;
  return chooseJoinPath(model, thing, event.dataset)?.[0]?.direction === 'many' ? thing : null;
}
