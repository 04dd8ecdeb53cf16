import { toLemma } from './embed-text.js';

const EVERYWHERE = new Set(['a', 'an', 'the', 'our', 'my', 'please']);
const AT_THE_START = new Set(
  'hi hello can could would will you i we want need like to see know show list give tell display get find me us what is are was were'.split(' '),
); // prettier-ignore

/**
 * What two ways of writing one question have in common: its words as lemmas, in their order, without articles and without the politeness that
 * a question begins with. Figures and signs of comparison stay, so that "over 5" and "over 6", or "<" and ">", are never the same.
 */
export function questionKey(question: string): string {
  const folded = question.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = (folded.match(/[\p{L}\p{N}]+|[<>=≤≥≠%$€+*/-]+/gu) ?? []).filter((word) => !EVERYWHERE.has(word));
  const start = words.findIndex((word) => !AT_THE_START.has(word));
  return (start < 0 ? words : words.slice(start)).map(toLemma).join(' ');
}
