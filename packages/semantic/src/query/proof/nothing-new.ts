import { unsure, type Check, type Evidence } from './evidence.js';

/**
 * "which actor … ADA NORTH", "which dramas does store 2 have": a list of the one thing that the question calls by its name answers nothing
 * where it gives no more than that name, or where something else is said of it and nothing of it is asked for.
 */
export const nothingNew: Check = ({ query, reading, model }) => {
  const entity = model.datasets.get(query.entity ?? '');
  if (!entity || query.yes_no || reading.form === 'yes_no') return null;
  const own = [...entity.label, ...entity.primaryKey].map((name) => `${entity.name}.${name}`);
  const held = query.filters.flatMap((f) => (f.kind === 'compare' && f.op === 'eq' ? [f.member] : []));
  if (!held.some((member) => own.includes(member))) return null;
  const called = held.some((member) => entity.label.includes(member.split('.')[1] ?? ''));
  const said = [...(called ? own : []), ...held];
  const repeated = (query.attributes ?? []).every((member) => said.includes(member));
  return repeated || (query.filters.length > 1 && asksForOthers({ reading }))
    ? unsure(`What I could read from it gives only the ${entity.noun[0]} that the question names.`)
    : null;
};

/** "which …", and no field of the one that is named. */
function asksForOthers({ reading }: Pick<Evidence, 'reading'>): boolean {
  return (reading.form === 'which' || reading.form === 'what') && reading.attributes.length === 0;
}
