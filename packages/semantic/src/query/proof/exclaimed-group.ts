import type { Item } from '../../question/lex.js';
import type { Operator } from '../../question/operators.js';
import { type Check, unsure } from './evidence.js';
import { says, wordsOf } from './said.js';

const ASKS: readonly Operator[] = [
  'what',
  'which',
  'who',
  'when',
  'list',
  'count',
  'how_much',
  'how_often',
  'how_long',
];
const SPLITS: readonly Operator[] = ['by', 'top', 'bottom', 'most', 'least', 'highest', 'lowest'];

/** "Busy week! How many …": what is exclaimed before a question says how things are; it splits and ranks nothing. */
export const exclaimedGroup: Check = ({ items, reading }) => {
  const asked = items.findLastIndex((item) => item.tokens[0]?.exclaimed);
  if (asked < 0) return null;
  const said = (from: number, to: number, ...words: readonly Operator[]): boolean =>
    items.slice(from, to).some((item, i) => isOperator(item) && says(item, ...words) && !wondersAt(items, from + i));
  if (!said(asked, items.length, ...ASKS) || said(0, asked, ...ASKS, ...SPLITS)) return null;
  const groups = [...reading.dimensions, ...(reading.subject ? [reading.subject] : [])];
  return groups.some((group) => group.at < asked)
    ? unsure('I could not tell whether what is said before the question belongs to it.')
    : null;
};

/** Whether a place holds words of the language of questions only, not a name that is spelled like one. */
function isOperator(item: Item): boolean {
  return item.meanings.every((meaning) => meaning.kind === 'operator');
}

/** "what a week": it asks for nothing. */
function wondersAt(items: readonly Item[], at: number): boolean {
  return wordsOf(items[at]) === 'what' && /^an?$/.test(items[at + 1]?.tokens[0]?.lower ?? '');
}
