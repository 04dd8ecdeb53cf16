/** The WHERE clause of conditions, on a line of its own; nothing where there is none. */
export function whereSql(conditions: readonly string[]): string {
  return conditions.length > 0 ? `\nWHERE ${conditions.join('\n  AND ')}` : '';
}

/** A text one level deeper. */
export function indent(text: string): string {
  return text.replaceAll(/^/gm, '  ');
}
