import { FrameReader } from './frame-reader.js';
import { fromServer, readErrorFields } from './messages.js';

/** What the server answered to one of our own queries: text cells in row order, and the first error if there was one. */
export interface OwnResult {
  readonly rows: (string | null)[][];
  readonly error: Record<string, string> | null;
}

/** Reads the server's answer to a simple query of our own. Rows of several statements follow one another. */
export function readRows(output: Buffer): OwnResult {
  const reader = new FrameReader();
  reader.typed = true;
  reader.largest = 0x7fffffff;
  reader.add(output);
  const rows: (string | null)[][] = [];
  let error: Record<string, string> | null = null;
  for (let frame = reader.next(); frame !== null; frame = reader.next()) {
    if (frame.type === fromServer.dataRow) rows.push(readCells(frame.bytes));
    if (frame.type === fromServer.error) error ??= readErrorFields(frame.bytes);
  }
  return { rows, error };
}

function readCells(bytes: Buffer): (string | null)[] {
  const cells: (string | null)[] = [];
  let offset = 7;
  for (let count = bytes.readInt16BE(5); count > 0; count--) {
    const length = bytes.readInt32BE(offset);
    offset += 4;
    cells.push(length < 0 ? null : bytes.toString('utf8', offset, offset + Math.max(length, 0)));
    offset += Math.max(length, 0);
  }
  return cells;
}
