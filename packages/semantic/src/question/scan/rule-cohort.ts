import type { TimeGrain } from '@copilot/contracts';
import type { ScanContext } from './scan-context.js';

/** "by month of their first rental", "by first rental month", "first rented in each month": when something first or last happened to each. */
export function ruleCohort(scan: ScanContext, at: number): boolean {
  const { items, model, reading, has, meaning, meanings, before, use } = scan;
  if (!has(at, 'first', 'earliest', 'last', 'latest') || reading.cohort) return false;
  const after = past(scan, at + 1);
  const named = meaning(after, 'dataset')?.name ?? meanings(after, 'verb').find((v) => v.of === 'dataset')?.name;
  const dataset = model.datasets.get(named ?? '');
  if (!dataset?.event || !dataset.defaultTime) return false;
  const grain = grainNear(scan, at, after);
  const counted = reading.measures.some((m) => m.counted !== null && !model.datasets.get(m.counted)?.event);
  const listed = reading.mentions.some(
    (m) => !model.datasets.get(m.dataset)?.event && !model.datasets.get(m.dataset)?.bridge,
  );
  if (grain === null || !(counted || listed || grouped(scan, grain))) return false;
  const name = meaning(grain, 'grain')?.grain as TimeGrain;
  reading.cohort = { dataset: dataset.name, edge: has(at, 'first', 'earliest') ? 'min' : 'max', grain: name, at };
  const said = `by ${name} of the ${has(at, 'first', 'earliest') ? 'first' : 'last'} ${dataset.noun[0] ?? named ?? ''}`;
  for (const i of [at, after, grain]) use(i, said);
  for (const i of [grain - 1, before(grain), at - 1, before(at)]) if (has(i, 'by')) use(i, said);
  for (let i = grain + 1; i < at; i++) if (has(i, 'pronoun') || items[i]?.filler) use(i, said);
  dropGrain(scan, grain);
  return true;
}

function past({ items, has }: ScanContext, at: number): number {
  let i = at;
  while (
    items[i] &&
    (has(i, 'first', 'earliest', 'last', 'latest') || (items[i]?.filler && items[i]?.meanings.length === 0))
  )
    i += 1;
  return i;
}

/** The stretch of time before ("month of their first …"), right after ("first … month"), or grouped by later ("… in each month"). */
function grainNear({ items, has, meaning, before, next }: ScanContext, at: number, after: number): number | null {
  let i = before(at);
  while (has(i, 'pronoun') || (i >= 0 && items[i]?.filler)) i = before(i);
  if (meaning(i, 'grain') && /^(of|in|when|with)$/.test(items[i + 1]?.tokens[0]?.lower ?? '')) return i;
  if (meaning(after + 1, 'grain')) return after + 1;
  const by = next(after);
  return has(by, 'by') && meaning(next(by), 'grain') ? next(by) : null;
}

/** Whether the stretch of time is said to be a group. */
function grouped({ has, before }: ScanContext, grain: number): boolean {
  return has(grain - 1, 'by') || has(before(grain), 'by');
}

/** The stretch of time is no group of its own. */
function dropGrain({ reading }: ScanContext, at: number): void {
  const own = reading.dimensions.findIndex((d) => d.at === at);
  if (own >= 0) reading.dimensions.splice(own, 1);
  if (reading.subject?.at === at) reading.subject = null;
}
