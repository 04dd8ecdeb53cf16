import { findField, memberOf } from '../../model/model.js';
import type { Measure, Reading } from '../../question/reading.js';
import type { Assembly } from './assembly.js';
import { namedDataset } from './events.js';

/** The time field that a time or a grain belongs to: the verb's, the figure's, the event's, the entity's. */
export function timeMember(assembly: Assembly, measures: readonly Measure[]): string {
  const { reading, model } = assembly;
  const verbTime = verbTimeField(assembly, measures);
  if (verbTime) return verbTime;
  const verbField = reading.attributes.flatMap((a) => a.members).find((m) => findField(model, m)?.isTime);
  if (verbField) return verbField;
  const event = reading.events.find(
    (e) => model.datasets.get(e.dataset)?.event && model.datasets.get(e.dataset)?.defaultTime,
  );
  for (const measure of measures) {
    const metric = measure.ref.metric ? model.metrics.get(measure.ref.metric) : undefined;
    const rollup =
      metric && metric.rollups.size > 0
        ? [...metric.rollups.keys()].map((r) => model.datasets.get(r)).find((d) => d?.defaultTime)
        : undefined;
    if (rollup?.defaultTime) return `${rollup.name}.${rollup.defaultTime}`;
    if (metric?.time && findField(model, metric.time)) return metric.time;
    const field = measure.ref.field ? findField(model, measure.ref.field) : undefined;
    if (field?.isTime && !event) return memberOf(field);
    const own = metric ? model.datasets.get(metric.dataset) : undefined;
    if (own?.defaultTime && !event && !namedDataset(assembly)) {
      // "customers in May" may mean those who joined, rented or paid: better ask.
      assembly.unclearTime = true;
      return `${own.name}.${own.defaultTime}`;
    }
    const dataset = field ? model.datasets.get(field.dataset) : undefined;
    if (dataset?.event && dataset.defaultTime) return `${dataset.name}.${dataset.defaultTime}`;
  }
  if (event) return `${event.dataset}.${model.datasets.get(event.dataset)?.defaultTime ?? ''}`;
  const named = namedDataset(assembly);
  const mention = reading.mentions.find((m) => model.datasets.get(m.dataset)?.defaultTime);
  for (const name of [
    reading.rankMeasure?.metric ? model.metrics.get(reading.rankMeasure.metric)?.dataset : undefined,
    named,
    mention?.dataset,
  ]) {
    const time = name ? model.datasets.get(name)?.defaultTime : null;
    if (name && time) return `${name}.${time}`;
  }
  const first = [...model.datasets.values()].find((d) => d.event && d.defaultTime);
  return first ? `${first.name}.${first.defaultTime ?? ''}` : '';
}

/** "came back in March", "joined in 2022": the verb nearest the time says which of the dataset's times is meant. */
function verbTimeField(assembly: Assembly, measures: readonly Measure[]): string | null {
  const { reading, model } = assembly;
  const at = reading.times[0]?.at ?? reading.dimensions.find((d) => d.subject.kind === 'grain')?.at ?? 0;
  const grain = reading.dimensions.find((d) => d.subject.kind === 'grain');
  // "by weekday of the return": the time is named right after the grain.
  const named =
    reading.timeFields.find((t) => grain && t.at > grain.at && t.at - grain.at <= 3) ?? soleVerb(reading, grain?.at);
  const near = [...reading.timeFields]
    .filter((t) => findField(model, t.member))
    .sort((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at))[0];
  const meant = reading.times.length > 0 ? near : named;
  if (!meant || (reading.times.length > 0 && saidOfNoun(reading, meant))) return null;
  const dataset = meant.member.split('.')[0] ?? '';
  const bases = measures.map((m) =>
    m.ref.metric ? model.metrics.get(m.ref.metric)?.dataset : m.ref.field?.split('.')[0],
  );
  return bases.length === 0 ||
    bases.includes(dataset) ||
    bases.some((base) => base !== undefined && !model.datasets.get(base)?.event)
    ? meant.member
    : null;
}

/** "visits made in May that ended early": the time stands between the noun and the verb, so that it is the noun's own. */
function saidOfNoun({ times, measures, mentions }: Reading, verb: Reading['timeFields'][number]): boolean {
  const [time, ...more] = times;
  const dataset = verb.member.split('.')[0];
  return (
    time !== undefined &&
    more.length === 0 &&
    verb.at > time.at &&
    [...measures.map((m) => ({ dataset: m.counted, at: m.at })), ...mentions].some(
      (noun) => noun.dataset === dataset && noun.at < time.at && time.at - noun.at <= 2,
    )
  );
}

/** "copies returned per month": where nothing else happens, the verb before the group says whose time it is. */
function soleVerb(
  { timeFields, events }: Reading,
  grain: number | undefined,
): Reading['timeFields'][number] | undefined {
  const [verb, ...more] = timeFields;
  const before = verb !== undefined && grain !== undefined && verb.at < grain && grain - verb.at <= 3;
  return before && more.length === 0 && events.every((e) => e.at === verb.at) ? verb : undefined;
}
