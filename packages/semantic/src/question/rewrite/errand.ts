import { readTime } from '../calendar.js';
import type { Meaning } from '../lexicon.js';
import type { Operator } from '../operators.js';
import type { Token } from '../tokens.js';
import { idleLength } from './idle.js';
import type { Vocabulary } from './rephrase.js';

/** What keeps its force in a remark: it denies, limits or splits what the question is about. */
const FORCEFUL: ReadonlySet<Operator> = new Set<Operator>([
  'not',
  'no',
  'never',
  'neither',
  'without',
  'except',
  'only',
  'by',
  'count',
  'how_much',
  'how_often',
  'share',
  'average',
  'total',
]);
const OF_BUSINESS: ReadonlySet<Meaning['kind']> = new Set<Meaning['kind']>([
  'dataset',
  'metric',
  'field',
  'named',
  'doer',
  'alias',
]);
const WEEKDAY = /^(?:mon|tues|wednes|thurs|fri|satur|sun)day$/;
const AHEAD = /^(?:next|coming|upcoming)$/;
const STRETCH = /^(?:day|week|weekend|month|quarter|year|season|time)$/;

const SAYS = /^(?:is|are|was|were|'s|'re|has|will|wants?|needs?|asks?|comes?|starts?|opens?|begins?|keeps?|looks?)$/;

/**
 * How many tokens from a place on tell of an errand: as `idleLength`, and besides them a time that lies ahead of the data, the end of a
 * period that something is due at, and, where nothing of the business is named, words that would order or compare it.
 */
export function errandLength(tokens: readonly Token[], from: number, to: number, vocabulary: Vocabulary): number {
  const free = !tokens.slice(from, to).some((_, i) => isOfBusiness(tokens, from + i, vocabulary));
  let at = from;
  while (at < to) {
    const idle = idleLength(tokens, at, vocabulary);
    const more = idle > 0 ? idle : timeAhead(tokens, at) || (free ? powerless(tokens, at, to, vocabulary) : 0);
    if (more === 0) break;
    at += more;
  }
  return at - from;
}

/** "doing the shelves here - …", "for the notice board: …", "got a parcel to send, …": what someone is about, without the word that says who. */
export function isErrand(tokens: readonly Token[], mark: string, vocabulary: Vocabulary): boolean {
  const words = tokens.map((token) => token.lower);
  if (tokens.some((_, at) => isOfBusiness(tokens, at, vocabulary))) return false;
  const [first = '', second = ''] = words;
  if (/^(?:need|got|gotta|trying|off|planning|wanna|having|wanting|hoping)$/.test(first)) return words.length > 2;
  if (/ing$/.test(first) || (first === 're' && /ing$/.test(second))) return mark !== ',';
  if (first === 'for' && /^(?:the|our|this|that|tomorrow|tonight)$/.test(second))
    return /^[:–—-]/.test(mark) || words.includes('i');
  return /^(?:my|our|his|her|the|a|an|this|that|it|there)$/.test(first) && words.some((word) => SAYS.test(word));
}

const OCCASION =
  /^(?:meeting|report|presentation|review|audit|newsletter|poster|slides?|deck|board|call|briefing|summary|plan|budget|accounts|campaign|flyer|leaflet|article|memo|paperwork|records|handover|talk|workshop|forecast|dashboard|brochure|bulletin|statement|assessment|evaluation|interview)$/;

/**
 * How many tokens from a place on name the occasion that something is for: "for the half-year report", "for our area meeting". What would
 * be a time or a value by itself keeps its force, whatever it is for.
 */
export function occasionLength(tokens: readonly Token[], from: number, to: number, { values }: Vocabulary): number {
  const words = tokens.map((token) => token.lower);
  if (words[from] !== 'for' || !/^(?:the|our|my|a|an|this|that|his|her|their)$/.test(words[from + 1] ?? '')) return 0;
  for (let at = from + 2; at < Math.min(to, from + 6); at++) {
    if (OCCASION.test(words[at] ?? '')) return at + 1 - from;
    const forceful = tokens[at]?.number !== null || readTime(tokens, at) !== null || values.match(words, at).length > 0;
    if (forceful) return 0;
  }
  return 0;
}

function isOfBusiness(tokens: readonly Token[], at: number, { lexicon, values }: Vocabulary): boolean {
  const named = lexicon.match(tokens, at)?.meanings.some((m) => OF_BUSINESS.has(m.kind)) ?? false;
  const words = tokens.map((token) => token.lower);
  return named || values.match(words, at).some((m) => m.length > 1);
}

/** "next week", "tomorrow", "on Sunday", "due this week" */
function timeAhead(tokens: readonly Token[], at: number): number {
  const [word = '', after = '', before = ''] = [at, at + 1, at - 1].map((i) => tokens[i]?.lower);
  if (/^(?:on|by|for|until|till|before)$/.test(word)) {
    const ahead = AHEAD.test(after) || WEEKDAY.test(after) ? timeAhead(tokens, at + 1) : 0;
    return ahead > 0 ? ahead + 1 : 0;
  }
  if (/^(?:tomorrow|tonight|soon)$/.test(word)) return 1;
  if (AHEAD.test(word) && (STRETCH.test(after) || WEEKDAY.test(after))) return 2;
  if (
    word === 'this' &&
    (/^(?:afternoon|evening|morning|weekend)$/.test(after) || (before === 'due' && STRETCH.test(after)))
  )
    return 2;
  return WEEKDAY.test(word) && !/^(?:every|each|all|a|any|of|per|by|in)$/.test(before) ? 1 : 0;
}

/** A word that orders or compares where there is nothing to order; a stretch of time that says what kind of paper something is. */
function powerless(tokens: readonly Token[], at: number, to: number, { lexicon }: Vocabulary): number {
  const token = tokens[at];
  const known = lexicon.match(tokens, at);
  if (!token || token.number !== null || token.date !== null) return 0;
  const kinds = known?.meanings ?? [];
  if (kinds.some((m) => m.kind === 'grain')) {
    const next = tokens[at + 1];
    const paper = next !== undefined && lexicon.match(tokens, at + 1) === null && /^[a-z]{4,}$/.test(next.lower);
    const last = at + (known?.length ?? 1) === to;
    if (last && tokens[to]?.exclaimed) return known?.length ?? 1;
    const named = last && lexicon.match(tokens, at - 1) === null && /^[a-z]{4,}$/.test(tokens[at - 1]?.lower ?? '');
    const end = tokens[at - 1]?.lower === 'of' || tokens[at - 2]?.lower === 'of';
    return paper || named || (end && tokens.slice(at - 3, at).some(({ lower }) => /^(?:end|close|start)$/.test(lower)))
      ? (known?.length ?? 1)
      : 0;
  }
  return kinds.length > 0 && kinds.every((m) => m.kind !== 'operator' || !FORCEFUL.has(m.op))
    ? (known?.length ?? 1)
    : 0;
}
