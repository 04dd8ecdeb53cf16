import { readFileSync } from 'node:fs';
import { readCorpus, type CorpusCase } from '../corpus/read-corpus.js';

/** The package's own corpus, for tests. */
export function readExampleCorpus(name: 'attacks' | 'legitimate'): CorpusCase[] {
  return readCorpus(readFileSync(new URL(`../../corpus/${name}.jsonl`, import.meta.url), 'utf8'));
}
