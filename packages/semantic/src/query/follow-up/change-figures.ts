import type { MetricRef } from '@copilot/contracts';
import { findField, type Field, type Model } from '../../model/model.js';
import type { Change } from './change-query.js';
import { toDimension } from './time-of-turn.js';

/** "and rentals?", "average length instead": another figure, or one more. */
export function changeFigures(change: Change): void {
  const figure = figuresSaid(change);
  if (figure.length === 0) return;
  const known = new Set(change.metrics.map((m) => JSON.stringify(m)));
  const added = figure.filter((m) => !known.has(JSON.stringify(m)));
  if (change.manner.add && added.length === 0) {
    change.touched = true;
    return;
  }
  change.metrics = change.manner.add ? [...change.metrics, ...added] : figure;
  if (change.entity) [change.entity, change.limit] = [null, null];
  change.newFigure = true;
  change.touched = true;
}

function figuresSaid({ input: { reading, model }, manner, entity, last }: Change): MetricRef[] {
  const measures = reading.measures.map((m) => m.ref);
  if (measures.length > 0) return measures;
  if (reading.rankMeasure) return [reading.rankMeasure];
  const numeric = reading.attributes
    .flatMap((a) => a.members)
    .map((m) => findField(model, m))
    .find((f) => f && (f.datatype === 'Integer' || f.datatype === 'Decimal') && !f.name.endsWith('_id'));
  const sum =
    numeric && !reading.aggregate && model.datasets.get(numeric.dataset)?.event ? sumOf(numeric, model) : null;
  if (sum && !entity) return [{ metric: sum }];
  const [before] = last.metrics;
  if (reading.aggregate && !numeric && before?.aggregate && last.metrics.length === 1 && (before.field ?? before.per)) {
    const { fraction: _fraction, ...rest } = before;
    const { aggregate, fraction } = reading.aggregate;
    return [{ ...rest, aggregate, ...(fraction === null ? {} : { fraction }) }];
  }
  if (numeric && !entity)
    return [{ field: `${numeric.dataset}.${numeric.name}`, aggregate: reading.aggregate?.aggregate ?? 'avg' }];
  const counted =
    manner.replace && reading.dimensions.length === 0 && reading.conditions.length === 0
      ? model.datasets.get(reading.mentions[0]?.dataset ?? '')?.countMetric
      : null;
  return counted ? [{ metric: counted }] : [];
}

/** "amount instead of count": what an event is worth is summed, as its figure does. */
function sumOf(field: Field, model: Model): string | null {
  const found = [...model.metrics.values()].find(
    (m) => m.dataset === field.dataset && m.aggregate === 'sum' && m.argument === field.name,
  );
  return found?.name ?? null;
}

/** "by category instead", "per store too", "just the total": other groups, one more, or none. */
export function changeGroups(change: Change): void {
  const { input, last, manner, dimensions } = change;
  const { reading, model } = input;
  const subject =
    reading.dimensions.length === 0 && reading.subject && !change.newFigure && !reading.rank
      ? [reading.subject.subject]
      : [];
  const groups = [...reading.dimensions.map((d) => d.subject), ...subject].flatMap(
    (s) => toDimension(s, model, last, change.metrics) ?? [],
  );
  if (groups.length === 0) {
    if (reading.total && reading.only && dimensions.length > 0 && !change.newFigure && reading.conditions.length === 0)
      [change.dimensions, change.limit, change.calculations, change.touched] = [[], null, undefined, true];
    return;
  }
  const adds = dimensions.length === 0 || (manner.add && !manner.replace);
  change.dimensions = adds
    ? [...dimensions, ...groups.filter((g) => !dimensions.some((d) => d.member === g.member && d.grain === g.grain))]
    : groups;
  if (!adds && !reading.rank) change.sort = change.sort.filter((s) => !s.by.startsWith('dimension'));
  if (change.entity && change.metrics.length > 0) change.entity = null;
  change.touched = true;
}
