/** Writes a value as an SQL literal. The only place where a value becomes SQL text; `standard_conforming_strings` is on. */
export function literal(value: string | number | boolean): string {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error('invariant: a literal number is finite');
    return String(value);
  }
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (value.includes('\u0000')) throw new Error('invariant: a literal holds no NUL');
  return `'${value.replaceAll("'", "''")}'`;
}

const PLAIN = /^[a-z_][a-z0-9_]*$/;
const RESERVED = new Set(
  'all and any array as asc between both case cast check collate column constraint create cross current_date default desc distinct do else end except false fetch for foreign from grant group having in inner intersect into is join lateral leading left like limit natural not null offset on only or order outer primary references right select some table then to trailing true union unique user using when where window with'.split(
    ' ',
  ),
);

/** Writes a name as an SQL identifier, quoted where PostgreSQL needs it. */
export function identifier(name: string): string {
  return PLAIN.test(name) && !RESERVED.has(name) ? name : `"${name.replaceAll('"', '""')}"`;
}
