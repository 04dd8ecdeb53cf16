import type { Filter, SemanticQuery } from '@copilot/contracts';
import { findField, type Dataset, type Field, type Model } from '../model/model.js';
import { describeFilter } from './describe-query.js';
import { formatCell } from './format.js';

/** A condition as it stands beside the noun it narrows: "active customers", "films rated R", "customers in India". */
export interface ConditionPhrase {
  readonly place: 'before' | 'after' | 'aside';
  readonly text: string;
}

/**
 * Says a condition in a sentence. *Takes* the dataset that the sentence is about; what narrows another one names it ("of films rated R").
 * What no phrase fits stays as its label and goes aside, into brackets.
 */
export function phraseCondition(filter: Filter, about: string | null, model: Model): ConditionPhrase {
  const label = inWords(describeFilter(filter));
  switch (filter.kind) {
    case 'named':
      return phraseNamed(filter.name, label, about, model);
    case 'compare':
      return phraseCompare(filter, label, about, model);
    case 'exists':
    case 'against':
      return { place: 'after', text: withDetail(label) };
    case 'time':
      return { place: 'after', text: inTime(label).trim() };
    case 'members':
    case 'any':
    case 'all':
      return { place: 'aside', text: label };
  }
}

/** All conditions of a query on rows, in the order in which they are said. */
export function phraseConditions(
  query: SemanticQuery,
  about: string | null,
  model: Model,
): { readonly before: string; readonly after: string } {
  const phrases = query.filters.map((filter) => phraseCondition(filter, about, model));
  const said = (place: ConditionPhrase['place']): string[] =>
    phrases.flatMap((p) => (p.place === place ? [p.text] : []));
  const after = joinWith(said('after').sort((a, b) => weight(a) - weight(b)));
  const aside = said('aside');
  return {
    before: said('before')
      .map((text) => `${text} `)
      .join(''),
    after: `${after.map((text) => ` ${text}`).join('')}${aside.length > 0 ? ` (${aside.join(', ')})` : ''}`,
  };
}

/** "with length above 90 minutes and rental rate $0.99", not "with … with …". */
function joinWith(phrases: readonly string[]): string[] {
  const out: string[] = [];
  for (const phrase of phrases) {
    const before = out.at(-1);
    if (before?.startsWith('with ') && phrase.startsWith('with '))
      out[out.length - 1] = `${before} and ${phrase.slice(5)}`;
    else out.push(phrase);
  }
  return out;
}

/** What is shortest to say stands nearest to the noun. */
function weight(text: string): number {
  return text.startsWith('with') ? 1 : 0;
}

function phraseNamed(name: string, label: string, about: string | null, model: Model): ConditionPhrase {
  const dataset = model.namedFilters.get(name)?.dataset ?? '';
  const isShort = !label.includes(' ');
  if (dataset === about) return { place: isShort ? 'before' : 'after', text: label };
  const noun = model.datasets.get(dataset)?.noun[1] ?? dataset;
  const link = about === null || (model.datasets.get(about)?.event ?? false) ? 'of' : 'with';
  return { place: 'after', text: isShort ? `${link} ${label} ${noun}` : `${link} ${noun} ${label}` };
}

function phraseCompare(
  filter: Extract<Filter, { kind: 'compare' }>,
  label: string,
  about: string | null,
  model: Model,
): ConditionPhrase {
  const field = findField(model, filter.member);
  const dataset = model.datasets.get(field?.dataset ?? '');
  const scope = model.scopeNoun[0];
  if (/^(on|in|at|since|before|after|until|from|between)\b/.test(label)) return { place: 'after', text: label };
  if (!field || !dataset || filter.grain) return { place: 'aside', text: label };
  if (label.startsWith(`${scope} `) && field.name === `${scope}_id`) return { place: 'after', text: `of ${label}` };
  const [value] = filter.values;
  const isOne = filter.op === 'eq' && filter.values.length === 1 && label.endsWith(` ${String(value)}`);
  const of = dataset.name === about ? '' : `of ${dataset.noun[1]} `;
  if (isOne && (field.place || dataset.where.includes(field.name)))
    return { place: 'after', text: `${about === null ? of : ''}in ${String(value)}` };
  const adjective = field.adjectives[0];
  if (isOne && adjective !== undefined) return { place: 'after', text: `${of}${adjective} ${String(value)}` };
  if (isOne && dataset.label.includes(field.name))
    return { place: 'after', text: `${linkTo(dataset, about, model)} ${dataset.noun[0]} ${String(value)}` };
  if (/^(only|every|all|not)\b/.test(label)) return { place: 'aside', text: label };
  if (dataset.label.includes(field.name)) return { place: 'after', text: `of ${label}` };
  const shown = isOne && typeof value === 'number' && field.format !== null ? measured(field, value, model) : label;
  return { place: 'after', text: `${of}${withDetail(shown)}` };
}

/** "payments by Mike Hillyer", "films with Mira Stone", "revenue from Ada North", "rentals of Alpha Dawn". */
function linkTo(dataset: Dataset, about: string | null, model: Model): string {
  if (!dataset.who) return 'of';
  if (about === null) return 'from';
  return model.datasets.get(about)?.event ? 'by' : 'with';
}

/** "rental rate $0.99" */
function measured(field: Field, value: number, { currency }: Model): string {
  return `${field.name.replaceAll('_', ' ')} ${formatCell(value, { ...(field.format ? { format: field.format } : {}), currency })}`;
}

/** "no rentals, category Horror" is said "with no rentals (category Horror)". */
function withDetail(label: string): string {
  const [head = '', ...details] = label.split(', ');
  const said = /^(with|without)\b/.test(head) ? head : `with ${head}`;
  return details.length > 0 ? `${said} (${details.join(', ')})` : said;
}

/** " in March 2022", " on 1 June 2022", " from 1 June 2022 to 31 July 2022", " since 1 June 2022". */
export function inTime(label: string): string {
  const day = /^\d{4}-\d{2}-\d{2}$/;
  const text = label.replaceAll(/\d{4}-\d{2}-\d{2}/g, (date) => formatCell(date, { format: 'date' }));
  if (day.test(label)) return ` on ${text}`;
  if (/^\d{4}-\d{2}-\d{2} to /.test(label)) return ` from ${text}`;
  if (/^on\b/.test(text)) return ` ${text}`;
  return /^(since|before|after|until|from|between|the (last|past))\b/.test(text)
    ? ` ${text.startsWith('the') ? 'in ' : ''}${text}`
    : ` in ${text}`;
}

/** A condition inside a sentence: "rating G", "country other than Canada". */
export function inWords(label: string): string {
  return label.replace(' = ', ' ').replace(/ is not (?=\S)/, ' other than ');
}
