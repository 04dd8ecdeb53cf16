import { isNumeric } from '../../model/is-numeric.js';
import { type Field, findField } from '../../model/model.js';
import { nameOf } from '../../model/name-of.js';
import type { Meaning } from '../lexicon.js';
import type { ScanContext } from './scan-context.js';

/** A verb: an event, a figure, or a field that is asked for. */
export function mentionVerb(
  scan: ScanContext,
  at: number,
  verbs: readonly Extract<Meaning, { kind: 'verb' }>[],
): boolean {
  const { items, model, reading, meanings, use } = scan;
  const denied = scan.negation !== null && at - scan.negation.at <= 4;
  const event = verbs.find((v) => v.of === 'dataset' && model.datasets.has(v.name));
  const metric = verbs.find((v) => v.of === 'metric');
  const of = nearestField(scan, verbs);
  if (
    event &&
    items[at - 1]?.tokens.at(-1)?.lower === 'to' &&
    items.some(
      (_, i) =>
        i < at &&
        !scan.has(i, 'first', 'last') &&
        meanings(i, 'verb').some((v) => v.of === 'field' && isNumeric(findField(model, v.name))),
    )
  ) {
    use(at, 'names the price');
    return true;
  }
  if (event && (model.datasets.get(event.name)?.event || denied)) {
    if (denied) scan.negation = null;
    reading.events.push({ dataset: event.name, at, negated: denied, verb: true });
    use(at, `${denied ? 'no ' : ''}${model.datasets.get(event.name)?.noun[1] ?? event.name}`);
    return true;
  }
  if (metric && tookPlace(scan, at)) {
    use(at, 'took place');
    return true;
  }
  if (metric) {
    reading.verbs.push({ metric: metric.name, at });
    use(at, `metric ${metric.name}`);
    return true;
  }
  if (event && !denied && saysItsNoun(scan, at, event.name)) {
    use(at, 'said of all of them');
    return true;
  }
  if (event) {
    reading.events.push({ dataset: event.name, at, negated: denied, verb: true });
    if (denied) scan.negation = null;
    use(at, `links ${event.name.replaceAll('_', ' ')}`);
    return true;
  }
  if (of) {
    const found = findField(model, of.name);
    if (!found) return false;
    // "who rented last" speaks of an order, not of a length.
    const orders = scan.has(at, 'last', 'first') && !items.some((item, i) => i > at && item.number !== null);
    if (orders && reading.form !== 'how_long' && reading.rank === null) return false;
    const follows = [at + 1, at + 2].some((i) =>
      items[i]?.values.some((v) => verbs.some((verb) => verb.name === v.member)),
    );
    if (follows && !isNumeric(found) && (reading.form !== 'who' || reading.measures.length > 0)) {
      use(at, `names ${nameOf(found)}`);
      return true;
    }
    if (reading.form === 'who' && found.datatype === 'String') {
      reading.form = 'what';
      reading.attributes.push({ members: [of.name], at });
      use(at, `field ${nameOf(found)}`);
      return true;
    }
    if (
      (reading.rank && isNumeric(found)) ||
      reading.form === 'how_much' ||
      reading.form === 'how_long' ||
      (reading.form === 'when' && found.isTime && isSaidOfOne(scan, found)) ||
      (reading.form === 'what' &&
        isNumeric(found) &&
        !items.some((item, i) => i > at && item.number !== null && item.meanings.length === 0))
    )
      reading.attributes.push({ members: [of.name], at });
    use(at, `field ${nameOf(found)}`);
    return true;
  }
  return false;
}

/** "when did the ALPHA branch open": the date that a named thing has of itself, not that of something that happened. */
function isSaidOfOne({ items, model }: ScanContext, { dataset }: Field): boolean {
  const owner = model.datasets.get(dataset);
  const labels = [owner?.primaryKey[0], ...(owner?.label ?? [])].map((name) => `${dataset}.${name ?? ''}`);
  return owner?.event === false && items.some((item) => item.values.some((v) => labels.includes(v.member)));
}

/** "rentals made in July", "payments taken on Sunday": beside what happened, an empty verb says that it did, not what it was worth. */
function tookPlace({ items, model, reading, meaning }: ScanContext, at: number): boolean {
  const event = model.datasets.get(meaning(at - 1, 'dataset')?.name ?? '')?.event ?? false;
  const passive = /^(made|done|taken|given)$/.test(items[at]?.tokens[0]?.lower ?? '') && (items[at]?.filler ?? false);
  const edge = findField(model, reading.rankMeasure?.field ?? '')?.isTime ?? false;
  return event && passive && (reading.rank === null || edge) && /^(count|list|what|when|)$/.test(reading.form ?? '');
}

/** "how long does ALPHA DAWN run", "who runs store 1": of several fields that a verb may mean, that of what is named. */
function nearestField(
  { items, model, reading, datasets }: ScanContext,
  verbs: readonly Extract<Meaning, { kind: 'verb' }>[],
): Extract<Meaning, { kind: 'verb' }> | undefined {
  const asked = verbs.filter((v) => v.of === 'field');
  // "when did X register" asks for the date, not for the branch.
  const timed = reading.form === 'when' ? asked.filter((v) => findField(model, v.name)?.isTime) : [];
  const fields = timed.length > 0 ? timed : asked;
  const valued = new Set(items.flatMap((item) => item.values.map((v) => v.member.split('.')[0] ?? '')));
  const owner = (v: { readonly name: string }): string => v.name.split('.')[0] ?? '';
  return fields.find((v) => datasets.has(owner(v))) ?? fields.find((v) => valued.has(owner(v))) ?? fields[0];
}

/** "the copies we own": the verb of the noun itself, which narrows nothing else that is counted beside it. */
function saysItsNoun({ items, reading, meanings, before }: ScanContext, at: number, dataset: string): boolean {
  const noun = before(at);
  return (
    meanings(noun, 'dataset').some((m) => m.name === dataset) &&
    reading.measures.length > 1 &&
    /^(we|you|they|it)$/.test(items[at - 1]?.tokens.at(-1)?.lower ?? '')
  );
}
