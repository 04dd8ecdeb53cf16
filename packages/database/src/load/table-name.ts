export interface TableName {
  readonly schema: string | null;
  readonly name: string;
}

const PART = String.raw`("(?:[^"]|"")+"|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)`;
const NAME = new RegExp(String.raw`^\s*${PART}(?:\s*\.\s*${PART})?\s*$`);

/** Reads `film`, `public.film` or `"Public"."Film"` the way PostgreSQL folds names; null when it is none. */
export function parseTableName(text: string): TableName | null {
  const [, first, second] = NAME.exec(text) ?? [];
  if (first === undefined) return null;
  return second === undefined ? { schema: null, name: fold(first) } : { schema: fold(first), name: fold(second) };
}

/** Quotes one identifier. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function fold(part: string): string {
  return part.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : part.toLowerCase();
}
