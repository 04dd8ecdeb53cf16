import { chooseJoinPath, fansOut } from '../../plan/join-path.js';
import type { ScanContext } from './scan-context.js';

/**
 * "the last record ADA NORTH bought", "which record did she buy first": the thing that came up when something happened for the first or last
 * time. The thing has no time of its own; the verb says by which it goes.
 */
export function ruleEdgeThing(scan: ScanContext, at: number): boolean {
  const { items, model, reading, ops, next, before, meaning, meanings, use } = scan;
  const op = ops(at).find((o) => o === 'first' || o === 'last' || o === 'earliest' || o === 'latest');
  if (!op || reading.edgeThing || reading.form === 'when' || reading.form === 'count' || reading.form === 'how_often')
    return false;
  const event = items
    .flatMap((_, i) => meanings(i, 'verb'))
    .find((v) => v.of === 'dataset' && (model.datasets.get(v.name)?.event ?? false))?.name;
  const time = model.datasets.get(event ?? '')?.defaultTime;
  if (event === undefined || !time) return false;
  const after = next(at);
  const number = items[after]?.number ?? null;
  const noun = number === null ? after : next(after);
  const subject = reading.subject?.subject.kind === 'dataset' ? reading.subject.subject.dataset : undefined;
  // "which record did she buy last": the word ends what is said of the verb.
  const ends = at >= items.length - 1 && meanings(before(at), 'verb').length > 0;
  const thing = meaning(noun, 'dataset')?.name ?? (ends ? (subject ?? usualThing(scan, event)) : undefined);
  const of = model.datasets.get(thing ?? '');
  // "the last guest to stay": of one who has a time too, the verb right behind says that it goes by what was done.
  const doing = [noun + 1, noun + 2].some((i) => meanings(i, 'verb').some((v) => v.name === event));
  if (!thing || !of || of.event || of.label.length === 0 || (of.defaultTime !== null && !ends && !doing)) return false;
  const path = chooseJoinPath(model, event, thing);
  if (!path || path.length === 0 || fansOut(path)) return false;
  const direction = op === 'first' || op === 'earliest' ? 'asc' : 'desc';
  reading.edgeThing = { thing, event, direction, count: number ?? 1, at };
  use(at, direction === 'asc' ? 'earliest first' : 'latest first');
  if (number !== null) use(after, 'how many to show');
  return true;
}

/** "what did she buy last": what comes up in such an event. */
function usualThing({ model, reading }: ScanContext, event: string): string | undefined {
  if (reading.form !== 'what') return undefined;
  return [...model.datasets.values()].find(
    (d) => d.perEvent !== null && d.label.length > 0 && model.metrics.get(d.perEvent)?.dataset === event,
  )?.name;
}
