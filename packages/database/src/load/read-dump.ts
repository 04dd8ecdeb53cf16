import { DumpError } from './dump-error.js';
import { parseTableName, type TableName } from './table-name.js';
import { readLines } from './read-lines.js';
import { createStatementSplitter } from './statement-splitter.js';

/** What a plain pg_dump file consists of, in its order. `rows` are COPY lines as they stand, joined by line feeds. */
export type DumpPart =
  | { readonly kind: 'statement'; readonly text: string; readonly line: number }
  | {
      readonly kind: 'copy';
      readonly table: TableName;
      readonly columns: readonly string[] | null;
      readonly line: number;
    }
  | { readonly kind: 'rows'; readonly bytes: Buffer; readonly count: number; readonly line: number }
  | { readonly kind: 'copy-end'; readonly line: number };

const COPY_HEAD = /^copy\s+(?:only\s+)?(.+?)\s*(?:\(([^)]*)\))?\s+from\s+stdin\s*(.*)$/is;
const DUMP_BEGINS = '-- PostgreSQL database dump';
const DUMP_ENDS = '-- PostgreSQL database dump complete';
const END_OF_ROWS = Buffer.from('\\.');

/**
 * Reads a plain dump as a stream, statement by statement and block by block of COPY rows; nothing of it is held beyond one batch.
 * *Problems* a `DumpError` with file and line for a block or statement that never ends, and for a dump whose closing line is missing.
 */
export async function* readDump(file: string): AsyncGenerator<DumpPart> {
  const splitter = createStatementSplitter();
  let number = 0;
  let copying: { table: string; line: number } | null = null;
  let marks = { begun: false, ended: false };
  let decode = (line: Buffer): string => line.toString('utf8');
  let encode = (line: Buffer): Buffer => line;

  for await (const lines of readLines(file)) {
    let rows: Buffer[] = [];
    let rowsLine = 0;
    const takeRows = (): DumpPart[] => {
      const parts: DumpPart[] =
        rows.length === 0 ? [] : [{ kind: 'rows', bytes: joinRows(rows), count: rows.length, line: rowsLine }];
      rows = [];
      return parts;
    };
    for (const line of lines) {
      number += 1;
      if (copying !== null) {
        if (!line.equals(END_OF_ROWS)) {
          if (rows.length === 0) rowsLine = number;
          rows.push(encode(line));
          continue;
        }
        yield* takeRows();
        yield { kind: 'copy-end', line: number };
        copying = null;
        continue;
      }
      const text = decode(line);
      marks = noteMarks(marks, text);
      if (text.startsWith('\\') && splitter.pending() === null) continue; // psql commands: \restrict, \connect
      if (text.includes('\u0000'))
        throw new DumpError({ file, line: number }, 'the file holds binary data; it is not a plain dump');
      for (const statement of splitter.push(text, number)) {
        const encoding = /^set\s+client_encoding\s*(?:=|to)\s*'?([\w-]+)'?$/i.exec(statement.text)?.[1];
        if (encoding !== undefined) ({ decode, encode } = toCodec(encoding, { file, line: statement.line }));
        const escapes = /^set\s+standard_conforming_strings\s*(?:=|to)\s*(\w+)$/i.exec(statement.text)?.[1];
        if (escapes !== undefined) splitter.setBackslashEscapes(/^off$/i.test(escapes));
        const copy = /^copy\b/i.test(statement.text) ? toCopy(statement, file) : null;
        if (copy === null) {
          yield { kind: 'statement', text: statement.text, line: statement.line };
          continue;
        }
        yield copy;
        copying = { table: copy.table.name, line: statement.line };
      }
    }
    yield* takeRows();
  }

  if (copying !== null) {
    throw new DumpError(
      { file, line: number },
      `the file ends inside the rows of table ${copying.table}, which begin on line ${copying.line}: it is cut off`,
    );
  }
  const open = splitter.pending();
  if (open !== null)
    throw new DumpError({ file, line: open.line }, `${open.inside} begins here and never ends: the file is cut off`);
  if (marks.begun && !marks.ended) {
    throw new DumpError({ file, line: number }, `the closing line “${DUMP_ENDS}” is missing: the file is cut off`);
  }
}

function noteMarks(marks: { begun: boolean; ended: boolean }, text: string): { begun: boolean; ended: boolean } {
  if (text === DUMP_ENDS) return { ...marks, ended: true };
  return text === DUMP_BEGINS ? { begun: true, ended: false } : marks;
}

function joinRows(rows: readonly Buffer[]): Buffer {
  const lineFeed = Buffer.from('\n');
  return Buffer.concat(rows.flatMap((row) => [row, lineFeed]));
}

function toCopy(statement: { text: string; line: number }, file: string): Extract<DumpPart, { kind: 'copy' }> {
  const [, target, columns, options] = COPY_HEAD.exec(statement.text) ?? [];
  const place = { file, line: statement.line };
  if (target === undefined)
    throw new DumpError(place, 'this COPY does not read from stdin; only plain dumps are loaded');
  if (options !== undefined && options.trim() !== '') {
    throw new DumpError(
      place,
      `COPY with the options “${options.trim()}” is not read here; only pg_dump's own form is`,
    );
  }
  const table = parseTableName(target);
  if (table === null) throw new DumpError(place, `“${target}” is no table name`);
  const names =
    columns === undefined ? null : columns.split(',').map((name) => parseTableName(name.trim())?.name ?? name.trim());
  return { kind: 'copy', table, columns: names, line: statement.line };
}

/** Everything is sent on as UTF-8; a dump in another encoding is converted line by line. */
function toCodec(
  name: string,
  place: { file: string; line: number },
): { decode: (line: Buffer) => string; encode: (line: Buffer) => Buffer } {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (plain === 'utf8' || plain === 'sqlascii' || plain === 'unicode') {
    return { decode: (line) => line.toString('utf8'), encode: (line) => line };
  }
  const labels: Record<string, string> = {
    latin1: 'iso-8859-1',
    latin2: 'iso-8859-2',
    latin9: 'iso-8859-15',
    win1252: 'windows-1252',
  };
  const label = labels[plain];
  if (label === undefined)
    throw new DumpError(place, `the encoding ${name} is not read here; dump with --encoding=UTF8`);
  const decoder = new TextDecoder(label);
  const decode = (line: Buffer): string => decoder.decode(line);
  return { decode, encode: (line) => Buffer.from(decode(line), 'utf8') };
}
