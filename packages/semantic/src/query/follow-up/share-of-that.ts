import { SemanticQuerySchema, type Filter, type SemanticQuery, type Turn } from '@copilot/contracts';
import type { Model } from '../../model/model.js';
import type { FollowUp, FollowUpInput } from '../follow-up.js';
import { refersToRows, rowsFilter, usePronouns } from './about-them.js';
import { thingsShown } from './things-shown.js';
import { sameTarget } from './same-target.js';

/** "what share of all films is that?": the one figure before, set against the same figure under only the conditions that are said now. */
export function shareOfThat(input: FollowUpInput, last: SemanticQuery, turn: Turn): FollowUp | null {
  const { items, reading, model } = input;
  const [before] = last.metrics;
  const share = reading.calculations.some((c) => c.kind === 'share');
  const grouped = last.dimensions.length > 0;
  if (
    !share ||
    last.entity ||
    last.metrics.length !== 1 ||
    (grouped ? !ofItsWhole(reading, last, model) && !ofEachGroup(input, last) : reading.pronoun === null)
  )
    return null;
  if (!before?.metric || before.over || before.filters || before.per || reading.times.length > 0) return null;
  const regrouped = reading.dimensions.some((d) => !ofEachGroup(input, last) || d.subject.kind === 'grain');
  if (regrouped || reading.events.some((e) => e.negated)) return null;
  const rows = last.limit === null ? null : refersToRows(turn) ? rowsFilter(turn, model) : null;
  if (last.limit !== null && !rows) return null;
  const measured = reading.measures.every((m) => m.ref.metric === before.metric);
  const shown = thingsShown(last, model);
  const things = reading.mentions.every(
    (m) => m.dataset === model.metrics.get(before.metric ?? '')?.dataset || m.dataset === shown,
  );
  if (!measured || !things) return null;
  const base = reading.conditions.map((c) => c.filter);
  const replaced = last.filters.filter((f) => !base.some((b) => sameTarget(b, f)));
  const kept = ofTheirs(input, last) ? replaced.filter((f) => isOfOwner(f, before.metric ?? '', model)) : [];
  const own = replaced.filter((f) => !kept.includes(f));
  if (own.length === 0) return null;
  const whole: Filter[] = [...base, ...kept, ...own.flatMap((f) => ofWhole(f, model))].filter(
    (f, at, all) => all.findIndex((other) => JSON.stringify(other) === JSON.stringify(f)) === at,
  );
  const parsed = SemanticQuerySchema.safeParse({
    ...last,
    metrics: [{ metric: before.metric, filters: own, over: { metric: before.metric }, percent: true }],
    filters: [...whole, ...(rows ? [rows] : [])],
    ...(rows ? { limit: null, with_ties: undefined, offset: undefined, limit_per: undefined } : {}),
  });
  if (!parsed.success) return null;
  usePronouns(items);
  return {
    query: parsed.data,
    assumptions: [],
    ...(grouped ? { reading: { ...reading, dimensions: [], subject: null, attributes: [] } } : {}),
  };
}

/** "as a percentage of those that came back", after late returns by rating: the whole that the model takes such a rate of, group by group. */
function ofItsWhole({ conditions }: FollowUpInput['reading'], last: SemanticQuery, model: Model): boolean {
  const wholes = last.filters.flatMap((f) => ofWhole(f, model));
  return conditions.length > 0 && conditions.every((c) => wholes.some((whole) => sameTarget(whole, c.filter)));
}

/** "of all records of that genre", after records that are reissues by genre: the whole is the same things of each group, whatever else they are. */
function ofEachGroup({ items, reading, model }: FollowUpInput, last: SemanticQuery): boolean {
  const words = items.flatMap((item) => item.tokens.map((token) => token.lower)).join(' ');
  const said = /\b(?:of|in|with|for|from) (?:that|each|every|the same|its|their|the respective) [a-z]/.test(words);
  const conditions = reading.conditions.length + reading.times.length === 0;
  const dimension = last.dimensions[0];
  const noun = dimension?.member.split('.')[1]?.replaceAll('_', ' ') ?? '';
  const thing = model.datasets.get(thingsShown(last, model) ?? '')?.noun[0] ?? '';
  const named = [noun, thing, dimension?.grain ?? ''].some((name) => name !== '' && words.endsWith(name));
  return said && conditions && named && last.filters.length > 0;
}

/** "of their finished visits": whoever they were said of stays with both sides. */
function ofTheirs({ items }: FollowUpInput, last: SemanticQuery): boolean {
  const words = items.flatMap((item) => item.tokens.map((token) => token.lower)).join(' ');
  return last.dimensions.length === 0 && /\bof (?:all )?(?:their|his|her) [a-z]/.test(words);
}

/** Whether a condition is said of those who it happened to, not of what is counted. */
function isOfOwner(filter: Filter, metric: string, model: Model): boolean {
  const dataset = filter.kind === 'compare' ? filter.member.split('.')[0] : null;
  return dataset !== null && dataset !== model.metrics.get(metric)?.dataset;
}

/** A condition whose rates the model takes among some rows only. */
function ofWhole(filter: Filter, model: Model): Filter[] {
  const among = filter.kind === 'named' && !filter.negate ? model.namedFilters.get(filter.name)?.among : null;
  if (!among) return [];
  const whole = model.namedFilters.get(among.name);
  const label = among.negate ? (whole?.opposite[0] ?? `not ${among.name}`) : (whole?.label ?? among.name);
  return [{ kind: 'named', name: among.name, ...(among.negate ? { negate: true } : {}), label }];
}
