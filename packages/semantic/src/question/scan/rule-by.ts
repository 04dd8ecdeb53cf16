import type { Operator } from '../operators.js';
import type { Subject } from '../reading.js';
import { groupable, groupableNoun, ownField } from './groupable.js';
import { commaBefore } from './joiner-before.js';
import { rankedBy } from './ranked-by.js';
import type { ScanContext } from './scan-context.js';

/** by month, per category and store, for each rating, monthly */
export function ruleBy(scan: ScanContext, at: number): boolean {
  const { items, reading, has, meaning, next, subjectOf, use } = scan;
  if (!has(at, 'by')) return false;
  const word = items[at]?.tokens.map((t) => t.lower).join(' ') ?? '';
  const per = /^(per|each|for each|for every|in each)/.test(word);
  let i = next(at);
  let found = false;
  if (agentPhrase(scan, i)) {
    use(at, 'by whom');
    return true;
  }
  while (i < items.length) {
    if (has(i, 'and') && found && groupable(scan, next(i))) i = next(i);
    if (has(i, 'by') && found && rankNoun(scan, next(i))) break;
    if (has(i, 'by') && found && groupable(scan, next(i))) {
      use(i, 'groups');
      i = next(i);
    }
    if ((has(i, 'total', 'distinct', 'different' as Operator) || has(i, 'count')) && !groupableNoun(scan, i)) {
      if (!found && rankedBy(scan, at, i)) return true;
      if (!found || !groupable(scan, next(i))) break;
    }
    if (!found && rankedBy(scan, at, i)) return true;
    const named = meaning(i, 'named') && groupable(scan, next(i));
    if (named) break;
    const subject = ownField(scan, i) ?? subjectOf(i);
    if (!subject || !groupable(scan, i)) break;
    if (ownField(scan, i)) {
      use(i, `grouped by ${describeSubject(subject)}`);
      i += 1;
    }
    reading.dimensions.push({ subject, at: i, per });
    use(i, `grouped by ${describeSubject(subject)}`);
    found = true;
    const extra = next(i);
    if (
      subject.kind === 'dataset' &&
      meaning(extra, 'field') &&
      /^(name|id)$/.test(items[extra]?.tokens[0]?.lower ?? '')
    )
      use(extra, 'name');
    i = next(i);
    if (
      !(has(i, 'and') && groupable(scan, next(i))) &&
      !(has(i, 'by') && groupable(scan, next(i))) &&
      !(groupable(scan, i) && items[i - 1]?.tokens.at(-1) !== undefined && commaBefore(scan, i))
    )
      break;
  }
  if (found) use(at, 'groups');
  return found;
}

/** "top 2 customers in each store by rentals": after a ranking, an event or figure is what ranks. */
function rankNoun(scan: ScanContext, at: number): boolean {
  return (
    scan.reading.rank !== null &&
    (scan.meaning(at, 'metric') !== undefined ||
      scan.has(at, 'count', 'total') ||
      scan.model.datasets.get(scan.meaning(at, 'dataset')?.name ?? '')?.event === true)
  );
}

/** "rentals by customers from Canada": the by of who did it, not of a grouping. */
function agentPhrase(scan: ScanContext, at: number): boolean {
  const { items, model, reading, meaning, next } = scan;
  const dataset = meaning(at, 'dataset');
  const word = items[at]?.tokens.at(-1)?.lower ?? '';
  const after = items[at + 1]?.tokens[0]?.lower ?? '';
  return (
    dataset !== undefined &&
    model.datasets.get(dataset.name)?.who === true &&
    word.endsWith('s') &&
    /^(from|in|living|who|with|at|of)$/.test(after) &&
    (items[next(at)]?.values.length ?? 0) > 0 &&
    reading.rank === null
  );
}

function describeSubject(subject: Subject): string {
  return subject.kind === 'dataset'
    ? subject.dataset
    : subject.kind === 'field'
      ? (subject.member.split('.')[1] ?? '').replaceAll('_', ' ')
      : subject.grain.replaceAll('_', ' ');
}
