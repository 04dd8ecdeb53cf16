/** A change of the text: the bytes from `start` to `end` become `text`. The parser counts positions in bytes. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Applies edits that do not overlap. */
export function editText(sql: string, edits: readonly Edit[]): string {
  if (edits.length === 0) return sql;
  const bytes = encoder.encode(sql);
  const parts: string[] = [];
  let from = 0;
  for (const edit of [...edits].sort((left, right) => left.start - right.start)) {
    parts.push(decoder.decode(bytes.subarray(from, edit.start)), edit.text);
    from = edit.end;
  }
  parts.push(decoder.decode(bytes.subarray(from)));
  return parts.join('');
}

/** The text from one byte on, up to another. */
export function sliceBytes(sql: string, start: number, end?: number): string {
  return decoder.decode(encoder.encode(sql).subarray(start, end));
}
