import { SemanticQuerySchema, type Filter, type SemanticQuery } from '@copilot/contracts';
import type { FollowUp, FollowUpInput } from '../follow-up.js';
import { withoutNouns } from './without-nouns.js';

const LIFTS =
  /^(?:(?:and|now|please|ok|then|but|can|could|you) )*(?:remove|drop|lift|clear|undo|cancel|forget|ignore|delete|take off|take out|take away|get rid of|lose|without|no|switch off|turn off|leave out) (?:the |that |this |my |any |all |all the |those |these )*(.*?) ?(?:filter|filters|condition|conditions|restriction|restrictions|limitation|constraint|constraints|filtering)(?: again| please| now)*$/;

/**
 * "remove the store filter", "without the date restriction", "drop all filters": conditions that the answer before had are taken back by what
 * they are on. Null where none of them is on what is named; then it is asked about, not kept in silence.
 */
export function liftNamed({ items, reading, model }: FollowUpInput, last: SemanticQuery): FollowUp | null {
  const text = items.flatMap((item) => item.tokens.map((token) => token.lower)).join(' ');
  const found = LIFTS.exec(text);
  if (!found) return null;
  const [, on = ''] = found;
  const meanings = items.flatMap((item) => item.meanings);
  const values = items.flatMap((item) => item.values);
  const targets = new Set(
    meanings.flatMap((m) => (m.kind === 'dataset' ? [m.name] : m.kind === 'field' ? [m.member] : [])),
  );
  const named = meanings.flatMap((m) => (m.kind === 'named' ? [m.name] : []));
  const timed =
    meanings.some((m) => m.kind === 'grain') || /\b(time|date|period)\b/.test(on) || items.some((i) => i.time);
  const every = on === '' || on === 'all';
  const many = /s(?: again| please| now)*$/.test(text) || on === 'all';
  const meant = (filter: Filter): boolean => {
    if (filter.kind === 'named') return named.includes(filter.name);
    if (filter.kind === 'time') return timed;
    if (filter.kind !== 'compare') return false;
    const owner = filter.member.split('.')[0] ?? '';
    const link = model.relationships.find((r) => `${r.from}.${r.fromColumns[0] ?? ''}` === filter.member)?.to ?? '';
    return (
      [filter.member, owner, link].some((target) => targets.has(target)) ||
      values.some((v) => v.member === filter.member && filter.values.includes(v.value))
    );
  };
  const conditions = last.filters.length + (last.time_range ? 1 : 0);
  if (every && (conditions === 0 || (conditions > 1 && !many))) return null;
  const filters = every ? [] : last.filters.filter((f) => !meant(f));
  const time_range = every || timed ? null : last.time_range;
  if (filters.length === last.filters.length && time_range === last.time_range) return null;
  const query = SemanticQuerySchema.safeParse({ ...last, filters, time_range });
  if (!query.success) return null;
  for (const item of items) [item.status, item.as] = ['used', 'lifts the condition'];
  return { query: query.data, assumptions: [], reading: withoutNouns(reading) };
}
