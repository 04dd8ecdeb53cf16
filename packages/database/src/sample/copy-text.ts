export type CopyValue = string | number | boolean | null;
export type CopyRow = readonly CopyValue[];

const CHUNK_CHARACTERS = 1 << 16;

/** Rows in the text form of COPY, in chunks of a size that suits the wire; holds one chunk at a time. */
export async function* toCopyText(rows: Iterable<CopyRow>): AsyncGenerator<Buffer> {
  let text = '';
  for (const row of rows) {
    text += `${row.map(toField).join('\t')}\n`;
    if (text.length < CHUNK_CHARACTERS) continue;
    yield Buffer.from(text, 'utf8');
    text = '';
  }
  if (text !== '') yield Buffer.from(text, 'utf8');
}

function toField(value: CopyValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (typeof value === 'number') return String(value);
  return /[\\\t\n\r]/.test(value)
    ? value.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
    : value;
}
