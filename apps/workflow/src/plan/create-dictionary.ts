import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The single words of WordNet's index files, so that the planner does not take a real word for a misspelt name.
 * *Returns* a test that knows no word where the files are missing. *Cost* about 80,000 words in memory, read once.
 * *Source* WordNet 3.1 database format, wndb(5WN).
 */
export function createDictionary(folder: string): (word: string) => boolean {
  const words = new Set<string>();
  for (const part of ['noun', 'verb', 'adj', 'adv']) {
    const file = join(folder, `index.${part}`);
    if (!existsSync(file)) continue;
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      const word = line.slice(0, line.indexOf(' '));
      if (/^[a-z]+$/.test(word)) words.add(word);
    }
  }
  return (word) => words.has(word);
}
