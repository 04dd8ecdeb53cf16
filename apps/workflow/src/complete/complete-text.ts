import type { Catalog, Completions } from '@copilot/contracts';

type Completion = Completions['completions'][number];

const MAX_COMPLETIONS = 10;
const LONGEST_PHRASE = 4;
const TIMES = [
  'today', 'yesterday', 'this week', 'last week', 'this month', 'last month', 'this quarter', 'last quarter', 'this year', 'last year',
  'year to date', 'last 7 days', 'last 30 days', 'last 3 months', 'last 12 months', 'by day', 'by week', 'by month', 'by quarter',
  'by year', 'by weekday', 'by hour',
]; // prettier-ignore

/**
 * Says how a text that is being typed may go on: the last one to four words are taken as the beginning of a figure, a grouping, a
 * value that occurs in the scope, or a time. A longer match stands before a shorter one, and names before values.
 */
export function completeText(
  text: string,
  knows: { readonly catalog: Catalog; readonly values: ReadonlyMap<string, readonly string[]> },
): Completions {
  const completions: Completion[] = [];
  const seen = new Set<string>();
  for (const start of startsOfLastWords(text)) {
    const typed = fold(text.slice(start));
    if (typed.trim() === '') continue;
    for (const found of findAll(typed, knows)) {
      const key = `${found.kind} ${fold(found.text)}`;
      if (seen.has(key)) continue;
      seen.add(key);
      completions.push({ ...found, start, end: text.length });
    }
  }
  return { completions: completions.slice(0, MAX_COMPLETIONS) };
}

/** Offsets of the last four words, the longest phrase first. */
function startsOfLastWords(text: string): number[] {
  return [...text.matchAll(/[^\s,;?!]+/g)].slice(-LONGEST_PHRASE).map(({ index }) => index);
}

type Found = Omit<Completion, 'start' | 'end'>;

function findAll(typed: string, { catalog, values }: Parameters<typeof completeText>[1]): Found[] {
  const begins = (name: string): boolean => fold(name).startsWith(typed) && fold(name) !== typed;
  const named = (
    kind: Found['kind'],
    entries: readonly (Catalog['metrics'][number] | Catalog['dimensions'][number])[],
  ): Found[] =>
    entries.flatMap(({ label, description, synonyms }) => {
      const name = [label, ...synonyms].find(begins);
      return name === undefined ? [] : [{ text: name, kind, description }];
    });
  // A single letter begins too many values to be of help.
  const names = typed.length < 2 ? [] : [...values].flatMap(([member, entries]) => valuesOf(member, entries, begins));
  return [
    ...named('metric', catalog.metrics),
    ...named('dimension', catalog.dimensions),
    ...TIMES.filter(begins).map((time): Found => ({ text: time, kind: 'time' })),
    ...names,
  ];
}

function valuesOf(member: string, entries: readonly string[], begins: (name: string) => boolean): Found[] {
  const description = member.replace('.', ' ').replace(/_/g, ' ');
  return entries
    .filter(begins)
    .slice(0, MAX_COMPLETIONS)
    .map((text) => ({ text, kind: 'value', description }));
}

const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
