import { type Field, findField, memberOf } from '../../model/model.js';
import { earlierNumber } from './earlier-number.js';
import type { ScanContext } from './scan-context.js';

const OFTEN = /^(common|frequent|usual|frequently|commonly|widespread|prevalent|recurring)$/;

/** "the most common age", "which length is the most frequent": the value that most rows of a field hold. */
export function ruleMode(scan: ScanContext, at: number): boolean {
  const { items, reading, has, next, before, use } = scan;
  const word = [at, at + 1].find((i) => OFTEN.test(items[i]?.tokens.at(-1)?.lower ?? ''));
  if (!has(at, 'most', 'least') || word === undefined) return false;
  const noun = pastOwner(scan, next(word));
  const after = fieldAt(scan, noun);
  const found = after ?? fieldAsked(scan);
  const measure = found ? scan.countOf({ kind: 'dataset', dataset: found.dataset }, at) : null;
  if (!found || !measure) return false;
  const number = items[before(at)];
  const count =
    number?.status === 'open' && number.number !== null && number.meanings.length === 0
      ? number.number
      : earlierNumber(scan, at);
  if (count !== null && number?.status === 'open') [number.status, number.as] = ['used', 'how many to show'];
  for (let i = at; i <= (after ? noun : word); i++) use(i, 'most rows first');
  if (after) {
    reading.dimensions.push({ subject: { kind: 'field', member: memberOf(found) }, at: noun, per: false });
    reading.extreme = null;
  }
  takeUnit(scan, noun + 1, found);
  reading.mentions.push({ dataset: found.dataset, at: word });
  reading.measures.push(measure);
  reading.rank = { direction: has(at, 'most') ? 'desc' : 'asc', count: count ?? 1, offset: 0, at };
  reading.rankMeasure = measure.ref;
  return true;
}

/** "the most common film length": whose field it is may stand before it. */
function pastOwner(scan: ScanContext, at: number): number {
  const { meaning, next } = scan;
  return meaning(at, 'dataset') && fieldAt(scan, next(at)) && next(at) === at + 1 ? at + 1 : at;
}

function fieldAt(scan: ScanContext, at: number): Field | undefined {
  const found = scan.field(at);
  return found && !found.isTime && !found.array ? found : undefined;
}

/** "which length is the most common": the field that is asked for. */
function fieldAsked({ model, reading }: ScanContext): Field | undefined {
  const subject = reading.subject?.subject;
  if (subject?.kind === 'field') return findField(model, subject.member);
  const [attribute, more] = reading.attributes;
  const [member, other] = attribute?.members ?? [];
  if (subject || !attribute || !member || more || other || reading.measures.length > 0) return undefined;
  reading.attributes.pop();
  reading.dimensions.push({ subject: { kind: 'field', member }, at: attribute.at, per: false });
  return findField(model, member);
}

/** "the most common loan period in days": the unit that the field has anyway. */
function takeUnit({ items, meaning, use }: ScanContext, at: number, field: Field): void {
  const unit = meaning(at + 1, 'unit')?.unit;
  if (items[at]?.tokens.at(-1)?.lower === 'in' && unit !== undefined && field.units.get(unit) === 1)
    for (const i of [at, at + 1]) use(i, 'unit');
}
