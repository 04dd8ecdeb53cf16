import { SemanticQuerySchema, type SemanticQuery, type Turn } from '@copilot/contracts';
import { chooseJoinPath, fansOut } from '../../plan/join-path.js';
import type { FollowUp, FollowUpInput } from '../follow-up.js';
import { refersToRows, rowsFilter, usePronouns } from './about-them.js';
import { thingsShown } from './things-shown.js';
import { toList } from './turn-around.js';

const WHICH =
  /^(?:(?:and|so|ok|then|please) )*(?:which|what) (?:[\w-]+ ){1,3}(?:is|are|was|were) (?:they|those|these|that|it|this|them)(?: then| exactly| please)*$/;

/**
 * "list the books", "which books are those?", after a count of loans or copies under conditions: the things that those counted were of. Where
 * the counts were by group, those of all groups that were shown. Null when more is said.
 */
export function listAlong(input: FollowUpInput, last: SemanticQuery, turn: Turn): FollowUp | null {
  const { items, reading, model } = input;
  const [ref] = last.metrics;
  const thing =
    reading.subject?.subject.kind === 'dataset' ? model.datasets.get(reading.subject.subject.dataset) : null;
  const [label] = thing?.label ?? [];
  const words = items.flatMap((item) => item.tokens.map((token) => token.lower)).join(' ');
  const asks = WHICH.test(words) || (reading.form === 'list' && items.length <= 4);
  if (!thing || label === undefined || !asks || last.metrics.length !== 1 || last.entity || !ref?.metric) return null;
  if (last.filters.length === 0 && last.time_range === null && last.limit === null) return null;
  if (Object.keys(ref).length > 1 || saysMore(input)) return null;
  const counted = ofAllGroups(last, thing.name, input, turn);
  if (!counted) return null;
  const base = model.metrics.get(ref.metric)?.dataset ?? '';
  const path = chooseJoinPath(model, base, thing.name);
  const query =
    base === thing.name
      ? toList(counted, input)
      : path && !fansOut(path)
        ? { ...counted, dimensions: [{ member: `${thing.name}.${label}` }], sort: [], limit: null }
        : null;
  const parsed = SemanticQuerySchema.safeParse(query);
  if (!query || !parsed.success) return null;
  usePronouns(items);
  return { query: parsed.data, assumptions: ['Those of the answer before are listed.'] };
}

/** The figure of all that was shown: where only the first groups were, these are named. Null where the groups are the things themselves. */
function ofAllGroups(last: SemanticQuery, thing: string, { model }: FollowUpInput, turn: Turn): SemanticQuery | null {
  if (last.dimensions.length === 0) return last;
  if (thingsShown(last, model) === thing || (last.calculations?.length ?? 0) > 0) return null;
  const picked = last.limit !== null || (last.having?.length ?? 0) > 0;
  const rows = picked && refersToRows(turn) ? rowsFilter(turn, model) : null;
  if (picked && !rows) return null;
  const { with_ties: _ties, offset: _offset, limit_per: _per, having: _having, fill: _fill, ...rest } = last;
  return { ...rest, filters: [...last.filters, ...(rows ? [rows] : [])], dimensions: [], sort: [], limit: null };
}

function saysMore({ items, reading }: FollowUpInput): boolean {
  const all = items.some((item) => item.tokens.some((token) => /^(all|every|our)$/.test(token.lower)));
  const others = [
    reading.conditions,
    reading.times,
    reading.measures,
    reading.dimensions,
    reading.attributes,
    reading.events,
  ];
  return all || reading.rank !== null || others.some((list) => list.length > 0) || reading.mentions.length > 1;
}
