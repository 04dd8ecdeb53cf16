import { describeMomentColumn, isSameMoment, type MomentColumn } from './compare-moments.js';
import { isSameNumber, isSameShare } from './compare-numbers.js';
import type { Reading } from './read-cell.js';

/** What is known of a reference column when its cells are compared. */
export interface GoldColumn {
  readonly name: string;
  /** A plain sum, count or key is no share: 4.20 is not 420 %. */
  readonly mayBeShare: boolean;
  readonly moments: MomentColumn;
}

/** Ways to name a shop besides its number: city, address, manager. */
export type StoreNames = Readonly<Record<number, readonly string[]>>;

const PLAIN_FIGURE =
  /^(sum|avg|count|min|max|stddev\w*|percentile_\w+|extract|amount|length|rental_rate|rental_duration|\w+_id)$/;
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

export function describeGoldColumn(name: string, cells: readonly Reading[]): GoldColumn {
  const moments = cells.flatMap((cell) => (cell.kind === 'moment' ? [cell.value] : []));
  return { name, mayBeShare: !PLAIN_FIGURE.test(name), moments: describeMomentColumn(moments, cells.length) };
}

/** Does an answer's cell say what the reference cell says? */
export function isSameCell(gold: Reading, got: Reading, column: GoldColumn, stores: StoreNames): boolean {
  if (gold.kind === 'nothing' || got.kind === 'nothing') return gold.kind === got.kind;
  switch (gold.kind) {
    case 'number':
      if (got.kind === 'number') return isSameNumber(gold, got) || (column.mayBeShare && isSameShare(gold, got));
      return got.kind === 'text' && column.name === 'store_id' && isStoreName(gold.value, got.value, stores);
    case 'boolean':
      if (got.kind === 'boolean') return gold.value === got.value;
      return got.kind === 'text' && (gold.value ? ['t', 'yes', 'y'] : ['f', 'no', 'n']).includes(got.value);
    case 'moment':
      return isSameMoment(gold.value, got, column.moments);
    case 'text':
      return isSameText(gold.value, got);
  }
}

function isStoreName(store: number, text: string, stores: StoreNames): boolean {
  const [, number] = /^store\s*(?:no\.?|#)?\s*(\d+)$/.exec(text) ?? [];
  if (number !== undefined) return Number(number) === store;
  return (stores[store] ?? []).some((name) => text.includes(name));
}

/** A weekday may be a number (Sunday 0 or 7) or three letters; a name may be “Seal, Karl”. */
function isSameText(gold: string, got: Reading): boolean {
  const weekday = WEEKDAYS.indexOf(gold);
  if (weekday >= 0) {
    if (got.kind === 'number') return got.value === weekday || (got.value === 7 && weekday === 0);
    return got.kind === 'text' && (got.value === gold || got.value === gold.slice(0, 3));
  }
  if (got.kind !== 'text') return false;
  if (got.value === gold) return true;
  const [, last, first] = /^(.+), (.+)$/.exec(got.value) ?? [];
  return last !== undefined && `${first} ${last}` === gold;
}
