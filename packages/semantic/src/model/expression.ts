const KEYWORDS = new Set(
  'and or not is null true false case when then else end in between like from extract epoch day days hour minute month year interval cast as date timestamp timestamptz integer numeric text distinct'.split(
    ' ',
  ),
);
const TOKEN = /'(?:[^']|'')*'|[a-z_][a-z0-9_]*(\s*\()?|[^a-z_']+/gi;

/** The columns that a model expression reads: its identifiers but for keywords and function names. */
export function columnsOf(expression: string): string[] {
  const found = new Set<string>();
  for (const match of expression.matchAll(TOKEN)) if (isColumn(match)) found.add(match[0]);
  return [...found];
}

/** Writes a model expression over the alias of its dataset: `amount` becomes `payments.amount`. */
export function qualify(expression: string, alias: string): string {
  return [...expression.matchAll(TOKEN)].map((match) => (isColumn(match) ? `${alias}.${match[0]}` : match[0])).join('');
}

function isColumn(match: RegExpExecArray): boolean {
  return /^[a-z_]/i.test(match[0]) && match[1] === undefined && !KEYWORDS.has(match[0].toLowerCase());
}
