import type { ColumnType, Format, TimeGrain } from '@copilot/contracts';
import type { Datatype } from '../model/model.js';

/** SQL of a time field cut to a grain; timestamps are read in UTC, the session's time zone. */
export function grainExpression(sql: string, grain: TimeGrain, datatype: Datatype): string {
  switch (grain) {
    case 'year':
      return `extract(year FROM ${sql})::int`;
    case 'quarter':
    case 'month':
    case 'week':
      return `date_trunc('${grain}', ${sql})::date`;
    case 'day':
      return datatype === 'Date' ? sql : `${sql}::date`;
    case 'hour':
      return `date_trunc('hour', ${sql})`;
    case 'weekday':
      return `to_char(${sql}, 'FMDay')`;
    case 'month_of_year':
      return `to_char(${sql}, 'FMMonth')`;
    case 'hour_of_day':
      return `extract(hour FROM ${sql})::int`;
    case 'quarter_of_year':
      return `extract(quarter FROM ${sql})::int`;
    case 'day_of_month':
      return `extract(day FROM ${sql})::int`;
  }
}

/** What to sort a grain by when its text does not sort by time; null when the value itself does. */
export function grainOrder(sql: string, grain: TimeGrain): string | null {
  if (grain === 'weekday') return `extract(isodow FROM ${sql})`;
  if (grain === 'month_of_year') return `extract(month FROM ${sql})`;
  return null;
}

/** Column name, type and format of a grain. */
export function grainColumn(grain: TimeGrain): { name: string; type: ColumnType; format: Format } {
  switch (grain) {
    case 'year':
      return { name: 'year', type: 'integer', format: 'year' };
    case 'quarter':
      return { name: 'quarter', type: 'date', format: 'quarter' };
    case 'month':
      return { name: 'month', type: 'date', format: 'month' };
    case 'week':
      return { name: 'week', type: 'date', format: 'week' };
    case 'day':
      return { name: 'day', type: 'date', format: 'date' };
    case 'hour':
      return { name: 'hour', type: 'datetime', format: 'datetime' };
    case 'weekday':
      return { name: 'weekday', type: 'string', format: 'text' };
    case 'month_of_year':
      return { name: 'month_name', type: 'string', format: 'text' };
    case 'hour_of_day':
      return { name: 'hour', type: 'integer', format: 'integer' };
    case 'quarter_of_year':
      return { name: 'quarter', type: 'integer', format: 'integer' };
    case 'day_of_month':
      return { name: 'day', type: 'integer', format: 'integer' };
  }
}
