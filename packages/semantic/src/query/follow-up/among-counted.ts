import type { Filter, SemanticQuery, Turn } from '@copilot/contracts';
import type { Model } from '../../model/model.js';
import type { Vocabulary } from '../../question/rewrite/rephrase.js';
import { reword, type Wording } from '../../question/rewrite/wording.js';
import type { AmongThose } from './among-those.js';
import { sameTarget } from './same-target.js';
import { timeFilter } from '../../plan/time-filter.js';

const LEADS = /^(and|so|but|ok|okay|now|then|well|thanks)$/;

/**
 * "how many of those never came twice", after things were counted: a question of its own about that kind of thing, among those that were
 * counted. What the question before said of them becomes one condition, so that nothing of it is lost and nothing is laid over it. Null
 * where no single kind of thing was counted, or the question does not pick from them.
 */
export function amongCounted(
  wording: Wording,
  { query }: Turn,
  model: Model,
  { tokensOf }: Vocabulary,
): AmongThose | null {
  const counted = query ? countedIn(query, model) : null;
  const noun = model.datasets.get(counted?.thing ?? '')?.noun;
  if (!counted || !noun) return null;
  const tokens = tokensOf(wording.text);
  const word = (at: number): string => tokens[at]?.lower ?? '';
  let at = 0;
  while (LEADS.test(word(at))) at += 1;
  const many = word(at) === 'how' && word(at + 1) === 'many';
  if (!many && !/^(?:which|who)$/.test(word(at))) return null;
  const of = at + (many ? 2 : 1) + (/^ones?$/.test(word(at + 1)) ? 1 : 0);
  if (word(of) !== 'of' || !/^(?:them|those|these)$/.test(word(of + 1))) return null;
  const [first, end, last] = [tokens[0], tokens[of + 1], tokens.at(-1)];
  if (!first || !end || !last || of + 2 >= tokens.length) return null;
  const more = /^(?:too|also)$/.test(last.lower) ? tokens.at(-2) : last;
  if (!more || more.end <= end.end) return null;
  return {
    wording: reword(wording, first.start, last.end, [
      { put: `${many ? 'how many' : 'which'} ${noun[1]}` },
      { kept: [end.end + 1, more.end] },
    ]),
    filter: counted.filter,
    ...(counted.said ? { said: { thing: counted.thing, filters: counted.said } } : {}),
  };
}

/**
 * Those that were counted as a condition of the new question: where it is about the rows of the things themselves, what was said of them stays as
 * it was said, so that a later turn can change it; else it is one condition of the things.
 */
export function withCounted(query: SemanticQuery, { filter, said }: AmongThose, model: Model): SemanticQuery {
  const [ref] = query.metrics;
  const base = query.entity ?? (ref?.metric ? model.metrics.get(ref.metric)?.dataset : ref?.field?.split('.')[0]);
  const free = said?.filters.every(
    (f) =>
      f.kind !== 'exists' &&
      !query.filters.some((own) => sameTarget(own, f)) &&
      (base === said.thing || (f.kind === 'compare' && f.member.startsWith(`${said.thing}.`))),
  );
  return { ...query, filters: said && free ? [...said.filters, ...query.filters] : [...query.filters, filter] };
}

/** What was counted, and what was said of it as one condition on such a thing. */
function countedIn(
  query: SemanticQuery,
  model: Model,
): { readonly thing: string; readonly filter: Filter; readonly said: readonly Filter[] | null } | null {
  const [ref, ...others] = query.metrics;
  const plain =
    ref &&
    others.length === 0 &&
    !ref.per &&
    !ref.over &&
    !ref.filters &&
    query.dimensions.length === 0 &&
    !query.entity;
  if (!plain || query.having?.length || query.fold || query.calculations?.length) return null;
  const { time_range: range } = query;
  const said: Filter[] = [...query.filters, ...(range ? [timeFilter(range)] : [])];
  if (said.length === 0) return null;
  const own = [...model.datasets.values()].find((d) => !d.event && d.countMetric && d.countMetric === ref.metric);
  const [rows = '', column = ''] = (ref.aggregate === 'count_distinct' ? ref.field : undefined)?.split('.') ?? [];
  const far = model.relationships.find((r) => r.from === rows && r.fromColumns[0] === column)?.to;
  const thing = own?.name ?? far;
  if (thing === undefined) return null;
  const label = said.flatMap((f) => f.label ?? []).join(', ');
  const filter: Filter = own
    ? { kind: 'all', filters: said, label }
    : { kind: 'exists', dataset: rows, filters: said, label };
  return { thing, filter: { kind: 'exists', dataset: thing, filters: [filter], label }, said: own ? said : null };
}
