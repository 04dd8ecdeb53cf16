import { narrowedNoun } from './narrowed-noun.js';
import { rankedTimes } from './ranked-times.js';
import type { ScanContext } from './scan-context.js';

/** "which four clients spend the most": the number stands before the noun that is ranked. */
export function earlierNumber(scan: ScanContext, at: number): number | null {
  const { items, reading, meaning, next, subjectOf, use } = scan;
  for (let i = 0; i < at; i++) {
    const item = items[i];
    const noun = narrowedNoun(scan, next(i));
    if (
      item?.status === 'open' &&
      item.number !== null &&
      item.meanings.length === 0 &&
      !item.tokens[0]?.money &&
      (meaning(noun, 'dataset') ?? meaning(noun, 'field') ?? meaning(noun, 'grain')) &&
      (!meaning(noun, 'unit') || rankedTimes(scan, i, noun))
    ) {
      use(i, 'how many to show');
      const subject = subjectOf(noun);
      if (subject) reading.subject ??= { subject, at: noun };
      return item.number;
    }
  }
  return null;
}
