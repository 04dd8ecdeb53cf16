import { isNumeric } from '../../model/is-numeric.js';
import { type Field, memberOf } from '../../model/model.js';
import { nameOf } from '../../model/name-of.js';
import { isHeadNoun, ranksLater } from './head-noun.js';
import type { ScanContext } from './scan-context.js';
import { metricOfField } from './value-field.js';

/** A field: counted, aggregated, listed, denied, or shown beside what is listed. */
export function mentionField(scan: ScanContext, found: Field, at: number): boolean {
  const { items, reading, use, addMeasure, takeAggregate } = scan;
  const held = reading.aggregate;
  const member = memberOf(found);
  const named = items[at + 1]?.values.some((v) => v.member === member) ?? false;
  const counted =
    scan.pendingCount !== null && named ? scan.countOf({ kind: 'dataset', dataset: found.dataset }, at) : null;
  if (counted) {
    scan.pendingCount = null;
    addMeasure(counted);
    use(at, `names ${nameOf(found)}`);
    return true;
  }
  if (scan.pendingCount !== null && saidInUnit(scan, found, at)) {
    scan.pendingCount = null;
    if (reading.form === 'count') reading.form = 'what';
    if (!held) {
      reading.attributes.push({ members: [member], at });
      use(at, `field ${nameOf(found)}`);
      return true;
    }
  }
  // "films by rating with count, mean length": the count is of the things named before.
  if (scan.pendingCount !== null && held && held.at > scan.pendingCount && isNumeric(found)) {
    const thing =
      reading.subject?.subject.kind === 'dataset' ? reading.subject.subject.dataset : reading.mentions[0]?.dataset;
    const count = thing ? scan.countOf({ kind: 'dataset', dataset: thing }, scan.pendingCount) : null;
    if (count) addMeasure(count);
    if (count && reading.subject?.subject.kind === 'dataset') reading.subject = null;
    scan.pendingCount = null;
  }
  // "how many chairs do the halls have": what each has so many of is added up, where a figure says so.
  const summed = scan.pendingCount !== null && isNumeric(found) && !found.entity ? metricOfField(scan, found) : null;
  if (summed) {
    scan.pendingCount = null;
    addMeasure({ ref: summed, from: 'noun', at, counted: null });
    use(at, `sum of ${nameOf(found)}`);
    return true;
  }
  if (scan.pendingCount !== null) {
    scan.pendingCount = null;
    addMeasure({ ref: { field: member, aggregate: 'count_distinct' }, from: 'count', at, counted: null });
    use(at, `counts ${nameOf(found)}`);
    return true;
  }
  if (held && (found.isTime || isNumeric(found))) {
    const aggregate = takeAggregate();
    addMeasure({
      ref: {
        field: member,
        aggregate: aggregate?.aggregate ?? 'avg',
        ...(aggregate?.fraction !== null && aggregate ? { fraction: aggregate.fraction } : {}),
      },
      from: 'noun',
      at,
      counted: null,
    });
    use(at, `field ${nameOf(found)}`);
    return true;
  }
  if (
    !named &&
    scan.negation &&
    at - scan.negation.at <= 3 &&
    (scan.negation.op === 'no' || scan.negation.op === 'without')
  ) {
    scan.negation = null;
    reading.conditions.push({
      filter: { kind: 'compare', member, op: 'is_null', values: [], label: `no ${nameOf(found)}` },
      dataset: found.dataset,
      at,
      joined: null,
    });
    use(at, `no ${nameOf(found)}`);
    return true;
  }
  const asks =
    reading.form === 'which' ||
    reading.form === 'list' ||
    (reading.form === null && (found.entity || found.values) && isHeadNoun(scan, at)) ||
    (reading.form === 'what' && ranksLater(scan, at)) ||
    (reading.form === 'what' && items[at]?.tokens.at(-1)?.lower.endsWith('s') === true);
  const ranked = reading.rank !== null && at - reading.rank.at <= 5;
  // "the sum of the fees of all halls": fees are added up, not listed.
  const addsUp = reading.total && isNumeric(found);
  const listed = (found.entity || found.values) && !addsUp;
  if (reading.subject === null && listed && (ranked || asks) && !reading.attributes.length)
    reading.subject = { subject: { kind: 'field', member }, at };
  else reading.attributes.push({ members: [member], at });
  use(at, `field ${nameOf(found)}`);
  return true;
}

/** "how many days ahead": a field that is called by its unit is asked for its length, not for how many lengths there are. */
function saidInUnit({ items }: ScanContext, found: Field, at: number): boolean {
  const typed = items[at]?.tokens ?? [];
  return (
    isNumeric(found) && typed.length > 1 && typed.some((token) => [...token.forms].some((f) => found.units.has(f)))
  );
}
