import type { DimensionRef, Filter, Range } from '@copilot/contracts';
import { findField } from '../../model/model.js';
import type { Measure } from '../../question/reading.js';
import type { Assembly } from './assembly.js';
import { metricOf } from './events.js';
import { keepsRows } from './keeps-rows.js';
import { baseOf, takeTimes } from './place-events.js';

/** What is sorted into ranges is counted, where no figure is named. */
export function measureSpread(assembly: Assembly, measures: Measure[]): void {
  const { reading } = assembly;
  if (!reading.spread) return;
  if (measures.length === 0) {
    const dataset = reading.spread.of.kind === 'figure' ? entityOf(assembly, measures) : sortedDataset(assembly);
    const metric = dataset ? metricOf(assembly, dataset) : null;
    if (dataset && metric) measures.push({ ref: { metric }, from: 'count', at: 0, counted: dataset });
  }
  reading.subject = null;
}

/** The group that ranges or steps make; null where nothing has the figure that they sort. */
export function spreadDimension(assembly: Assembly, measures: readonly Measure[]): DimensionRef | null {
  const { reading, model, assumptions } = assembly;
  const { spread } = reading;
  if (!spread) return null;
  const groups =
    'width' in spread.groups ? { bucket_width: spread.groups.width } : { ranges: [...spread.groups.ranges] };
  const whole =
    spread.of.kind === 'field'
      ? findField(model, spread.of.member)?.datatype === 'Integer'
      : model.metrics.get(spread.of.ref.metric ?? '')?.format === 'integer';
  if (groups.ranges && leavesGap(groups.ranges, whole))
    assumptions.push('What lies outside the ranges that you gave is shown as "other".');
  if (spread.of.kind === 'field') return { member: spread.of.member, ...groups };
  const entity = entityOf(assembly, measures);
  const key = entity ? model.datasets.get(entity)?.primaryKey : undefined;
  return entity && key?.length === 1 && key[0]
    ? { member: `${entity}.${key[0]}`, figure: spread.of.ref, ...groups }
    : null;
}

/** Conditions and times on what happened belong to the figure of each entity, not to the entity. */
export function placeInFigure(assembly: Assembly, dimensions: DimensionRef[], measures: readonly Measure[]): void {
  const { filters, reading, model, assumptions } = assembly;
  const at = dimensions.findIndex((d) => d.figure && reading.spread);
  const dimension = dimensions[at];
  const entity = dimension?.member.split('.')[0];
  const dataset = model.metrics.get(dimension?.figure?.metric ?? '')?.dataset;
  if (!dimension?.figure || !entity || !dataset) return;
  const alone = baseOf(assembly, measures) === entity;
  const inner = filters.filter((filter) => isAbout(assembly, filter, entity));
  if (alone) for (const filter of inner) filters.splice(filters.indexOf(filter), 1);
  const times = alone ? takeTimes(assembly, dataset) : [];
  dimensions[at] = { ...dimension, figure: { ...dimension.figure, filters: [...inner, ...times] } };
  if (alone)
    assumptions.push(
      `${capital(model.datasets.get(entity)?.noun[1] ?? entity)} without ${model.datasets.get(dataset)?.noun[1] ?? dataset} count as 0.`,
    );
}

/** Whether a condition is on something else than the entity and what each one has once. */
function isAbout(assembly: Assembly, filter: Filter, entity: string): boolean {
  const dataset =
    filter.kind === 'compare' || filter.kind === 'time'
      ? filter.member.split('.')[0]
      : filter.kind === 'named'
        ? assembly.model.namedFilters.get(filter.name)?.dataset
        : undefined;
  return dataset !== undefined && dataset !== entity && !keepsRows(assembly, entity, dataset);
}

function entityOf({ reading, model }: Assembly, measures: readonly Measure[]): string | null {
  const subject = reading.subject?.subject.kind === 'dataset' ? reading.subject.subject.dataset : null;
  const named = [...measures.map((m) => m.counted), subject, ...reading.mentions.map((m) => m.dataset)];
  return named.find((name) => name !== null && isEntity(model.datasets.get(name))) ?? null;
}

function isEntity(dataset: { readonly event: boolean; readonly bridge: boolean } | undefined): boolean {
  return dataset !== undefined && !dataset.event && !dataset.bridge;
}

function sortedDataset({ reading }: Assembly): string | null {
  const { spread, subject } = reading;
  if (subject?.subject.kind === 'dataset') return subject.subject.dataset;
  return (
    reading.mentions[0]?.dataset ?? (spread?.of.kind === 'field' ? (spread.of.member.split('.')[0] ?? null) : null)
  );
}

/** Whether some value lies in none of the ranges; between whole numbers there is nothing. */
export function leavesGap(ranges: readonly Range[], whole: boolean): boolean {
  const first = ranges[0];
  const last = ranges.at(-1);
  const open = (first?.from ?? first?.above) === undefined && (last?.to ?? last?.below) === undefined;
  const joined = ranges.slice(1).every((range, i) => {
    const before = ranges[i];
    const start = range.from ?? range.above ?? 0;
    const end = before?.to ?? before?.below ?? 0;
    const inclusive = before?.to !== undefined || range.from !== undefined;
    return (
      (start === end && inclusive) ||
      (whole && start - end <= 1 && before?.to !== undefined && range.from !== undefined)
    );
  });
  const fromZero =
    whole &&
    (first?.from === 0 || (first?.above ?? first?.from) === undefined) &&
    (last?.to ?? last?.below) === undefined;
  return !joined || !(open || fromZero);
}

function capital(text: string): string {
  return `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;
}
