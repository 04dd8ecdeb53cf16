import { listOf, messageOf, namesOf } from '../tree/node.js';
import { quoted, type TreeRule } from './rule.js';

/** Types that a value may be turned into: plain values of analytics. No reg* types, no rows, no internal types. */
const allowed = new Set([
  ...['int2', 'int4', 'int8', 'numeric', 'float4', 'float8', 'bool'],
  ...['text', 'varchar', 'bpchar'],
  ...['date', 'time', 'timestamp', 'timestamptz', 'interval'],
]);

const maximumTypmod = 1000;

/** Every cast names an allowed type, at most an array of one, with small constant sizes: `char(10000000)` would pad. */
export const types: TreeRule = {
  name: 'allowed_types',
  code: 'guard.type-not-allowed',
  find: ({ index }) => {
    for (const { kind, message, parent } of index.entries) {
      if (kind === 'A_Const' && parent?.kind === 'TypeName' && parent.message['names'] !== undefined) {
        if (sizeOf(message) > maximumTypmod && !isInterval(parent.message)) return { message: 'A type is too long.' };
      }
      if (kind !== 'TypeName') continue;
      const path = namesOf(message['names']);
      const name = path.length === 1 || path[0] === 'pg_catalog' ? path.at(-1) : undefined;
      if (path.length > 2 || name === undefined || !allowed.has(name) || listOf(message['arrayBounds']).length > 1) {
        return { message: `A value may not be turned into the type ${quoted(path.join('.'))}.` };
      }
      if (listOf(message['typmods']).some((size) => !messageOf(size, 'A_Const')))
        return { message: 'The size of a type must be a number.' };
    }
    return undefined;
  },
};

/** INTERVAL writes its fields (YEAR TO MONTH) as a bit mask in the place of a size. */
function isInterval(typeName: Readonly<Record<string, unknown>>): boolean {
  return namesOf(typeName['names']).at(-1) === 'interval';
}

function sizeOf(constant: Readonly<Record<string, unknown>>): number {
  const value = constant['ival'];
  if (typeof value !== 'object' || value === null) return Number.POSITIVE_INFINITY;
  return 'ival' in value && typeof value.ival === 'number' ? Math.abs(value.ival) : 0;
}
