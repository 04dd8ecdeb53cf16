import { SemanticQuerySchema, type Filter, type SemanticQuery } from '@copilot/contracts';
import type { Model } from '../../model/model.js';
import type { FollowUp, FollowUpInput } from '../follow-up.js';
import { usePronouns } from './about-them.js';
import { sameTarget } from './same-target.js';

/** "what share of all films is that?": the one figure before, set against the same figure under only the conditions that are said now. */
export function shareOfThat({ items, reading, model }: FollowUpInput, last: SemanticQuery): FollowUp | null {
  const [before] = last.metrics;
  const share = reading.calculations.some((c) => c.kind === 'share');
  const grouped = last.dimensions.length > 0;
  if (
    !share ||
    last.entity ||
    last.metrics.length !== 1 ||
    (grouped ? !ofItsWhole(reading, last, model) : reading.pronoun === null)
  )
    return null;
  if (!before?.metric || before.over || before.filters || before.per || reading.times.length > 0) return null;
  if (reading.dimensions.length > 0 || reading.events.some((e) => e.negated)) return null;
  const measured = reading.measures.every((m) => m.ref.metric === before.metric);
  const things = reading.mentions.every((m) => m.dataset === model.metrics.get(before.metric ?? '')?.dataset);
  if (!measured || !things) return null;
  const base = reading.conditions.map((c) => c.filter);
  const own = last.filters.filter((f) => !base.some((b) => sameTarget(b, f)));
  if (own.length === 0) return null;
  const whole: Filter[] = [...base, ...own.flatMap((f) => ofWhole(f, model))].filter(
    (f, at, all) => all.findIndex((other) => JSON.stringify(other) === JSON.stringify(f)) === at,
  );
  const parsed = SemanticQuerySchema.safeParse({
    ...last,
    metrics: [{ metric: before.metric, filters: own, over: { metric: before.metric }, percent: true }],
    filters: whole,
  });
  if (!parsed.success) return null;
  usePronouns(items);
  return { query: parsed.data, assumptions: [] };
}

/** "as a percentage of those that came back", after late returns by rating: the whole that the model takes such a rate of, group by group. */
function ofItsWhole({ conditions }: FollowUpInput['reading'], last: SemanticQuery, model: Model): boolean {
  const wholes = last.filters.flatMap((f) => ofWhole(f, model));
  return (
    conditions.length > 0 &&
    last.limit === null &&
    conditions.every((c) => wholes.some((whole) => sameTarget(whole, c.filter)))
  );
}

/** A condition whose rates the model takes among some rows only. */
function ofWhole(filter: Filter, model: Model): Filter[] {
  const among = filter.kind === 'named' && !filter.negate ? model.namedFilters.get(filter.name)?.among : null;
  if (!among) return [];
  const whole = model.namedFilters.get(among.name);
  const label = among.negate ? (whole?.opposite[0] ?? `not ${among.name}`) : (whole?.label ?? among.name);
  return [{ kind: 'named', name: among.name, ...(among.negate ? { negate: true } : {}), label }];
}
