import type { Answer } from '@copilot/contracts';
import { toChips, type MemberLabels } from '../answer/edit-query';

/**
 * The chips of an answer that the question itself did not say but the one before did: filters and periods that stayed.
 * A chip counts as said when one of its words stands among the words of the question that were used.
 */
export function carriedOver(answer: Answer, before: Answer | null, labels: MemberLabels): ReadonlySet<string> {
  if (before?.explain.interpretation == null || answer.explain.interpretation === null) return new Set();
  const earlier = new Set(toChips(before.explain.interpretation, labels).map((chip) => chip.text));
  const said = answer.explain.words
    .filter((word) => word.status === 'used' || word.status === 'assumed')
    .map((word) => word.text.toLowerCase());
  return new Set(
    toChips(answer.explain.interpretation, labels)
      .filter((chip) => (chip.kind === 'filter' || chip.kind === 'time') && earlier.has(chip.text))
      .map((chip) => chip.text)
      .filter((text) => !said.some((word) => text.toLowerCase().includes(word))),
  );
}
