import type { ColumnType, DimensionRef, Format } from '@copilot/contracts';
import { pointedAt } from '../model/link-of.js';
import type { Field, Model } from '../model/model.js';
import { grainColumn, grainExpression, grainOrder } from './grain.js';
import { bucketKey } from './bucket-key.js';
import type { Source } from './source.js';
import { fansOut } from '../plan/join-path.js';

/** One grouping column. */
export interface Key {
  readonly name: string;
  readonly label: string;
  readonly type: ColumnType;
  readonly format: Format;
  readonly sql: string;
  /** What to sort by when the value itself does not sort well. */
  readonly order: string | null;
  /** The same, told from the value itself, where the rows beneath are out of reach. */
  readonly orderOf?: (column: string) => string;
  readonly grain: DimensionRef['grain'];
  /** Reached without repeating rows. */
  readonly near: boolean;
  /** Identifies an entity, or belongs to one that the same grouping identifies. */
  readonly unique: boolean;
  /** Grouped by, so that namesakes stay apart, but not shown. */
  readonly hidden: boolean;
  /** Index of the dimension of the query. */
  readonly dimension: string;
}

/** The grouping columns of a dimension: an entity is grouped by its key and shown by its label, so that namesakes stay apart. */
export function toKeys(dimension: DimensionRef, source: Source, model: Model): Key[] {
  const field = source.field(dimension.member);
  const dataset = model.datasets.get(field.dataset);
  const near = !fansOut(source.path(field.dataset) ?? []);
  const base = { near, hidden: false, dimension: dimension.member };
  if (dimension.grain) {
    const column = grainColumn(dimension.grain);
    const sql = source.column(dimension.member);
    return [
      {
        ...base,
        ...column,
        label: dimension.label ?? column.name.replaceAll('_', ' '),
        sql: grainExpression(sql, dimension.grain, field.datatype),
        order: grainOrder(sql, dimension.grain),
        grain: dimension.grain,
        unique: false,
      },
    ];
  }
  if (dimension.buckets || dimension.ranges || dimension.bucket_width)
    return [bucketKey(dimension, field.name, source.column(dimension.member), base)];
  if (field.array) return [arrayKey(dimension, field, source, base)];
  const key = dataset?.primaryKey[0];
  const isLabel = dataset && key && dataset.primaryKey.length === 1 && dataset.label.includes(field.name);
  const shown = isLabel ? dataset : pointedAt(model, field.dataset, field.name);
  const plain: Key = {
    ...base,
    name: isLabel ? dataset.noun[0].replaceAll(' ', '_') : field.name,
    label: dimension.label ?? shown?.noun[0] ?? field.name.replaceAll('_', ' '),
    type: columnType(field),
    format: fieldFormat(field),
    sql: source.column(dimension.member),
    order: null,
    grain: undefined,
    unique: dataset?.primaryKey.length === 1 && dataset.primaryKey[0] === field.name,
  };
  if (!isLabel || key === field.name) return [plain];
  const id = source.column(`${field.dataset}.${key}`);
  const idKey: Key = {
    ...plain,
    name: key,
    label: key.replaceAll('_', ' '),
    type: 'integer',
    format: 'id',
    sql: id,
    unique: true,
    hidden: !dataset.who,
  };
  return [idKey, { ...plain, sql: source.column(dimension.member), unique: true }];
}

export function columnType(field: Field): ColumnType {
  if (field.array) return 'array';
  switch (field.datatype) {
    case 'Integer':
      return 'integer';
    case 'Decimal':
    case 'Float':
      return 'number';
    case 'Boolean':
      return 'boolean';
    case 'Date':
      return 'date';
    case 'DateTime':
    case 'DateTimeTz':
      return 'datetime';
    case 'Time':
      return 'time';
    default:
      return 'string';
  }
}

export function fieldFormat(field: Field): Format {
  if (field.format) return field.format;
  if (field.name.endsWith('_id')) return 'id';
  if (field.datatype === 'Integer') return 'integer';
  return field.datatype === 'Decimal' || field.datatype === 'Float' ? 'decimal' : 'text';
}

function arrayKey(
  dimension: DimensionRef,
  field: Field,
  source: Source,
  base: Pick<Key, 'near' | 'hidden' | 'dimension'>,
): Key {
  source.addJoin(`CROSS JOIN LATERAL unnest(${source.column(dimension.member)}) AS each_${field.name}(value)`);
  return {
    ...base,
    name: field.name.replace(/s$/, ''),
    label: dimension.label ?? field.name.replaceAll('_', ' ').replace(/s$/, ''),
    type: 'string',
    format: 'text',
    sql: `each_${field.name}.value`,
    order: null,
    grain: undefined,
    unique: true,
  };
}
