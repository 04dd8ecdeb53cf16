import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { pipeline } from 'node:stream/promises';
import { PassThrough } from 'node:stream';
import { DumpError } from './dump-error.js';

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/**
 * Streams the lines of a text file, plain or gzipped (told by its first bytes, not by its name), in batches as they arrive.
 * Line ends are taken off, Windows ones too. *Problems* a `DumpError` for a file that is missing, empty, cut off or of another form.
 */
export async function* readLines(file: string): AsyncGenerator<Buffer[]> {
  const gzipped = (await readKind(file)) === 'gzip';
  const out = new PassThrough({ highWaterMark: 1 << 18 });
  const source = createReadStream(file, { highWaterMark: 1 << 18 });
  const pumped = gzipped ? pipeline(source, createGunzip(), out) : pipeline(source, out);
  pumped.catch(() => undefined); // reported by the loop below, which reads the same stream
  let rest: Buffer | null = null;
  let lineCount = 0;
  try {
    for await (const chunk of out as AsyncIterable<Buffer>) {
      const { lines, rest: tail } = splitLines(rest === null ? chunk : Buffer.concat([rest, chunk]));
      rest = tail;
      lineCount += lines.length;
      if (lines.length > 0) yield lines;
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const what = gzipped ? 'the compressed file is cut off or damaged here' : 'the file cannot be read further';
    throw new DumpError({ file, line: lineCount + 1 }, `${what} (${error.message})`, error);
  } finally {
    source.destroy();
  }
  if (rest !== null && rest.length > 0) yield [withoutCarriageReturn(rest)];
}

function splitLines(bytes: Buffer): { lines: Buffer[]; rest: Buffer | null } {
  const lines: Buffer[] = [];
  let start = 0;
  for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
    lines.push(withoutCarriageReturn(bytes.subarray(start, end)));
    start = end + 1;
  }
  return { lines, rest: start < bytes.length ? bytes.subarray(start) : null };
}

function withoutCarriageReturn(line: Buffer): Buffer {
  return line.length > 0 && line[line.length - 1] === CARRIAGE_RETURN ? line.subarray(0, -1) : line;
}

/** Looks at the first bytes and refuses, with advice, what is no plain dump. */
async function readKind(file: string): Promise<'plain' | 'gzip'> {
  const head = Buffer.alloc(64);
  let size: number;
  try {
    const handle = await open(file, 'r');
    try {
      size = (await handle.read(head, 0, head.length, 0)).bytesRead;
    } finally {
      await handle.close();
    }
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new DumpError(
      { file },
      missing ? 'there is no such file' : `the file cannot be opened (${String(error)})`,
      error,
    );
  }
  const text = head.subarray(0, size).toString('latin1');
  if (size === 0) throw new DumpError({ file }, 'the file is empty');
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (text.startsWith('PGDMP')) {
    throw new DumpError(
      { file },
      'this is a dump in custom format; make a plain one with: pg_restore -f plain.sql FILE',
    );
  }
  if (text.startsWith('version https://git-lfs')) {
    throw new DumpError(
      { file, line: 1 },
      'this is a Git LFS pointer, not the file itself; fetch it with: git lfs pull',
    );
  }
  if (
    text.startsWith('PK') ||
    text.startsWith('BZh') ||
    text.startsWith('\xfd7zXZ') ||
    text.startsWith('\x28\xb5\x2f\xfd')
  ) {
    throw new DumpError({ file }, 'the file is packed in a form that is not read here; give it as plain text or gzip');
  }
  if (/^\s*<(!doctype|html)/i.test(text)) {
    throw new DumpError({ file, line: 1 }, 'this is a web page, not a dump; download the raw file');
  }
  return 'plain';
}
