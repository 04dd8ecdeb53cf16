import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readDump } from './read-dump.js';

const folder = mkdtempSync(join(tmpdir(), 'read-dump-'));
let files = 0;

async function read(content: string | Buffer): Promise<unknown[]> {
  const file = join(folder, `dump-${(files += 1)}.sql`);
  writeFileSync(file, content);
  const parts: unknown[] = [];
  for await (const part of readDump(file)) {
    if (part.kind === 'rows') parts.push(['rows', part.line, part.count, part.bytes.toString('utf8')]);
    else if (part.kind === 'copy') parts.push(['copy', part.line, part.table.schema, part.table.name, part.columns]);
    else if (part.kind === 'statement') parts.push(['statement', part.line, part.text]);
  }
  return parts;
}

const small = `--
-- PostgreSQL database dump
--
\\restrict abc
SET client_encoding = 'UTF8';
COPY public.actor (actor_id, "first_name") FROM stdin;
1\tPEN'ELOPE; --
2\t\\N
\\.
SELECT pg_catalog.setval('public.x', 2, true);
--
-- PostgreSQL database dump complete
--
`;

describe('readDump', () => {
  it('reads statements and COPY rows with their lines, from plain text, Windows text and gzip alike', async () => {
    const parts = [
      ['statement', 5, "SET client_encoding = 'UTF8'"],
      ['copy', 6, 'public', 'actor', ['actor_id', 'first_name']],
      ['rows', 7, 2, "1\tPEN'ELOPE; --\n2\t\\N\n"],
      ['statement', 10, "SELECT pg_catalog.setval('public.x', 2, true)"],
    ];
    expect(await read(small)).toEqual(parts);
    expect(await read(small.replaceAll('\n', '\r\n'))).toEqual(parts);
    expect(await read(gzipSync(small))).toEqual(parts);
  });

  it('turns a dump in another encoding into UTF-8', async () => {
    const latin = Buffer.from(
      "SET client_encoding = 'LATIN1';\nCOPY city (city) FROM stdin;\nC\xf3rdoba\n\\.\n",
      'latin1',
    );
    expect(await read(latin)).toContainEqual(['rows', 3, 1, 'Córdoba\n']);
    await expect(read("SET client_encoding = 'EUC_JP';")).rejects.toThrow(
      /line 1: the encoding EUC_JP is not read here/,
    );
  });

  it.each([
    [
      'cut off inside rows',
      small.slice(0, small.indexOf('2\t')),
      /line 7: .*rows of table actor, which begin on line 6/,
    ],
    ['cut off between blocks', small.slice(0, small.indexOf('SELECT')), /closing line .* is missing/],
    ['cut off inside a statement', 'SET a = 1;\nCREATE TABLE a (', /line 2: a statement begins here and never ends/],
    ['cut off when compressed', gzipSync(small.repeat(50)).subarray(0, 80), /compressed file is cut off or damaged/],
    ['empty', '', /the file is empty/],
    ['in custom format', 'PGDMP\u0001', /pg_restore -f/],
    ['a Git LFS pointer', 'version https://git-lfs.github.com/spec/v1\n', /git lfs pull/],
    ['a web page', '<!DOCTYPE html><html>', /web page/],
    ['CSV inside', 'COPY a (b) FROM stdin WITH (FORMAT csv);', /line 1: COPY with the options/],
    ['COPY from a file', "COPY a (b) FROM '/x';", /does not read from stdin/],
  ])('refuses a file that is %s and says what to do', async (_, content, message) => {
    await expect(read(content)).rejects.toThrow(message);
  });

  it('refuses a file that is not there', async () => {
    await expect(readDump(join(folder, 'none.sql')).next()).rejects.toThrow(/none\.sql: there is no such file/);
  });
});
