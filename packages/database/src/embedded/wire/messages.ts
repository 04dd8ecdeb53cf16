/** Type bytes of the PostgreSQL wire protocol (version 3) that the front looks at; all others pass through unseen. */
export const fromClient = {
  bind: code('B'),
  close: code('C'),
  copyData: code('d'),
  copyDone: code('c'),
  copyFail: code('f'),
  describe: code('D'),
  execute: code('E'),
  flush: code('H'),
  functionCall: code('F'),
  parse: code('P'),
  password: code('p'),
  query: code('Q'),
  sync: code('S'),
  terminate: code('X'),
} as const;

export const fromServer = {
  commandComplete: code('C'),
  dataRow: code('D'),
  error: code('E'),
  notification: code('A'),
  parameterStatus: code('S'),
  parseComplete: code('1'),
  readyForQuery: code('Z'),
  rowDescription: code('T'),
} as const;

/** Transaction status of a ReadyForQuery message. */
export type TransactionStatus = 'I' | 'T' | 'E';

/** Builds one typed message from its parts; strings get their closing NUL. */
export function message(type: number, ...parts: readonly (Buffer | string)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => (typeof part === 'string' ? cstring(part) : part)));
  const head = Buffer.alloc(5);
  head[0] = type;
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** A NUL-terminated string. */
export function cstring(text: string): Buffer {
  return Buffer.from(`${text}\0`, 'utf8');
}

/** A four-byte integer in network order. */
export function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

/** A simple Query message. */
export function queryMessage(sql: string): Buffer {
  return message(fromClient.query, sql);
}

/** ReadyForQuery with a transaction status. */
export function readyForQuery(status: TransactionStatus): Buffer {
  return message(fromServer.readyForQuery, Buffer.from(status));
}

/** An ErrorResponse as PostgreSQL would send it. *Takes* severity `FATAL` when the connection ends with it. */
export function errorMessage(fault: {
  severity?: 'ERROR' | 'FATAL';
  code: string;
  text: string;
  hint?: string;
}): Buffer {
  const severity = fault.severity ?? 'ERROR';
  const fields = [`S${severity}`, `V${severity}`, `C${fault.code}`, `M${fault.text}`];
  if (fault.hint !== undefined) fields.push(`H${fault.hint}`);
  return message(fromServer.error, ...fields, Buffer.from([0]));
}

/** Reads a NUL-terminated string at an offset; `next` is the offset after its NUL. */
export function readCstring(bytes: Buffer, offset: number): { text: string; next: number } {
  const end = bytes.indexOf(0, offset);
  if (end < 0) throw new Error('a string in a message has no end');
  return { text: bytes.toString('utf8', offset, end), next: end + 1 };
}

/** The fields of an ErrorResponse or NoticeResponse by their letter (`C` code, `M` message …). */
export function readErrorFields(bytes: Buffer): Record<string, string> {
  const fields: Record<string, string> = {};
  let offset = 5;
  while (offset < bytes.length && bytes[offset] !== 0) {
    const letter = String.fromCharCode(bytes[offset] ?? 0);
    const { text, next } = readCstring(bytes, offset + 1);
    fields[letter] = text;
    offset = next;
  }
  return fields;
}

function code(letter: string): number {
  return letter.charCodeAt(0);
}
