import { SemanticQuerySchema, type SemanticQuery } from '@copilot/contracts';
import { chooseJoinPath, fansOut } from '../../plan/join-path.js';
import type { FollowUp, FollowUpInput } from '../follow-up.js';
import { usePronouns } from './about-them.js';
import { toList } from './turn-around.js';

/** "list the books", after a count of loans or copies under conditions: the things that those counted were of. Null when more is said. */
export function listAlong(input: FollowUpInput, last: SemanticQuery): FollowUp | null {
  const { items, reading, model } = input;
  const [ref] = last.metrics;
  const thing =
    reading.subject?.subject.kind === 'dataset' ? model.datasets.get(reading.subject.subject.dataset) : null;
  const [label] = thing?.label ?? [];
  const scalar = last.metrics.length === 1 && last.dimensions.length === 0 && !last.entity;
  if (!thing || label === undefined || reading.form !== 'list' || !scalar || !ref?.metric || items.length > 4)
    return null;
  if (last.filters.length === 0 && last.time_range === null) return null;
  if (Object.keys(ref).length > 1 || saysMore(input)) return null;
  const base = model.metrics.get(ref.metric)?.dataset ?? '';
  const path = chooseJoinPath(model, base, thing.name);
  const query =
    base === thing.name
      ? toList(last, input)
      : path && !fansOut(path)
        ? { ...last, dimensions: [{ member: `${thing.name}.${label}` }], sort: [], limit: null }
        : null;
  const parsed = SemanticQuerySchema.safeParse(query);
  if (!query || !parsed.success) return null;
  usePronouns(items);
  return { query: parsed.data, assumptions: ['Those of the answer before are listed.'] };
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
