import type { Measure } from '../../question/reading.js';
import type { Assembly } from './assembly.js';
import { metricOf, namedDataset, positiveEvents } from './events.js';

/** "best customers": the model says by which figure an entity is measured. */
export function entityMeasure(assembly: Assembly): Measure | null {
  const { reading, model, assumptions } = assembly;
  if (reading.verbs.length > 0) return verbMeasure(assembly);
  if (reading.moreOf) return countShare(assembly);
  const event = positiveEvents(assembly)[0];
  const eventMetric = event ? (moneyOf(assembly, event.dataset) ?? metricOf(assembly, event.dataset)) : null;
  if (event && eventMetric) return { ref: { metric: eventMetric }, from: 'verb', at: event.at, counted: event.dataset };
  const judged = unwelcomeSaid(assembly);
  if (judged) return judged;
  const dataset =
    reading.subject?.subject.kind === 'dataset'
      ? reading.subject.subject.dataset
      : reading.subject?.subject.kind === 'field'
        ? (reading.subject.subject.member.split('.')[0] ?? '')
        : '';
  const metric = model.datasets.get(dataset)?.measureMetric;
  if (!metric || !model.metrics.has(metric)) return null;
  assumptions.push(vagueRank(assembly, dataset, metric));
  assembly.doubts += 1;
  return { ref: { metric }, from: 'verb', at: 0, counted: null };
}

/** "which hall is worst for late visits": how many of what nobody wants there were is what is judged. */
function unwelcomeSaid(assembly: Assembly): Measure | null {
  const { reading, model } = assembly;
  const said = reading.conditions.find(
    ({ at, filter }) =>
      at > (reading.rank?.at ?? at) &&
      filter.kind === 'named' &&
      !filter.negate &&
      model.namedFilters.get(filter.name)?.unwelcome,
  );
  const metric = metricOf(assembly, said?.dataset ?? '');
  return said && metric ? { ref: { metric }, from: 'noun', at: said.at, counted: said.dataset } : null;
}

/** How a word such as "best" was taken, and by which other figure the order could be another one. */
function vagueRank({ reading, model }: Assembly, dataset: string, metric: string): string {
  const word = reading.assumptions[0] ?? (reading.rank?.direction === 'desc' ? 'best' : 'worst');
  const taken = model.metrics.get(metric)?.label ?? metric;
  const other = [...model.metrics.values()].find(
    (m) =>
      m.name !== metric &&
      m.dataset !== model.metrics.get(metric)?.dataset &&
      m.dataset !== dataset &&
      m.time !== null &&
      m.label !== taken &&
      m.averagePer === null,
  );
  const hint = other
    ? `by ${other.label} the order may be another: say "by ${other.label}" for that`
    : 'say "by …" for another measure';
  return `"${word[0]?.toUpperCase() ?? ''}${word.slice(1)}" is taken by ${taken}; ${hint}.`;
}

/** The figure of the first verb that has one. */
export function verbMeasure(assembly: Assembly): Measure {
  const { reading } = assembly;
  const verb = reading.verbs[0];
  return { ref: { metric: verb?.metric ?? '' }, from: 'verb', at: verb?.at ?? 0, counted: null };
}

/** The figure of what happened: the verb's, or the count of the event or thing named. */
export function eventMeasure(assembly: Assembly): Measure | null {
  const { reading, model } = assembly;
  if (reading.verbs.length > 0) return verbMeasure(assembly);
  const noun = reading.mentions.find((m) => model.datasets.get(m.dataset)?.event);
  const event = positiveEvents(assembly)[0];
  const dataset =
    noun?.dataset ??
    event?.dataset ??
    (reading.dimensions.length > 0 || reading.times.length > 0 ? reading.mentions[0]?.dataset : undefined) ??
    (listsThings(assembly) ? undefined : namedDataset(assembly)) ??
    namelessThing(assembly);
  const worth =
    reading.rank !== null ||
    reading.form === 'how_much' ||
    reading.form === 'what' ||
    (reading.total && !reading.counting && reading.form !== 'how_often');
  const money = worth && !noun && event && dataset === event.dataset ? moneyOf(assembly, dataset) : null;
  const metric = money ?? (dataset ? metricOf(assembly, dataset) : null);
  return metric ? { ref: { metric }, from: 'noun', at: noun?.at ?? event?.at ?? 0, counted: dataset ?? null } : null;
}

/** The count of the first thing named. */
export function countShare(assembly: Assembly): Measure | null {
  const { reading } = assembly;
  const dataset =
    reading.mentions[0]?.dataset ??
    (reading.subject?.subject.kind === 'dataset' ? reading.subject.subject.dataset : undefined);
  const metric = dataset ? metricOf(assembly, dataset) : null;
  return metric ? { ref: { metric }, from: 'count', at: 0, counted: dataset ?? null } : null;
}

/** "discs in stock": of things that have no name of their own the number is meant. */
function namelessThing({ reading, model }: Assembly): string | undefined {
  const dataset = model.datasets.get(reading.mentions[0]?.dataset ?? '');
  const plain = reading.form === null && reading.rank === null && reading.aggregate === null;
  return plain && dataset && !dataset.bridge && dataset.label.length === 0 ? dataset.name : undefined;
}

/** "customers with overdue films": a bare noun phrase about things lists them, whatever its condition happened to. */
function listsThings({ reading, model }: Assembly): boolean {
  const first = reading.mentions[0];
  const dataset = model.datasets.get(first?.dataset ?? '');
  return reading.form === null && dataset !== undefined && !dataset.event && dataset.label.length > 0;
}

/** "who paid the most": events that are worth money are ranked by what they are worth. */
function moneyOf({ model }: Assembly, name: string): string | null {
  const dataset = model.datasets.get(name);
  const value = dataset?.valueField ? dataset.fields.get(dataset.valueField) : undefined;
  if (!dataset || value?.format !== 'currency') return null;
  return (
    [...model.metrics.values()].find((m) => m.dataset === name && m.aggregate === 'sum' && m.argument === value.name)
      ?.name ?? null
  );
}
