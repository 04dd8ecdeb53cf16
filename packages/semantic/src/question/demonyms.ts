import { IRREGULAR_DEMONYMS } from './irregular-demonyms.js';
import type { Token } from './tokens.js';
import type { ValueEntry, ValueIndex, ValueMatch } from './value-index.js';

const ENDINGS = ['ese', 'ian', 'ean', 'ish', 'ine', 'an', 'ic', 'i', 'n'];
/** What a place may have behind the stem that its people are called by: Brazil-, Canad-a, Turk-ey, Tunis-ia. */
const REST = /^(?:[aeiouy]|ia|ey|en|any)?$/;
const SHORTEST_STEM = 4;

/**
 * Places of which a word is the adjective or the name of the people: "Brazilian", "Tunisians", "Sri Lankan", "Dominican".
 * *Takes* the words of the question and the members whose values are such places. Where two places fit, the one that keeps more of its
 * name is meant; where they fit alike, none is. A few adjectives come from elsewhere (Dutch, Thai) and are listed.
 */
export function matchDemonym(
  words: readonly string[],
  at: number,
  members: ReadonlySet<string>,
  values: ValueIndex,
): ValueMatch[] {
  const first = words[at] ?? '';
  if (members.size === 0 || first.length < 3 || !/^[a-z]+$/.test(first)) return [];
  const irregular = IRREGULAR_DEMONYMS.get(first) ?? IRREGULAR_DEMONYMS.get(first.replace(/s$/, ''));
  const said = [...members].flatMap((member) =>
    irregular
      ? values
          .of(member)
          .flatMap((entry) =>
            irregular.includes(entry.value.toLowerCase()) ? [{ ...entry, length: 1, exact: false, demonym: true }] : [],
          )
      : [],
  );
  if (said.length > 0) return said;
  const found = values
    .beginningWith(first.slice(0, 3))
    .filter((entry) => members.has(entry.member))
    .flatMap((entry) => fitOf(entry, words, at) ?? []);
  return [...members].flatMap((member) => {
    const [best, second] = found
      .filter(({ entry }) => entry.member === member)
      .sort((a, b) => b.length - a.length || a.rest - b.rest);
    if (!best || (second?.length === best.length && second.rest === best.rest)) return [];
    return [{ ...best.entry, length: best.length, exact: false, demonym: true }];
  });
}

/** "US" and "UAE", in capitals, for the place whose words begin with these letters. */
export function matchInitials(token: Token, members: ReadonlySet<string>, values: ValueIndex): ValueMatch[] {
  if (!/^\p{Lu}{2,4}$/u.test(token.text)) return [];
  return [...members].flatMap((member) =>
    values
      .of(member)
      .filter(({ value }) => initialsOf(value) === token.lower)
      .map((entry) => ({ ...entry, length: 1, exact: false, demonym: true })),
  );
}

function initialsOf(value: string): string {
  return (value.match(/\p{L}+/gu) ?? []).map((word) => word[0]?.toLowerCase() ?? '').join('');
}

interface Fit {
  readonly entry: ValueEntry;
  readonly length: number;
  /** Letters of the place that the adjective leaves out. */
  readonly rest: number;
}

function fitOf(entry: ValueEntry, words: readonly string[], at: number): Fit | null {
  const place = entry.value.toLowerCase().match(/\p{L}+/gu) ?? [];
  const last = place.length - 1;
  if (place.slice(0, last).every((word, i) => words[at + i] === word)) {
    const rest = restOf(words[at + last] ?? '', place[last] ?? '', last === 0 ? SHORTEST_STEM : SHORTEST_STEM - 1);
    if (rest !== null && (last === 0 || rest < (place[last] ?? '').length)) return { entry, length: last + 1, rest };
  }
  // "Dominican" stands first in the name of the republic.
  return last > 0 && place[0] === words[at] && /(?:an|ian)$/.test(place[0] ?? '')
    ? { entry, length: 1, rest: place.slice(1).join('').length }
    : null;
}

/** How much of a place's name an adjective leaves out; null where it is not made from it. */
function restOf(typed: string, place: string, shortest: number): number | null {
  const word = typed.length > 5 && typed.endsWith('s') ? typed.slice(0, -1) : typed;
  for (const ending of ENDINGS) {
    const stem = word.endsWith(ending) ? word.slice(0, -ending.length) : '';
    if (stem.length < shortest || !place.startsWith(stem)) continue;
    const rest = place.slice(stem.length);
    if (REST.test(rest)) return rest.length;
  }
  return null;
}
