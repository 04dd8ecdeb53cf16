import lemmatizer from 'wink-lemmatizer';

/** Length of the offline vectors. */
export const EMBEDDING_DIMENSIONS = 256;

/** Words beside a word in meaning (a thesaurus); what is found counts less than the word itself. */
export type NeighbourLookup = (lemma: string) => readonly string[];

const WEIGHTS = { word: 1, pair: 0.5, neighbour: 0.35, characters: 0.18 } as const;
const SILENT = new Set(
  'a an and are as at be been by can could did do does for from give had has have how i in is it its list me my of on or our please show so some tell than that the their them there these they this those to us was we were what when where which who whom will with would you your'.split(
    ' ',
  ),
);

/**
 * Turns text into a unit vector without any model: words (as lemmas), pairs of words, their neighbours in meaning and character
 * triples are hashed into 256 signed places. It is lexical: texts are near when they share words, stems or spellings.
 * *Source* the hashing trick, Weinberger et al. 2009.
 */
export function embedText(text: string, neighboursOf: NeighbourLookup = () => []): number[] {
  const vector = new Array<number>(EMBEDDING_DIMENSIONS).fill(0);
  const words = toWords(text);
  words.forEach((word, index) => {
    add(vector, `w:${word}`, WEIGHTS.word);
    const next = words[index + 1];
    if (next !== undefined) add(vector, `p:${word} ${next}`, WEIGHTS.pair);
    // A neighbour lands on the same place as the word itself would, so that a synonym in one text meets the word in the other.
    for (const neighbour of neighboursOf(word).slice(0, 4)) add(vector, `w:${neighbour}`, WEIGHTS.neighbour);
    for (const triple of toTriples(word)) add(vector, `c:${triple}`, WEIGHTS.characters);
  });
  return toUnit(vector);
}

/** The words that carry meaning, lower-cased, without accents, as lemmas. */
export function toWords(text: string): string[] {
  const folded = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = folded.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => !SILENT.has(word)).map(toLemma);
}

/** The form under which a word stands in a dictionary. */
export function toLemma(word: string): string {
  const noun = lemmatizer.noun(word);
  return noun === word ? lemmatizer.verb(word) : noun;
}

function toTriples(word: string): string[] {
  const padded = `<${word}>`;
  return Array.from({ length: Math.max(0, padded.length - 2) }, (_, index) => padded.slice(index, index + 3));
}

function add(vector: number[], feature: string, weight: number): void {
  const hash = hashText(feature);
  const place = hash % EMBEDDING_DIMENSIONS;
  // The sign makes collisions cancel on average in place of adding up.
  vector[place] = (vector[place] ?? 0) + (hash & 0x80000000 ? -weight : weight);
}

/** FNV-1a with a final mix, unsigned 32 bits. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Scales to length 1; text without a word stays the zero vector, which is near to nothing. */
function toUnit(vector: readonly number[]): number[] {
  const length = Math.hypot(...vector);
  return length === 0 ? [...vector] : vector.map((value) => value / length);
}
