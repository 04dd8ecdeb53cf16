import { type Dataset, findField } from '../../model/model.js';
import type { Measure } from '../../question/reading.js';
import type { Assembly } from './assembly.js';
import { sameFigure } from './same-figure.js';
import { namedDataset, positiveEvents } from './events.js';

/** "how many customers rented in May": counted over what happened, so that every condition speaks about the same rows. */
export function countThroughEvent(assembly: Assembly, measures: Measure[]): Measure[] {
  const { model } = assembly;
  if (deniesBeside(assembly)) return measures;
  const event = positiveEvents(assembly)[0];
  return measures.map((measure) => {
    if (!measure.counted || measure.ref.per || measure.ref.over) return measure;
    const dataset = model.datasets.get(measure.counted);
    if (!dataset || dataset.event || measure.ref.metric === dataset.perEvent) return measure;
    const link = event?.dataset ?? linkEvent(assembly, measure.counted);
    if (!link || link === measure.counted) return measure;
    const relationship = model.relationships.find((r) => r.from === link && r.to === measure.counted);
    const column = relationship?.fromColumns[0];
    return column && findField(model, `${link}.${column}`)
      ? { ...measure, ref: { field: `${link}.${column}`, aggregate: 'count_distinct' as const } }
      : measure;
  });
}

/** "how many discs went out": a thing that can be lent again and again counts each time, unless different ones are asked for. */
export function countHappenings(assembly: Assembly, measures: readonly Measure[]): Measure[] {
  const event = positiveEvents(assembly)[0]?.dataset ?? namedDataset(assembly);
  return measures.map((measure) => {
    const dataset = assembly.model.datasets.get(measure.counted ?? '');
    const plain = measure.ref.metric !== undefined && Object.keys(measure.ref).length === 1;
    const each = measure.ref.metric !== undefined && measure.ref.per !== undefined && !measure.ref.filters;
    const metric = dataset && (plain || each) ? perEvent(assembly, dataset, event, each) : null;
    if (!metric || !event) return measure;
    if (assembly.reading.rankMeasure && sameFigure(assembly.reading.rankMeasure, measure.ref))
      assembly.reading.rankMeasure = { metric };
    return { ...measure, ref: { ...measure.ref, metric } };
  });
}

/** "customers who took out at least 20 discs": what a condition counts, it counts each time too. */
export function countConditions(assembly: Assembly): void {
  const { reading, model } = assembly;
  const event = positiveEvents(assembly)[0]?.dataset ?? namedDataset(assembly);
  if (!event || reading.distinct) return;
  for (const [i, condition] of reading.figureConditions.entries()) {
    const counted = [...model.datasets.values()].find(
      (d) => !d.event && d.perEvent && d.countMetric && d.countMetric === condition.measure.metric,
    );
    if (condition.held || !counted?.perEvent || Object.keys(condition.measure).length > 1) continue;
    if (model.metrics.get(counted.perEvent)?.dataset !== event) continue;
    reading.figureConditions[i] = { ...condition, measure: { metric: counted.perEvent } };
  }
}

/** The figure that counts a thing each time, with what is taken for granted. */
function perEvent(
  { reading, model, assumptions }: Assembly,
  dataset: Dataset,
  event: string | undefined,
  each: boolean,
): string | null {
  const metric = dataset.perEvent;
  // "were rented more than 20 times": how often is the bound; what is counted are those who meet it.
  if (reading.figureConditions.some((c) => c.measure.metric === metric)) return null;
  // Whether it ever happened is asked of each thing once, unless a total is asked for: "how many films were rented" and "… never rented" make all of them.
  const ever =
    !each &&
    !reading.total &&
    reading.times.length + reading.dimensions.length + reading.conditions.length === 0 &&
    reading.rank === null;
  // What never happened to a thing is no property of the times it did.
  if (ever || reading.events.some((e) => e.negated && e.dataset === event)) return null;
  if (!metric || !event || model.metrics.get(metric)?.dataset !== event || reading.distinct) return null;
  const [one, many] = [dataset.noun[0], dataset.noun[1]];
  assumptions.push(
    `Each time counts: a ${one} that came up twice counts twice; say "different ${many}" to count each once.`,
  );
  return metric;
}

/** A verb such as "stock" links through a dataset that is no event. */
function linkEvent(assembly: Assembly, counted: string): string | null {
  const { reading, model } = assembly;
  const link = reading.events.find(
    (e) =>
      !e.negated &&
      !model.datasets.get(e.dataset)?.bridge &&
      e.dataset !== counted &&
      model.relationships.some((r) => r.from === e.dataset && r.to === counted),
  );
  return link?.dataset ?? null;
}

/** "rented this but not that": what never happened is no property of the rows that did, so the things themselves are counted. */
function deniesBeside({ reading }: Assembly): boolean {
  const compares = reading.conditions.flatMap((c) => (c.filter.kind === 'compare' ? [c.filter] : []));
  const deniedTime = reading.times.some((t) => t.negated) && reading.times.some((t) => !t.negated);
  return (
    deniedTime ||
    compares.some((f) => f.op === 'ne' && compares.some((o) => o.member === f.member && o.op === 'eq')) ||
    (reading.events.some((e) => e.negated) && reading.events.some((e) => !e.negated))
  );
}
