import { findField } from '../../model/model.js';
import type { Measure, Subject } from '../../question/reading.js';
import type { Assembly } from './assembly.js';
import { whoDataset } from './listed-dataset.js';
import { linkOf } from '../../model/link-of.js';

/** The entity that is ranked or listed beside its figure. */
export function chooseSubject(
  assembly: Assembly,
  measures: readonly Measure[],
  groups: readonly Subject[],
): Subject | null {
  const { reading, model } = assembly;
  if (reading.countedGrain || reading.setAgainst) return null;
  const subject = reading.subject?.subject ?? null;
  if (subject) {
    // "who spent the most on jazz records": the records only say on what.
    const who = reading.form === 'who' && reading.rank !== null && subject.kind === 'dataset';
    if (who && !model.datasets.get(subject.dataset)?.who && narrowed(assembly, subject.dataset))
      return { kind: 'dataset', dataset: whoDataset(assembly) };
    if (subject.kind === 'dataset' && isPinned(assembly, subject.dataset)) return null;
    if (
      subject.kind === 'dataset' &&
      measures.some((m) => m.counted === subject.dataset) &&
      (reading.rank === null || reading.moreOf) &&
      !reading.figureConditions.length
    )
      return null;
    return subject;
  }
  if (reading.form === 'who' && !comparesPersons(assembly) && (reading.rank || reading.figureConditions.length > 0))
    return { kind: 'dataset', dataset: whoDataset(assembly) };
  if (!reading.rank && reading.figureConditions.length === 0) return null;
  const counted = new Set(measures.map((m) => m.counted));
  const mention = reading.mentions.find(
    (m) =>
      !counted.has(m.dataset) &&
      !reading.conditions.some(
        (c) =>
          c.filter.kind === 'compare' &&
          ((c.dataset === m.dataset && !isLink(assembly, c.filter.member)) || c.at === m.at + 1),
      ) &&
      !groups.some((g) => g.kind === 'dataset' && g.dataset === m.dataset),
  );
  return mention && groups.length === 0 ? { kind: 'dataset', dataset: mention.dataset } : null;
}

/** Whether a condition right before a thing says which of them are meant. */
function narrowed({ reading }: Assembly, name: string): boolean {
  const at =
    reading.subject?.subject.kind === 'dataset' && reading.subject.subject.dataset === name ? reading.subject.at : -1;
  return reading.conditions.some((c) => c.at < at && c.at >= at - 3);
}

/** Whether a field points at another thing: it says which of those the persons belong to, and picks none of them. */
function isLink({ model }: Assembly, member: string): boolean {
  const [dataset = '', name = ''] = member.split('.');
  return linkOf(model, dataset, name) !== undefined;
}

/** "the total payments collected by …", "what the Action category brought in": single events, and the one thing that is named, are no groups of a figure. */
function isPinned({ reading, model }: Assembly, name: string): boolean {
  if (reading.rank || reading.figureConditions.length > 0 || reading.form === 'which') return false;
  const dataset = model.datasets.get(name);
  if (dataset?.event) return true;
  const labels = dataset?.label.map((field) => `${name}.${field}`) ?? [];
  return reading.conditions.some(
    (c) => c.filter.kind === 'compare' && c.filter.op === 'eq' && labels.includes(c.filter.member),
  );
}

/** "who took more payments, A or B": the persons who are asked for are those that are compared. */
function comparesPersons({ reading, model }: Assembly): boolean {
  const persons = reading.conditions.flatMap((c) =>
    c.filter.kind === 'compare' && c.filter.op === 'eq' && findField(model, c.filter.member)?.person
      ? [c.filter.member]
      : [],
  );
  return persons.length > new Set(persons).size;
}
