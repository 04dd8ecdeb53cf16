/**
 * What a place in a rewriting stands for, in angle brackets: `<thing>`, or `<a:thing>` where two of a kind are told apart. An `<event>` is
 * a thing that happened, a `<numbered>` thing is called by number, an `<owner>` is one thing by its number or name, a `<price>` is a number
 * with a sign of money or with cents. Where an answer stands before the question, a `<shown>` is what it is grouped by, a `<held>` a value
 * that it is about. The values of a `<listed>` field have a list of their own. A `<courtesy>` is what leads in to a request and names nothing.
 */
export type SlotKind =
  | 'thing'
  | 'event'
  | 'numbered'
  | 'owner'
  | 'figure'
  | 'field'
  | 'listed'
  | 'noun'
  | 'verb'
  | 'quality'
  | 'number'
  | 'price'
  | 'value'
  | 'person'
  | 'time'
  | 'grain'
  | 'group'
  | 'shown'
  | 'held'
  | 'rank'
  | 'aggregate'
  | 'idle'
  | 'courtesy'
  | 'word'
  | 'any';

export type Element =
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'slot'; readonly name: string; readonly of: SlotKind }
  | { readonly kind: 'choice'; readonly options: readonly (readonly Element[])[] }
  /** A comma, colon or dash before the next word. */
  | { readonly kind: 'break' }
  | { readonly kind: 'start' }
  | { readonly kind: 'end' };

const SLOTS: ReadonlySet<string> = new Set<SlotKind>([
  'thing',
  'event',
  'numbered',
  'owner',
  'figure',
  'field',
  'listed',
  'noun',
  'verb',
  'quality',
  'number',
  'price',
  'value',
  'person',
  'time',
  'grain',
  'group',
  'shown',
  'held',
  'rank',
  'aggregate',
  'idle',
  'courtesy',
  'word',
  'any',
]);

/**
 * Reads the left side of a rewriting: words in base form, `(a|b c)` one of, `[a|b]` one of or nothing, `<kind>` or `<name:kind>` a place (the
 * same words again where the name comes again),
 * `,` a pause, `^` and `$` the ends of the question. *Problems* an error that shows the pattern: a fault in our own data.
 */
export function parsePattern(text: string): Element[] {
  const pieces = text.match(/<[a-z_0-9:]+>|[<>]=?|[()[\]|,^$]|[^\s()[\]|,^$<>]+/g) ?? [];
  let at = 0;
  const fault = (): never => {
    throw new Error(`invariant: the rewriting “${text}” can be read`);
  };
  const sequence = (): Element[] => {
    const out: Element[] = [];
    for (let piece = pieces[at]; piece !== undefined && !/^[)\]|]$/.test(piece); piece = pieces[at]) {
      at += 1;
      if (piece === '(' || piece === '[') {
        const options = [sequence()];
        while (pieces[at] === '|') {
          at += 1;
          options.push(sequence());
        }
        if (pieces[at] !== (piece === '(' ? ')' : ']')) fault();
        at += 1;
        out.push({ kind: 'choice', options: piece === '(' ? options : [...options, []] });
      } else if (piece === ',') out.push({ kind: 'break' });
      else if (piece === '^') out.push({ kind: 'start' });
      else if (piece === '$') out.push({ kind: 'end' });
      else if (/^<\w/.test(piece)) out.push(toSlot(piece) ?? fault());
      else out.push({ kind: 'word', word: piece });
    }
    return out;
  };
  const elements = sequence();
  return at === pieces.length ? elements : fault();
}

function toSlot(piece: string): Element | null {
  const [name = '', of = name] = piece.slice(1, -1).split(':');
  return SLOTS.has(of) ? { kind: 'slot', name, of: of as SlotKind } : null;
}
