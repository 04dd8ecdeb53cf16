import { SemanticQuerySchema, type DimensionRef, type SemanticQuery } from '@copilot/contracts';
import type { Model } from '../../model/model.js';
import type { Subject } from '../../question/reading.js';
import type { FollowUp, FollowUpInput } from '../follow-up.js';
import { isMember } from '../proof/stands-for.js';
import { usePronouns } from './about-them.js';

/** "as a share of each month", after takings by hall and month: each group as a part of one of those that are shown, and none of them is given up. */
export function shareWithinShown(input: FollowUpInput, last: SemanticQuery): FollowUp | null {
  const { reading, model } = input;
  const share = reading.calculations.find((c) => c.kind === 'share');
  if (!share || last.dimensions.length < 2 || last.metrics.length !== 1 || last.limit !== null || last.entity)
    return null;
  const said = [reading.conditions, reading.times, reading.events, reading.figureConditions, reading.attributes];
  if (said.some((list) => list.length > 0) || reading.rank || reading.verbs.length > 0) return null;
  if (reading.measures.some((m) => m.ref.metric !== last.metrics[0]?.metric)) return null;
  const groups = reading.dimensions.map((d) => d.subject);
  const named = groups.map((subject) => last.dimensions.findIndex((d) => isOf(d, subject, model)));
  if (named.length === 0 || named.some((at) => at < 0)) return null;
  const whole = share.within ?? (groups.length === 1 ? wholeBehind(input, share.at) : undefined);
  const at = whole ? last.dimensions.findIndex((d) => isOf(d, whole, model)) : -1;
  if (at < 0) return null;
  const parsed = SemanticQuerySchema.safeParse({
    ...last,
    calculations: [{ kind: 'share', metric: 0, within: [at] }],
    sort: [],
  });
  if (!parsed.success) return null;
  usePronouns(input.items);
  return { query: parsed.data, assumptions: [] };
}

/** "of each month": the one group that is named behind the share. */
function wholeBehind({ reading, items }: FollowUpInput, share: number): Subject | undefined {
  const group = reading.dimensions.find((d) => d.at > share);
  const lead = group ? items[group.at - 1]?.tokens.map((token) => token.lower).join(' ') : '';
  return /(?:^| )(?:of|in|within) (?:each|every)$|^(?:each|every|within|per)$/.test(lead ?? '')
    ? group?.subject
    : undefined;
}

function isOf(dimension: DimensionRef, subject: Subject, model: Model): boolean {
  if (dimension.figure || dimension.ranges) return false;
  if (subject.kind === 'grain') return dimension.grain === subject.grain;
  if (subject.kind === 'field') return dimension.member === subject.member;
  return !dimension.grain && isMember(model, dimension.member, subject.dataset);
}
