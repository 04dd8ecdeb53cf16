import type { Field } from '../../model/model.js';
import { nameOf } from '../../model/name-of.js';
import { amountField } from './amount-field.js';
import { joinerBefore } from './joiner-before.js';
import { numberFilter } from './number-condition.js';
import { narrowedNoun } from './narrowed-noun.js';
import type { ScanContext } from './scan-context.js';

/**
 * "0.99 films", "payments of 4.99", "that was not zero": an amount of money without the name of its field. The noun it stands beside, or the
 * nearest one before it, says which field is meant; where that has several amounts and no price, none is taken.
 */
export function takeAmount(scan: ScanContext, at: number): boolean {
  const value = scan.numberAt(at);
  if (value === null || !isAmount(scan, at, value)) return false;
  const noun = nounAfter(scan, at);
  const owner = scan.model.datasets.get(scan.meaning(noun, 'dataset')?.name ?? '');
  // "a 20 dollar credit" is one thing, worth so much in other ways.
  const several = /s$/.test(scan.items[noun]?.tokens.at(-1)?.lower ?? '') || !Number.isInteger(value);
  const owned = owner?.event || several ? amountField(owner) : undefined;
  if (owner && !owned) return false;
  const target = owned ?? fieldBefore(scan, at);
  if (!target) return false;
  const left = scan.negation?.op === 'except' || scan.negation?.op === 'without';
  numberFilter(scan, at, target, value);
  goOnDenying(scan, at);
  // "without the 0.99 payments": the noun only says of what the amounts are.
  const listed = scan.items.slice(at + 1, noun).some((item) => item.number !== null);
  if (owned && !listed && isDenied(scan)) {
    scan.reading.mentions.push({ dataset: target.dataset, at: noun });
    scan.use(noun, `names ${nameOf(target)}`);
    if (left) scan.negation = null;
  }
  return true;
}

/** "average length of the 0.99 films": the noun behind an amount is nearer to it than a field named before. */
export function takeOwnAmount(scan: ScanContext, at: number): boolean {
  const noun = scan.meaning(nounAfter(scan, at), 'dataset');
  return noun !== undefined && takeAmount(scan, at);
}

function isAmount(scan: ScanContext, at: number, value: number): boolean {
  const { items, has, next } = scan;
  const token = items[at]?.tokens[0];
  if (items[at]?.tokens.length !== 1 || !token || token.percent) return false;
  if (value === 0) return isZeroAmount(scan, at);
  return token.money || /^\d*\.\d+$/.test(token.lower) || has(next(at), 'unit_money');
}

/** "zero dollars", "was not zero", "without the zero payments"; "zero payments" are none. */
function isZeroAmount(scan: ScanContext, at: number): boolean {
  const { items, has, meaning, next } = scan;
  if (items[at]?.tokens[0]?.money || has(next(at), 'unit_money')) return true;
  const word = items[at - 1]?.tokens.at(-1)?.lower ?? '';
  const noun = nounAfter(scan, at);
  const denied = scan.negation !== null && at - scan.negation.at <= 2;
  if (meaning(noun, 'dataset')) return denied || /^(the|those|all|any)$/.test(word);
  return /^(is|are|was|were|be|been|of|for|at|worth|equals|not|than)$/.test(word) && items[at + 1]?.number == null;
}

/** The noun of a row of amounts: "the 0.99 and 2.99 films", "0.99 Comedy films". */
function nounAfter(scan: ScanContext, at: number): number {
  const { items, has, next, numberAt } = scan;
  let i = at;
  do {
    i = has(next(i), 'unit_money') ? next(next(i)) : next(i);
    const joined = has(i, 'and', 'or') ? next(i) : i;
    if (numberAt(joined) === null || !/^[$€£]?\d*\.?\d+$/.test(items[joined]?.tokens[0]?.lower ?? '')) break;
    i = joined;
  } while (i < items.length);
  const word = items[i - 1]?.tokens.at(-1)?.lower ?? '';
  if (/^(in|on|at|for|from|of|by|per|our|the|we)$/.test(word)) return -1;
  return narrowedNoun(scan, i);
}

/** "films … at 2.99", "payments that were 0.99", "Comedy films, 0.99": the nearest noun before that has an amount. */
function fieldBefore(scan: ScanContext, at: number): Field | undefined {
  const { items, model, meaning, meanings, reading } = scan;
  const word = items[at - 1]?.tokens.at(-1)?.lower ?? '';
  const said = /^(at|for|of|worth|costing|is|are|was|were|be|exactly|only|just|not|than)$/.test(word);
  const listed = items[at]?.tokens[0]?.apart === true;
  const joined = reading.conditions.at(-1);
  if (joinerBefore(scan, at) && joined?.filter.kind === 'compare') {
    const [dataset = '', name = ''] = joined.filter.member.split('.');
    const field = model.datasets.get(dataset)?.fields.get(name);
    if (field?.format === 'currency') return field;
  }
  // "we let some out at 2.99" is a verb in two parts, said of its price.
  if (/^(out|off|away)$/.test(items[at - 2]?.tokens.at(-1)?.lower ?? '')) return undefined;
  if (!said && !listed && meanings(at - 1, 'verb').length === 0) return undefined;
  for (let i = at - 1; i >= 0; i--) {
    const names = [
      meaning(i, 'dataset')?.name,
      ...meanings(i, 'verb').flatMap((v) => (v.of === 'dataset' && i === scan.before(at) ? [v.name] : [])),
    ];
    const name = names.find((n) => n !== undefined);
    if (name !== undefined) return amountField(model.datasets.get(name));
    // "titles we rent out at 2.99": what is done at that amount is another thing than the noun.
    if (meanings(i, 'verb').some((v) => v.of === 'dataset' && model.datasets.get(v.name)?.event)) return undefined;
  }
  return undefined;
}

/** "without the zero and 0.99 payments": what is joined to an amount that is left out is left out as well. */
function goOnDenying({ reading }: ScanContext, at: number): void {
  const [previous, last] = reading.conditions.slice(-2);
  if (previous?.filter.kind !== 'compare' || last?.filter.kind !== 'compare' || last.at !== at) return;
  const goesOn = previous.filter.op === 'ne' && previous.filter.member === last.filter.member && last.joined === 'and';
  if (!goesOn || last.filter.op !== 'eq') return;
  reading.conditions[reading.conditions.length - 1] = {
    ...last,
    filter: {
      ...last.filter,
      op: 'ne',
      label: (last.filter.label ?? memberName(last.filter.member)).replace('=', 'is not'),
    },
  };
}

const memberName = (member: string): string => member.split('.').at(-1)?.replaceAll('_', ' ') ?? '';

function isDenied({ reading }: ScanContext): boolean {
  const last = reading.conditions.at(-1)?.filter;
  return last?.kind === 'compare' && last.op === 'ne';
}
