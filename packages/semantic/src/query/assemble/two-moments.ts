import { findField } from '../../model/model.js';
import { resolveTime } from '../../question/resolve-time.js';
import type { Assembly } from './assembly.js';
import { timeFilter } from '../../plan/time-filter.js';

/** "visits begun in May that ended in June": of two times the one behind the verb is the verb's, the one before it that of the event itself. */
export function twoMoments({ reading, model, clock, filters, assumptions }: Assembly): void {
  const [first, second, ...more] = reading.times;
  const verb = reading.timeFields.find((t) => first && second && t.at > first.at && t.at < second.at);
  if (!first || !second || more.length > 0 || !verb || first.negated || second.negated || reading.contrast) return;
  const [name = ''] = verb.member.split('.');
  const dataset = model.datasets.get(name);
  const own = `${name}.${dataset?.defaultTime ?? ''}`;
  const spoken = [...reading.measures.map((m) => m.counted), ...reading.mentions.map((m) => m.dataset)];
  if (!dataset?.event || own === verb.member || !findField(model, own) || !spoken.includes(name)) return;
  for (const [time, member] of [
    [first, own],
    [second, verb.member],
  ] as const) {
    const { range, filters: others, assumption } = resolveTime(time.time, member, clock, null);
    if (assumption) assumptions.push(assumption);
    const noun = member.split('.').at(-1)?.replaceAll('_', ' ') ?? '';
    filters.push(...others);
    if (range) filters.push(timeFilter({ ...range, member, label: `${noun} in ${range.label}` }));
  }
  reading.times.length = 0;
}
