import type { TimeGrain } from '@copilot/contracts';
import { isNumeric } from '../../model/is-numeric.js';
import { findField, memberOf } from '../../model/model.js';
import { nameOf } from '../../model/name-of.js';
import { askedAdjective } from './asked-adjective.js';
import { isBracketed } from './is-bracketed.js';
import { ownField } from './groupable.js';
import { mentionDataset } from './mention-dataset.js';
import { mentionField } from './mention-field.js';
import { mentionVerb } from './mention-verb.js';
import { ruleMore } from './rule-more.js';
import type { ScanContext } from './scan-context.js';
import { verbUnitField } from './unit-field.js';

/** A noun or verb of the model where no other rule took it. */
export function ruleMention(scan: ScanContext, at: number): boolean {
  const { items, reading, has, meaning, meanings, before, field, use, addMeasure, takeAggregate } = scan;
  const metric = meaning(at, 'metric');
  const dataset = meaning(at, 'dataset');
  const grain = meaning(at, 'grain');
  const verb = meanings(at, 'verb');
  if (has(at, 'more', 'fewer')) return ruleMore(scan, at);
  if (metric && !(dataset && scan.pendingCount !== null)) {
    const held = takeAggregate();
    addMeasure({
      ref: held
        ? {
            metric: metric.name,
            aggregate: held.aggregate,
            ...(held.fraction !== null ? { fraction: held.fraction } : {}),
          }
        : { metric: metric.name },
      from: 'noun',
      at,
      counted: null,
    });
    scan.pendingCount = null;
    use(at, `metric ${metric.name}`);
    return true;
  }
  if (verb.length > 0 && (beforePerson(scan, at) || namesPrice(scan, at) || saidOfUs(scan, at)))
    return mentionVerb(scan, at, verb);
  const own = dataset ? ownField(scan, at) : null;
  // "how many films cost to replace over 20": what is measured is compared, not counted.
  const measured = own?.kind === 'field' && scan.pendingCount !== null && isMeasured(scan, own.member);
  if (dataset && own?.kind === 'field' && !measured) {
    reading.mentions.push({ dataset: dataset.name, at });
    use(at, dataset.name);
    return true;
  }
  if (dataset) return mentionDataset(scan, dataset.name, at);
  const found = field(at);
  if (found) return mentionField(scan, found, at);
  // "average days …" and "average time a film is kept" ask for the field whose verb the question holds.
  const unit = meaning(at, 'unit')?.unit ?? (has(at, 'times') ? 'day' : null);
  const kept = unit && reading.aggregate ? verbUnitField(scan, unit) : undefined;
  if (kept) {
    const aggregate = takeAggregate();
    addMeasure({
      ref: { field: memberOf(kept), aggregate: aggregate?.aggregate ?? 'avg' },
      from: 'noun',
      at,
      counted: null,
    });
    use(at, `field ${nameOf(kept)}`);
    return true;
  }
  if (grain && scan.pendingCount !== null && !asksForLength(scan, at, grain.grain)) {
    scan.pendingCount = null;
    reading.countedGrain = grain.grain as TimeGrain;
    use(at, `counts ${grain.grain}s`);
    return true;
  }
  if (grain && isBracketed(items, at) && measuredIn(scan, at)) {
    use(at, 'unit');
    return true;
  }
  if (grain && items[at - 1]?.tokens.at(-1)?.lower === 'in' && (reading.form === 'how_long' || measuredIn(scan, at))) {
    reading.unit = meaning(at, 'unit')?.unit ?? null;
    use(at, 'unit');
    return true;
  }
  if (grain && namesTime(scan, at, grain.grain)) {
    use(at, 'names the time');
    return true;
  }
  if (grain) {
    const held = reading.aggregate;
    const which =
      reading.form === 'which' ||
      reading.form === 'what' ||
      reading.form === 'when' ||
      has(before(at), 'which', 'what');
    if (which && reading.subject === null && !/ly$/.test(items[at]?.tokens[0]?.lower ?? ''))
      reading.subject = { subject: { kind: 'grain', grain: grain.grain as TimeGrain }, at };
    else
      reading.dimensions.push({
        subject: { kind: 'grain', grain: grain.grain as TimeGrain },
        at,
        per: held !== null,
      });
    use(at, `by ${grain.grain.replaceAll('_', ' ')}`);
    return true;
  }
  if (verb.length > 0) return mentionVerb(scan, at, verb);
  if (askedAdjective(scan, at)) return true;
  if (askedQuality(scan, at)) return true;
  const quality = meaning(at, 'quality');
  if (quality && reading.rank && reading.rankMeasure === null) {
    reading.rankMeasure = quality.of === 'metric' ? { metric: quality.name } : { field: quality.name };
    use(at, `by ${quality.name}`);
    return true;
  }
  if (
    quality &&
    quality.of === 'field' &&
    (reading.form === 'how_long' || saysHow(scan, at) || alreadyCompared(scan, quality.name))
  ) {
    if (saysHow(scan, at)) {
      reading.attributes.push({ members: [quality.name], at });
      use(before(at), 'question form');
    }
    use(at, `field ${quality.name.split('.').at(-1) ?? ''}`);
    return true;
  }
  return false;
}

/** "how many hours does it all last": a length, not the hours of the day, unless something is said of each of them. */
function asksForLength({ items, has, meaning }: ScanContext, at: number, grain: string): boolean {
  const bounds = items.some(
    (_, i) =>
      i > at && has(i, 'gt', 'gte', 'lt', 'lte', 'more', 'fewer', 'no', 'never', 'above_average', 'below_average'),
  );
  return grain === 'hour_of_day' && meaning(at, 'unit') !== undefined && items[at]?.tokens.length === 1 && !bounds;
}

/** "in the month of March", "the year 2022": the word only says what the time after it is. */
function namesTime({ items }: ScanContext, at: number, grain: string): boolean {
  const joined = /^(of|:)$/.test(items[at + 1]?.tokens[0]?.lower ?? '') && items[at + 1]?.tokens.length === 1;
  const time = items[joined ? at + 2 : at + 1]?.time;
  if (/s$|ly$/.test(items[at]?.tokens.at(-1)?.lower ?? '')) return false;
  if (time?.kind === 'range') return time.grain === grain || (time.grain === 'month' && grain === 'month');
  if (time?.kind === 'yearless') return time.unit === grain;
  return time?.kind === 'weekdays' && grain === 'day' && time.days.length === 1;
}

/** "average stay in days": the unit of the field that is asked for, not what to group by. */
function measuredIn({ items, model, reading, meaning }: ScanContext, at: number): boolean {
  const unit = meaning(at, 'unit')?.unit;
  const asked = [
    ...reading.measures.flatMap((m) => (m.ref.field ? [m.ref.field] : [])),
    ...reading.attributes.flatMap((a) => a.members),
  ];
  return (
    unit !== undefined &&
    /s$/.test(items[at]?.tokens.at(-1)?.lower ?? '') &&
    asked.some((member) => findField(model, member)?.units.has(unit))
  );
}

function isMeasured({ model }: ScanContext, member: string): boolean {
  const found = findField(model, member);
  return found !== undefined && isNumeric(found) && !found.entity;
}

/** "what they cost to hire": after "to", where a field has been asked for by its verb, a word that is a noun too is the verb. */
function namesPrice({ items, meanings }: ScanContext, at: number): boolean {
  return (
    items[at - 1]?.tokens.at(-1)?.lower === 'to' &&
    items.some((_, i) => i < at && meanings(i, 'verb').some((v) => v.of === 'field'))
  );
}

/** "titles that we stock", "do we stock": right after who does it, a word that is a noun too is the verb. */
function saidOfUs({ items, meaning, meanings }: ScanContext, at: number): boolean {
  const own = meaning(at, 'dataset')?.name;
  return (
    own !== undefined &&
    /^(we|they|you)$/.test(items[at - 1]?.tokens.at(-1)?.lower ?? '') &&
    meanings(at, 'verb').some((v) => v.of === 'dataset' && v.name === own)
  );
}

/** "films that feature X": before a person, a word that is a noun too is the verb. */
function beforePerson({ items, model, meaning, next, has }: ScanContext, at: number): boolean {
  if (meaning(at, 'metric') || meaning(at, 'dataset')) return false;
  let i = next(at);
  if (has(i, 'both')) i = next(i);
  if (meaning(i, 'dataset')) i = next(i);
  return items[i]?.values.some((v) => findField(model, v.member)?.person) ?? false;
}

/** "how busy", "how popular": what the adjective ranks by is asked for. */
function askedQuality(scan: ScanContext, at: number): boolean {
  const quality = scan.meaning(at, 'quality');
  if (quality?.of !== 'metric' || !saysHow(scan, at)) return false;
  scan.addMeasure({ ref: { metric: quality.name }, from: 'noun', at, counted: null });
  scan.use(scan.before(at), 'question form');
  scan.use(at, `metric ${quality.name}`);
  return true;
}

function saysHow({ items, before }: ScanContext, at: number): boolean {
  return [at - 1, before(at)].some((i) => items[i]?.tokens.length === 1 && items[i]?.tokens[0]?.lower === 'how');
}

function alreadyCompared(scan: ScanContext, member: string): boolean {
  return scan.reading.conditions.some((c) => c.filter.kind === 'compare' && c.filter.member === member);
}
