/** Where one character of a wording comes from: kept from the question as typed, or put in for a stretch of it. */
interface Origin {
  readonly start: number;
  readonly end: number;
  readonly kept: boolean;
}

/** A question in other words, with the way back to the question as typed. */
export interface Wording {
  readonly text: string;
  readonly origins: readonly Origin[];
}

export type Piece = { readonly kept: readonly [from: number, to: number] } | { readonly put: string };

export function toWording(question: string): Wording {
  const origins = Array.from({ length: question.length }, (_, at) => ({ start: at, end: at + 1, kept: true }));
  return { text: question, origins };
}

/** Puts pieces in the place of a stretch; what is put in stands for the words of the stretch that no piece keeps. */
export function reword(wording: Wording, start: number, to: number, pieces: readonly Piece[]): Wording {
  return put(wording, pastNegation(wording.text, start), to, pieces);
}

/** Where "n't" begins: what takes the place of the "not" in "haven't" takes that of its letter too. */
function pastNegation(text: string, from: number): number {
  return /^['’]t\b/i.test(text.slice(from)) &&
    /\w{2}n$/i.test(text.slice(0, from)) &&
    !/\b(?:can|won)$/i.test(text.slice(0, from))
    ? from - 1
    : from;
}

function put(wording: Wording, from: number, to: number, pieces: readonly Piece[]): Wording {
  const region = wording.origins.slice(from, to);
  const start = Math.min(...region.map((o) => o.start));
  const end = Math.max(...region.map((o) => o.end));
  let text = '';
  const origins: Origin[] = [];
  // "they've" is two words: what is put in the place of the second stands apart.
  const joined = /[\p{L}\d]$/u.test(wording.text.slice(0, from)) && pieces.length > 0;
  if (joined) {
    text = ' ';
    origins.push({ start, end, kept: false });
  }
  for (const piece of pieces) {
    if (text.trim() !== '' && !/^[,:;]/.test('put' in piece ? piece.put : '')) {
      text += ' ';
      origins.push({ start, end, kept: false });
    }
    if ('put' in piece) {
      text += piece.put;
      origins.push(...Array.from({ length: piece.put.length }, () => ({ start, end, kept: false })));
    } else {
      text += wording.text.slice(...piece.kept);
      origins.push(...wording.origins.slice(...piece.kept));
    }
  }
  return {
    text: wording.text.slice(0, from) + text + wording.text.slice(to),
    origins: [...wording.origins.slice(0, from), ...origins, ...wording.origins.slice(to)],
  };
}
