/** A change of the text: the bytes from `start` to `end` become `text`. The parser counts positions in bytes. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const encoder = new TextEncoder();
// Nothing may be dropped while text is cut: not even a byte order mark.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Applies edits that do not overlap. */
export function editText(sql: string, edits: readonly Edit[]): string {
  const slice = createSlice(sql);
  const parts: string[] = [];
  let from = 0;
  for (const edit of [...edits].sort((left, right) => left.start - right.start)) {
    parts.push(slice(from, edit.start), edit.text);
    from = edit.end;
  }
  return parts.join('') + slice(from);
}

/** The text from one byte on, up to another. */
export function sliceBytes(sql: string, start: number, end?: number): string {
  return createSlice(sql)(start, end);
}

/** In plain ASCII, which is the usual case, bytes and characters are the same. */
function createSlice(sql: string): (start: number, end?: number) => string {
  if (!/[\u0080-\uffff]/.test(sql)) return (start, end) => sql.slice(start, end);
  const bytes = encoder.encode(sql);
  return (start, end) => decoder.decode(bytes.subarray(start, end));
}
