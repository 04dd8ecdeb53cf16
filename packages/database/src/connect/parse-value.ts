import type { Cell, ColumnType } from '@copilot/contracts';

/** PostgreSQL's fixed type numbers (pg_type.dat), as far as analytics meets them; whatever is not here travels as text. */
const columnTypes: ReadonlyMap<number, ColumnType> = new Map([
  [16, 'boolean'],
  [20, 'integer'],
  [21, 'integer'],
  [23, 'integer'],
  [26, 'integer'],
  [700, 'number'],
  [701, 'number'],
  [1700, 'number'],
  [1082, 'date'],
  [1083, 'time'],
  [1266, 'time'],
  [1114, 'datetime'],
  [1184, 'datetime'],
  [114, 'json'],
  [3802, 'json'],
]);

/** Type of the elements of the common array types. */
const elementTypes: ReadonlyMap<number, number> = new Map([
  [1000, 16],
  [1016, 20],
  [1005, 21],
  [1007, 23],
  [1021, 700],
  [1022, 701],
  [1231, 1700],
  [1182, 1082],
  [1115, 1114],
  [1185, 1184],
  [1009, 25],
  [1015, 1043],
  [1002, 18],
  [1014, 1042],
]);

/** The client's name for a PostgreSQL type. */
export function toColumnType(typeId: number): ColumnType {
  return elementTypes.has(typeId) ? 'array' : (columnTypes.get(typeId) ?? 'string');
}

/**
 * One value in PostgreSQL's text form → a cell. Whole and decimal numbers become numbers, timestamps ISO 8601 in UTC, dates stay
 * YYYY-MM-DD. NaN and infinities have no JSON form and become null.
 */
export function parseValue(text: string | null, typeId: number): Cell {
  if (text === null) return null;
  const element = elementTypes.get(typeId);
  if (element !== undefined) return parseArray(text).map((item) => parseScalar(item, element));
  return parseScalar(text, typeId);
}

function parseScalar(text: string | null, typeId: number): string | number | boolean | null {
  if (text === null) return null;
  switch (columnTypes.get(typeId)) {
    case 'boolean':
      return text === 't';
    case 'integer':
    case 'number': {
      const value = Number(text);
      return Number.isFinite(value) ? value : null;
    }
    case 'datetime':
      return toIsoDatetime(text);
    default:
      return text;
  }
}

/** `2022-07-27 20:00:00.5+00` → `2022-07-27T20:00:00.500Z`; without fraction if there is none. */
export function toIsoDatetime(text: string): string {
  const match = /^(\d{4,})-(\d\d)-(\d\d) (\d\d:\d\d:\d\d)(\.\d+)?([+-]\d\d(?::\d\d){0,2})?$/.exec(text);
  // Infinity and years before Christ: rare enough to pass through as PostgreSQL writes them.
  if (match === null) return text;
  const [, year, month, day, clock, fraction = '', offset = '+00'] = match;
  if (/^\+00(:00)*$/.test(offset))
    return `${year}-${month}-${day}T${clock}${fraction === '' ? '' : padFraction(fraction)}Z`;
  const instant = new Date(
    `${year}-${month}-${day}T${clock}${fraction}${offset.length === 3 ? `${offset}:00` : offset}`,
  );
  return instant.toISOString().replace('.000Z', 'Z');
}

const padFraction = (fraction: string): string => (fraction.length < 4 ? fraction.padEnd(4, '0') : fraction);

/** Reads the one-dimensional array literal `{a,"b c",NULL}`; deeper arrays come back flat. */
export function parseArray(text: string): (string | null)[] {
  const items: (string | null)[] = [];
  const body = text.slice(text.indexOf('{'));
  const pattern = /"((?:[^"\\]|\\.)*)"|([^,{}"]+)/g;
  for (const match of body.matchAll(pattern)) {
    const [, quoted, plain] = match;
    if (quoted !== undefined) items.push(quoted.replace(/\\(.)/g, '$1'));
    else items.push(plain === 'NULL' ? null : (plain ?? null));
  }
  return items;
}
