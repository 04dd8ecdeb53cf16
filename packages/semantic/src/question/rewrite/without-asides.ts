import { FILLER } from '../filler.js';
import type { Token } from '../tokens.js';
import { errandLength, isErrand, occasionLength } from './errand.js';
import type { Vocabulary } from './rephrase.js';
import { reword, type Wording } from './wording.js';

const SUBJECTS: ReadonlySet<string> = new Set('i we you he she they someone somebody'.split(' '));
const THANKS: ReadonlySet<string> = new Set(
  'please thanks thank sorry hello hi hey good dear regards cheers excuse pardon'.split(' '),
);
const REQUESTS: ReadonlySet<string> = new Set('know tell ask see wonder need want like love help'.split(' '));
/** What begins a condition that stands before its question: "Before Easter, …", "In the north, …". */
const CONDITIONS: ReadonlySet<string> = new Set(
  'in at on of from among between with without before after until since during under over by inside within outside to'.split(
    ' ',
  ),
);
const ASKING: ReadonlySet<string> = new Set('what which who whom whose how when where'.split(' '));
const BEFORE_ASKING: ReadonlySet<string> = new Set(
  'know tell say see wonder ask understand learn remember check me us so and but then curious wondering interested'.split(
    ' ',
  ),
);
const BEFORE_OBJECT: ReadonlySet<string> = new Set(
  'grateful thankful glad happy obliged asking asked asks looking hoping waiting'.split(' '),
);
const ANAPHORS: ReadonlySet<string> = new Set(
  'they them their theirs he she his her hers him it its those these ones'.split(' '),
);

/**
 * The question without sentences and clauses at its beginning and its end that only introduce it, give the reason for it, or thank for
 * it. Set aside is what names nothing that could change the answer, from a question that leans on nothing that is set aside.
 */
export function withoutAsides(wording: Wording, vocabulary: Vocabulary): Wording[] {
  const tokens = vocabulary.tokensOf(wording.text);
  const parts = partsOf(wording.text, tokens);
  if (parts.length < 2) return [];
  const asked = parts.findIndex((part) => part.mark.startsWith('?'));
  const isAside = (part: Part): boolean =>
    isOccasion(part, tokens, vocabulary) ||
    isGreeting(part, tokens) ||
    (errandLength(tokens, part.from, part.to, vocabulary) >= part.to - part.from &&
      (introduces(part, tokens) ||
        isErrand(tokens.slice(part.from, part.to), part.mark, vocabulary) ||
        (asked >= 0 && parts.indexOf(part) > asked && remarksAfter(part, tokens)) ||
        isFiller(part, tokens, vocabulary)));
  const lead = parts.findIndex((part) => !isAside(part));
  const tail = parts.findLastIndex((part) => !isAside(part));
  if (lead < 0) return [];
  const cuts = [
    [lead, tail],
    [lead, parts.length - 1],
    [0, tail],
  ] as const;
  const seen = new Set([wording.text]);
  return cuts.flatMap(([first, last]) => {
    if (first === 0 && last === parts.length - 1) return [];
    const kept = tokens.slice(parts[first]?.from, parts[last]?.to);
    const made = standsAlone(kept, vocabulary) ? keep(wording, kept) : null;
    if (!made || seen.has(made.text)) return [];
    seen.add(made.text);
    return [made];
  });
}

interface Part {
  readonly from: number;
  readonly to: number;
  /** The mark that ends it. */
  readonly mark: string;
}

function partsOf(text: string, tokens: readonly Token[]): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (let at = 1; at <= tokens.length; at++) {
    const gap = text.slice(tokens[at - 1]?.end ?? 0, tokens[at]?.start ?? text.length);
    const mark = /[.!?…]+(?=\s|$)|[,;:()–—]|\s-+\s/.exec(gap)?.[0].trim() ?? '';
    const asks = at < tokens.length && at - from > 1 && asksFrom(tokens, at);
    if (mark === '' && !asks && at < tokens.length) continue;
    parts.push({ from, to: at, mark });
    from = at;
  }
  return parts;
}

/** "I wonder which …", "we would be grateful for the number …": here the question begins, without a pause before it. */
function asksFrom(tokens: readonly Token[], at: number): boolean {
  const [word = '', before = '', earlier = ''] = [at, at - 1, at - 2].map((i) => tokens[i]?.lower);
  return (
    (ASKING.has(word) && BEFORE_ASKING.has(before)) ||
    (/^(?:for|if|to)$/.test(before) && BEFORE_OBJECT.has(earlier)) ||
    (/^(?:the|all|every|each)$/.test(word) && /^(?:need|want|like|love|require)$/.test(before))
  );
}

/** "Morning! …": said to someone, and no time. */
function isGreeting({ from, to, mark }: Part, tokens: readonly Token[]): boolean {
  return from === 0 && to === 1 && mark !== '' && /^(?:morning|afternoon|evening)$/.test(tokens[0]?.lower ?? '');
}

/** "for the half-year report, …", "for the area meeting I need to know …": what the answer is for, and no more. */
function isOccasion({ from, to }: Part, tokens: readonly Token[], vocabulary: Vocabulary): boolean {
  const length = occasionLength(tokens, from, to, vocabulary);
  return length > 0 && errandLength(tokens, from + length, to, vocabulary) >= to - from - length;
}

/** Someone says what they do, want or feel; a sentence of its own does so in any words, unless it asks as well. */
function introduces({ from, to, mark }: Part, tokens: readonly Token[]): boolean {
  const words = tokens.slice(from, to).map((token) => token.lower);
  const said = (list: ReadonlySet<string>): boolean => words.some((word) => list.has(word));
  if (/^[?]/.test(mark)) return false;
  const wonders = mark.startsWith('!') && words[0] === 'what' && /^an?$/.test(words[1] ?? '');
  if (ASKING.has(words[0] ?? '') && !wonders) return false;
  if (said(THANKS) || (said(SUBJECTS) && said(REQUESTS))) return true;
  if (/^(?:so|because|meaning)$/.test(words[0] ?? '') && to === tokens.length && !said(ASKING)) return true;
  if (words[0] === 'for') return /ing$/.test(words[1] ?? '') || /^(?:a|an|my|his|her|their)$/.test(words[1] ?? '');
  if (CONDITIONS.has(words[0] ?? '')) return false;
  return said(SUBJECTS) || (/^[.!…]/.test(mark) && (words.length > 2 || mark.startsWith('!')));
}

/** "A client is waiting.": after the question was asked, someone says how things are. */
function remarksAfter({ from, to, mark }: Part, tokens: readonly Token[]): boolean {
  const words = tokens.slice(from, to).map((token) => token.lower);
  return !mark.startsWith('?') && words.some((word) => /^(?:is|are|was|'s|'re|would|will|has|have)$/.test(word));
}

/** Whether what is left names something of the business, and takes up nothing said before. */
function standsAlone(tokens: readonly Token[], { lexicon, values }: Vocabulary): boolean {
  const words = tokens.map((token) => token.lower);
  const named = tokens.some(
    (_, at) =>
      values.match(words, at).some((m) => m.length > 1) ||
      (lexicon
        .match(tokens, at)
        ?.meanings.some((m) => ['dataset', 'metric', 'field', 'verb', 'named', 'doer'].includes(m.kind)) ??
        false),
  );
  return named && !words.some((word) => ANAPHORS.has(word));
}

function isFiller({ from, to }: Part, tokens: readonly Token[], { lexicon }: Vocabulary): boolean {
  let at = from;
  while (at < to) {
    const known = lexicon.match(tokens, at);
    if (!FILLER.has(tokens[at]?.lower ?? '') && known?.meanings.some((m) => m.kind === 'filler') !== true) return false;
    at += known?.length ?? 1;
  }
  return true;
}

function keep(wording: Wording, kept: readonly Token[]): Wording | null {
  const [first, last] = [kept[0], kept.at(-1)];
  return first && last ? reword(wording, 0, wording.text.length, [{ kept: [first.start, last.end] }]) : null;
}
