import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { NeighbourLookup } from './embed-text.js';

const CHUNK = 4096;

/**
 * Looks up the members of a word's two most common noun and verb synsets in WordNet's own files, which are sorted: a binary search on
 * disk, no memory, some tens of microseconds a word. *Returns* no neighbours at all where the files are missing.
 * *Source* WordNet 3.1 database format, wndb(5WN).
 */
export function createWordnetLookup(folder: string): NeighbourLookup & { close(): void } {
  const parts = ['noun', 'verb'].map((part) => ({
    index: open(folder, `index.${part}`),
    data: open(folder, `data.${part}`),
  }));
  const known = new Map<string, readonly string[]>();
  const lookup = (lemma: string): readonly string[] => {
    const cached = known.get(lemma);
    if (cached !== undefined) return cached;
    const found = parts.flatMap(({ index, data }) =>
      index === null || data === null ? [] : membersOf(lemma, index, data),
    );
    const neighbours = [...new Set(found)].filter((word) => word !== lemma && !word.includes('_'));
    if (known.size > 20_000) known.clear();
    known.set(lemma, neighbours);
    return neighbours;
  };
  const close = (): void =>
    parts.flatMap(({ index, data }) => [index, data]).forEach((file) => file !== null && closeSync(file));
  return Object.assign(lookup, { close });
}

const open = (folder: string, name: string): number | null =>
  existsSync(join(folder, name)) ? openSync(join(folder, name), 'r') : null;

/** Most common synsets come first in an index line: lemma pos synset_cnt p_cnt [ptr…] sense_cnt tagsense_cnt offset… */
function membersOf(lemma: string, index: number, data: number): string[] {
  const line = lemma === '' ? null : findLine(index, lemma);
  if (line === null) return [];
  const cells = line.trim().split(' ');
  const offsets = cells.slice(-Number(cells[2])).slice(0, 2).map(Number);
  return offsets
    .filter((offset) => Number.isInteger(offset))
    .flatMap((offset) => wordsOfSynset(readLine(data, offset)));
}

/** A data line: offset lex_filenum ss_type w_cnt(hex) word lex_id … */
function wordsOfSynset(line: string): string[] {
  const cells = line.split(' ');
  const count = Number.parseInt(cells[3] ?? '0', 16);
  return Array.from({ length: count }, (_, index) => (cells[4 + 2 * index] ?? '').toLowerCase());
}

/** Binary search by byte offset; lines that start with spaces are the licence at the top. */
function findLine(file: number, lemma: string): string | null {
  let low = 0;
  let high = fstatSync(file).size;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const start = middle === 0 ? 0 : middle + readLine(file, middle).length + 1;
    const line = readLine(file, start);
    const word = line.slice(0, line.indexOf(' '));
    if (word === lemma && line !== '') return line;
    if (line !== '' && (line.startsWith('  ') || word < lemma)) low = middle + 1;
    else high = middle;
  }
  return null;
}

/** Text from an offset to the end of that line; the longest lines are a few kilobytes. */
function readLine(file: number, offset: number): string {
  let text = '';
  for (let position = offset; ; position += CHUNK) {
    const buffer = Buffer.alloc(CHUNK);
    const length = readSync(file, buffer, 0, CHUNK, position);
    text += buffer.toString('latin1', 0, length);
    const end = text.indexOf('\n');
    if (end >= 0) return text.slice(0, end);
    if (length < CHUNK) return text;
  }
}
