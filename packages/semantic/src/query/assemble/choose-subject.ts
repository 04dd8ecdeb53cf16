import type { Measure, Subject } from '../../question/reading.js';
import type { Assembly } from './assembly.js';
import { whoDataset } from './listed-dataset.js';

/** The entity that is ranked or listed beside its figure. */
export function chooseSubject(
  assembly: Assembly,
  measures: readonly Measure[],
  groups: readonly Subject[],
): Subject | null {
  const { reading } = assembly;
  if (reading.countedGrain) return null;
  const subject = reading.subject?.subject ?? null;
  if (subject) {
    if (
      subject.kind === 'dataset' &&
      measures.some((m) => m.counted === subject.dataset) &&
      (reading.rank === null || reading.moreOf) &&
      !reading.figureConditions.length
    )
      return null;
    return subject;
  }
  if (reading.form === 'who' && (reading.rank || reading.figureConditions.length > 0))
    return { kind: 'dataset', dataset: whoDataset(assembly) };
  if (!reading.rank && reading.figureConditions.length === 0) return null;
  const counted = new Set(measures.map((m) => m.counted));
  const mention = reading.mentions.find(
    (m) =>
      !counted.has(m.dataset) &&
      !reading.conditions.some((c) => c.dataset === m.dataset && c.filter.kind === 'compare') &&
      !groups.some((g) => g.kind === 'dataset' && g.dataset === m.dataset),
  );
  return mention && groups.length === 0 ? { kind: 'dataset', dataset: mention.dataset } : null;
}
