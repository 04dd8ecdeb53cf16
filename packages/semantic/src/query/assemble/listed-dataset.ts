import { chooseJoinPath } from '../../plan/join-path.js';
import type { Assembly } from './assembly.js';
import { thingsOfKind } from './things-of-kind.js';
import { keepsRows } from './keeps-rows.js';

/** What a listing lists: the subject; the entity of the value whose attribute is asked for; the persons behind "who". */
export function listedDataset(assembly: Assembly): string | null {
  const { reading, model } = assembly;
  const subject = reading.subject?.subject;
  if (subject?.kind === 'dataset') return subject.dataset;
  const person = reading.conditions.find(
    (c) => c.filter.kind === 'compare' && isLabel(assembly, c.filter.member) && c.filter.op === 'eq',
  );
  if (reading.form === 'who') return whoDataset(assembly);
  const attribute = subject?.kind === 'field' ? subject.member : reading.attributes[0]?.members[0];
  if (attribute) {
    if (subject?.kind === 'field') reading.attributes.unshift({ members: [subject.member], at: 0 });
    const dataset = attribute.split('.')[0] ?? '';
    if (person?.dataset && person.dataset !== dataset && keepsRows(assembly, person.dataset, dataset))
      return person.dataset;
    const lookup =
      person !== undefined && (person.dataset === dataset || keepsRows(assembly, person.dataset ?? '', dataset));
    if (subject?.kind === 'field' && !lookup) {
      reading.attributes.shift();
      return null;
    }
    return dataset;
  }
  if (person?.dataset && reading.form === 'where') return person.dataset;
  const sorted = sortedByKind(assembly);
  if (sorted) return sorted;
  const described = person
    ? reading.conditions.find(
        (c) =>
          c.dataset !== null &&
          c.dataset !== person.dataset &&
          (model.datasets.get(c.dataset)?.label.length ?? 0) > 0 &&
          reading.mentions.length === 0 &&
          !model.datasets.get(person.dataset ?? '')?.who,
      )?.dataset
    : undefined;
  // "the Comedies that last 3 hours": what the condition is on, not the category that they are in.
  if (described) return described;
  return (
    reading.mentions.find((m) => !model.datasets.get(m.dataset)?.event)?.dataset ??
    reading.mentions[0]?.dataset ??
    (reading.form === 'list' || reading.form === 'what' ? (person?.dataset ?? null) : null)
  );
}

/** "which dramas does store 2 have": the things of the kind that is asked for, where nothing else but owners by number is named. */
function sortedByKind({ reading, model }: Assembly): string | null {
  if (reading.form === 'where' || reading.form === 'when' || reading.attributes.length > 0) return null;
  const kinds = reading.conditions.flatMap(({ filter, dataset }) => {
    const [owner = '', field = ''] = filter.kind === 'compare' && filter.op === 'eq' ? filter.member.split('.') : [];
    return dataset === owner && model.datasets.get(owner)?.label.includes(field) ? [owner] : [];
  });
  const things = kinds.flatMap((kind) => thingsOfKind(model, kind) ?? []);
  const [thing] = things;
  const owners = reading.mentions.every(
    (m) =>
      (model.datasets.get(m.dataset)?.numbered ?? false) &&
      reading.conditions.some((c) => c.at === m.at + 1 && c.filter.kind === 'compare'),
  );
  return things.length === 1 && thing && owners && reading.conditions.length > 1 ? thing : null;
}

/** Whether a field names or numbers the rows of its dataset. */
function isLabel(assembly: Assembly, member: string): boolean {
  const { model } = assembly;
  const [dataset, name] = member.split('.');
  const entry = model.datasets.get(dataset ?? '');
  return entry !== undefined && (entry.label.includes(name ?? '') || entry.primaryKey[0] === name);
}

/** The persons behind "who": those named, else those whom the verbs link. */
export function whoDataset(assembly: Assembly): string {
  const { reading, model } = assembly;
  const persons = [...model.datasets.values()].filter((d) => d.who);
  const links = reading.events.map((e) => e.dataset);
  const mentioned = reading.mentions.find((m) => persons.some((p) => p.name === m.dataset));
  if (mentioned) return mentioned.dataset;
  const asked = reading.attributes.flatMap((a) => a.members);
  const score = (name: string): number =>
    (asked.some((member) => member.startsWith(`${name}.`)) ? 2 : 0) +
    (links.length === 0 && !measuresEvents(assembly) && belongsTo(assembly, name) ? 1 : 0) +
    links.reduce(
      (sum, link) =>
        sum +
        (link === name
          ? 5
          : model.datasets.get(link)?.bridge && model.relationships.some((r) => r.from === link && r.to === name)
            ? 4
            : 0),
      0,
    );
  return [...persons].sort((a, b) => score(b.name) - score(a.name))[0]?.name ?? '';
}

/** "who spent the most on jazz records": those who did it are asked for, not who belongs to the records. */
function measuresEvents({ reading, model, measures }: Assembly): boolean {
  const names = [
    reading.rankMeasure?.metric,
    ...reading.verbs.map((v) => v.metric),
    ...measures.map((m) => m.ref.metric),
  ];
  return names.some((name) => model.datasets.get(model.metrics.get(name ?? '')?.dataset ?? '')?.event ?? false);
}

/** "who is in ALPHA DAWN": persons that a named thing has of itself, not by what happened with it. */
function belongsTo({ reading, model }: Assembly, person: string): boolean {
  const things = reading.conditions.flatMap((c) => (c.filter.kind === 'compare' && c.dataset ? [c.dataset] : []));
  return (
    things.length > 0 &&
    things.every((thing) => {
      const path = chooseJoinPath(model, person, thing);
      return path?.every((hop) => !model.datasets.get(hop.to)?.event && !model.datasets.get(hop.from)?.event) ?? false;
    })
  );
}
