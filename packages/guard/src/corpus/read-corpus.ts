/** One line of a corpus file. `rule` names the rule that must stop an attack; a legitimate statement has none. */
export interface CorpusCase {
  readonly id: string;
  readonly group: string;
  readonly role: string;
  readonly sql: string;
  readonly rule: string | undefined;
}

/**
 * Reads a corpus file (`corpus/attacks.jsonl`, `corpus/legitimate.jsonl`): one JSON object a line, with `sql`, or with `parts` as
 * pairs of a text and how often it is repeated.
 *
 * *Throws* with the number of the line that is not of this form.
 */
export function readCorpus(text: string): CorpusCase[] {
  return text
    .split('\n')
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }) => readCase(JSON.parse(line), number));
}

function readCase(value: unknown, line: number): CorpusCase {
  const fields: Record<string, unknown> = typeof value === 'object' && value !== null ? { ...value } : {};
  const { id, group, role, rule } = fields;
  const sql = fields['sql'] ?? joinParts(fields['parts']);
  if (typeof id !== 'string' || typeof group !== 'string' || typeof role !== 'string' || typeof sql !== 'string') {
    throw new Error(`line ${line} of the corpus needs id, group, role and sql or parts`);
  }
  return { id, group, role, sql, rule: typeof rule === 'string' ? rule : undefined };
}

function joinParts(parts: unknown): string | undefined {
  if (!Array.isArray(parts)) return undefined;
  return parts.map((part: unknown) => (Array.isArray(part) ? String(part[0]).repeat(Number(part[1])) : '')).join('');
}
