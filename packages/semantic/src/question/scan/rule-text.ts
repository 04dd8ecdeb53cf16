import type { CompareOperator } from '@copilot/contracts';
import { type Field, findField, memberOf } from '../../model/model.js';
import { nameOf } from '../../model/name-of.js';
import type { ScanContext } from './scan-context.js';

/** films with the word "love" in the title, titles starting with A */
export function ruleText(scan: ScanContext, at: number): boolean {
  const { items, model, reading, datasets, ops, meanings, next, use } = scan;
  const ops3 = ops(at).filter((op) => op === 'containing' || op === 'starting' || op === 'ending');
  const op = ops3[0];
  if (!op) return quotedIn(scan, at);
  // A single letter after "starting with" is no article.
  let i = items[next(at)] && !looksForFiller(scan, at) ? next(at) : at + 1;
  while (
    /^(the|a|an|word|words|term|text|phrase|letter|letters|string)$/.test(items[i]?.tokens[0]?.lower ?? '') &&
    i < items.length - 1
  ) {
    use(i, 'text');
    i += 1;
  }
  const needle = items[i];
  if (
    !needle ||
    needle.meanings.some((m) => m.kind === 'dataset' || m.kind === 'metric') ||
    (ops(i).length > 0 && items[at]?.tokens[0]?.lower === 'about')
  )
    return false;
  // A person is looked up by how the name begins or ends; "about" and "containing" look into texts.
  const searchable = (f: Field | undefined): f is Field =>
    f?.search === true && (op !== 'containing' || !(f.person || f.partOfName));
  const named = items
    .flatMap((_, k) =>
      k === i
        ? []
        : meanings(k, 'field').flatMap((m) =>
            searchable(findField(model, m.member)) ? [{ k, field: findField(model, m.member) as Field }] : [],
          ),
    )
    .sort((a, b) => Number(datasets.has(b.field.dataset)) - Number(datasets.has(a.field.dataset)))[0];
  const inDataset = [...datasets].flatMap((name) =>
    [...(model.datasets.get(name)?.fields.values() ?? [])].filter(searchable),
  );
  const about = items[at]?.tokens[0]?.lower === 'about' || /mention/.test(items[at]?.tokens[0]?.lower ?? '');
  const target =
    named?.field ??
    (about ? inDataset.find((f) => model.datasets.get(f.dataset)?.label.includes(f.name) === false) : undefined) ??
    inDataset[0];
  if (!target) return false;
  const word = needle.tokens.map((t) => t.text).join(' ');
  const others = alternatives(scan, i);
  const kind: CompareOperator = op === 'containing' ? 'contains' : op === 'starting' ? 'starts_with' : 'ends_with';
  const filters = [word, ...others].map((text) => ({
    kind: 'compare' as const,
    member: memberOf(target),
    op: kind,
    values: [text],
    label: `${nameOf(target)} ${kind.replaceAll('_', ' ')} "${text}"`,
  }));
  const [only] = filters;
  if (!only) return false;
  reading.conditions.push({
    filter: filters.length === 1 ? only : { kind: 'any', filters },
    dataset: target.dataset,
    at,
    joined: null,
  });
  if (named) use(named.k, `field ${nameOf(named.field)}`);
  use(at, 'text');
  [needle.status, needle.as] = ['used', `text "${word}"`];
  return true;
}

/** "with the word love": what is looked for may be a word that says nothing elsewhere. */
function looksForFiller({ items }: ScanContext, at: number): boolean {
  const said = items[at]?.tokens.at(-1)?.lower ?? '';
  return /^words?$/.test(said) && items[at + 1]?.filler === true;
}

/** "the letter Q or Z": further texts joined by "or", each of them enough. */
function alternatives({ items, has, use }: ScanContext, at: number): string[] {
  const out: string[] = [];
  for (let i = at + 1; has(i, 'or') && items[i + 1]?.tokens.length === 1; i += 2) {
    const token = items[i + 1]?.tokens[0];
    const short = token?.lower.length === 1 && items[at]?.tokens[0]?.lower.length === 1;
    if (!token || !short) break;
    out.push(token.text);
    use(i, 'or');
    use(i + 1, `text "${token.text}"`);
  }
  return out;
}

/** films with 'love' in the description: any words, quoted or unknown, before "in" and a field that can be searched. */
function quotedIn(scan: ScanContext, at: number): boolean {
  const { items, model, reading, meanings, use } = scan;
  const needle = items[at];
  const word = needle?.tokens.map((t) => t.text).join(' ') ?? '';
  if (!needle || needle.filler || needle.number !== null) return false;
  // A word to look for may be near a word of the model; as it was typed it names nothing.
  if (needle.meanings.length > 0 && !needle.tokens.some((t) => t.corrected)) return false;
  if (items[at + 1]?.tokens[0]?.lower !== 'in') return false;
  const place =
    items[at + 2]?.tokens[0]?.lower === 'the' || items[at + 2]?.tokens[0]?.lower === 'their' ? at + 3 : at + 2;
  const field = meanings(place, 'field')
    .map((m) => findField(model, m.member))
    .find((f) => f?.search);
  if (!field) return false;
  reading.conditions.push({
    filter: {
      kind: 'compare',
      member: memberOf(field),
      op: 'contains',
      values: [word],
      label: `${nameOf(field)} contains "${word}"`,
    },
    dataset: field.dataset,
    at,
    joined: null,
  });
  use(at, `text "${word}"`);
  use(place, `field ${nameOf(field)}`);
  return true;
}
