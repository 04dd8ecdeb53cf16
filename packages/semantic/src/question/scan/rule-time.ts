import { type Field, findField, memberOf } from '../../model/model.js';
import { WEEKDAYS } from '../calendar.js';
import { nameOf } from '../../model/name-of.js';
import type { ScanContext } from './scan-context.js';
import { takeNegation } from './take-negation.js';

/** in May, since 2021, last week: a time, or the years of a year field ("films released in 2006"). */
export function ruleTime(scan: ScanContext, at: number): boolean {
  const { items, reading, use } = scan;
  const time = items[at]?.time;
  if (!time) return false;
  const whole = time.kind === 'range' && [time.from, time.to].every((d) => d === null || d.endsWith('-01-01'));
  const year = whole ? yearField(scan, at) : undefined;
  if (year && time.kind === 'range' && time.grain !== 'year') {
    const from = time.from ? Number(time.from.slice(0, 4)) : null;
    const to = time.to ? Number(time.to.slice(0, 4)) - 1 : null;
    const bounds =
      from !== null && to !== null
        ? { op: 'between' as const, values: [from, to] }
        : from !== null
          ? { op: 'gte' as const, values: [from] }
          : { op: 'lte' as const, values: [to ?? 0] };
    reading.conditions.push({
      filter: {
        kind: 'compare',
        member: memberOf(year),
        ...bounds,
        label: `${nameOf(year)} ${from ?? 'up'} to ${to ?? 'now'}`,
      },
      dataset: year.dataset,
      at,
      joined: null,
    });
    use(at, `filter ${nameOf(year)}`);
    return true;
  }
  if (year && time.kind === 'range') {
    reading.conditions.push({
      filter: {
        kind: 'compare',
        member: memberOf(year),
        op: 'eq',
        values: [Number(time.label)],
        label: `${nameOf(year)} ${time.label}`,
      },
      dataset: year.dataset,
      at,
      joined: null,
    });
    use(at, `filter ${nameOf(year)}`);
    return true;
  }
  if (time.kind === 'weekdays' && new Set(time.days).size === WEEKDAYS.length) return wholeWeek(scan, at);
  const negated =
    (scan.negation?.op === 'except' || scan.negation?.op === 'not') &&
    at - (scan.negation?.at ?? 0) <= 3 &&
    takeNegation(scan, at);
  if (negated) scan.negation = null;
  reading.times.push({ time, at, negated });
  use(at, 'time');
  return true;
}

/** "each day of the week, Monday to Sunday": all seven are no condition, they say what is grouped by. */
function wholeWeek({ items, reading, meaning, use }: ScanContext, at: number): boolean {
  const said = items.some((_, i) => meaning(i, 'grain')?.grain === 'weekday');
  if (!said) reading.dimensions.push({ subject: { kind: 'grain', grain: 'weekday' }, at, per: false });
  use(at, 'by weekday');
  return true;
}

function yearField(scan: ScanContext, at: number): Field | undefined {
  const { model, reading, meanings, field, use } = scan;
  for (let i = at - 1; i >= 0; i--) {
    const found =
      field(i) ??
      meanings(i, 'verb')
        .map((v) => (v.of === 'field' ? findField(model, v.name) : undefined))
        .find((f) => f?.year);
    if (found?.year) {
      use(i, `field ${found.name}`);
      const attribute = reading.attributes.findIndex((a) => a.members.includes(memberOf(found)));
      if (attribute >= 0) reading.attributes.splice(attribute, 1);
      return found;
    }
  }
  return undefined;
}
