import { chooseJoinPath, fansOut } from '../../plan/join-path.js';
import { unsure, type Check } from './evidence.js';

/** A field that each listed thing has many times repeats its row; it is shown only where the things it belongs to are named. */
export const repeatsRows: Check = ({ reading, query, model, before }) => {
  const entity = query.entity;
  if (!entity) return null;
  const named = new Set([
    ...reading.mentions.map((m) => m.dataset),
    ...reading.events.filter((e) => !e.negated).map((e) => e.dataset),
    // "rating and category of ALPHA DAWN": of the one that is named there is one.
    ...reading.conditions.flatMap((c) =>
      c.filter.kind === 'compare' && c.filter.op === 'eq' ? (c.dataset ?? []) : [],
    ),
  ]);
  const many = (query.attributes ?? []).filter((member) => {
    const dataset = member.split('.')[0] ?? '';
    return (
      !named.has(dataset) &&
      !before?.attributes?.includes(member) &&
      fansOut(chooseJoinPath(model, entity, dataset) ?? [])
    );
  });
  // What is true of some of their events says nothing of each: "the titles she rented in July, with the dates".
  const ofAll = (query.attributes ?? []).filter((member) => {
    const dataset = member.split('.')[0] ?? '';
    return (
      !many.includes(member) &&
      model.datasets.get(dataset)?.event === true &&
      query.filters.length > 0 &&
      fansOut(chooseJoinPath(model, entity, dataset) ?? [])
    );
  });
  many.push(...ofAll);
  if (many.length === 0) return null;
  const noun = model.datasets.get(entity)?.noun[1] ?? entity;
  const attributes = (query.attributes ?? []).filter((member) => !many.includes(member));
  return unsure(
    `What I could read from it lists ${noun} once for each ${(many[0]?.split('.')[1] ?? '').replaceAll('_', ' ')} they have to do with.`,
    ...(query.sort.length === 0 ? [{ ...query, attributes }] : []),
  );
};
