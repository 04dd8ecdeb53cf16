import type { CompareOperator } from '@copilot/contracts';
import { findField } from '../../model/model.js';
import { nameOf } from '../../model/name-of.js';
import { chooseValue } from './choose-value.js';
import { joinerBefore } from './joiner-before.js';
import type { ScanContext } from './scan-context.js';
import { takeNegation } from './take-negation.js';

/** Action, Canada, Mike Hillyer: a value that is stored in a field of the model. */
export function ruleValue(scan: ScanContext, at: number): boolean {
  const { items, model, reading, has, meaning, meanings, next, before, field, use } = scan;
  const item = items[at];
  if (!item || item.values.length === 0) return false;
  const value = chooseValue(scan, at, item.values);
  if (!value) return false;
  const found = findField(model, value.member);
  if (!found) return false;
  const joined = joinerBefore(scan, at);
  const previous = reading.conditions.at(-1);
  const goesOn =
    (joined === 'and' || joined === 'or') &&
    previous?.filter.kind === 'compare' &&
    previous.filter.member === value.member &&
    (previous.filter.op === 'ne' || previous.filter.op === 'not_in' || previous.filter.op === 'has_not');
  const negated = (scan.negation !== null && takeNegation(scan, at)) || goesOn;
  if (!joined && scan.negation?.op === 'except' && !negated) scan.negation = null;
  const same = item.values.filter((v) => v.member === value.member).map((v) => v.value);
  const op: CompareOperator = found.array
    ? negated
      ? 'has_not'
      : 'has'
    : same.length > 1
      ? negated
        ? 'not_in'
        : 'in'
      : negated
        ? 'ne'
        : 'eq';
  const owner = model.datasets.get(found.dataset);
  const called = owner?.label.includes(found.name) ? owner.noun[0] : nameOf(found);
  reading.conditions.push({
    filter: {
      kind: 'compare',
      member: value.member,
      op,
      values: found.array ? [value.value] : same,
      label: `${called} ${negated ? 'is not' : '='} ${value.value}`,
    },
    dataset: found.dataset,
    at,
    joined,
  });
  use(at, `filter ${nameOf(found)} ${negated ? 'is not' : '='} ${value.value}`);
  if (item.tokens.some((t) => t.corrected)) item.status = 'assumed';
  for (const i of [before(at), next(at)])
    if (meanings(i, 'adjective').some((m) => m.member === value.member)) use(i, `names ${nameOf(found)}`);
  if (value.demonym) mentionPeople(scan, found.dataset, at);
  const label = field(next(at)) ?? field(before(at));
  for (const i of [next(at), before(at)]) {
    if (items[i]?.status !== 'open') continue;
    if (label && meanings(i, 'field').some((m) => m.member === value.member)) use(i, `names ${nameOf(found)}`);
    else if (
      meaning(i, 'dataset')?.name === found.dataset &&
      model.datasets.get(found.dataset)?.label.includes(found.name) &&
      !has(before(i), 'which', 'count') &&
      scan.pendingCount === null &&
      reading.form !== 'which' &&
      reading.form !== 'what'
    )
      use(i, `names ${nameOf(found)}`);
  }
  return true;
}

/** "the Canadians": where no noun says who is meant, the name of a people stands for the persons from there. */
function mentionPeople(scan: ScanContext, dataset: string, at: number): void {
  const { items, model, reading, datasets, countOf, addMeasure } = scan;
  const word = items[at]?.tokens.at(-1)?.lower ?? '';
  if (!/[^s]s$/.test(word) || datasets.has(dataset) || model.datasets.get(dataset)?.who !== true) return;
  const measure = scan.pendingCount === null ? null : countOf({ kind: 'dataset', dataset }, at);
  if (measure) {
    scan.pendingCount = null;
    addMeasure(measure);
  } else reading.mentions.push({ dataset, at });
}
