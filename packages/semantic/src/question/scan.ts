import { findField, type Model } from '../model/model.js';
import type { Item } from './lex.js';
import { emptyReading, type Reading } from './reading.js';
import { createScanContext } from './scan/create-scan-context.js';
import { ruleAggregate } from './scan/rule-aggregate.js';
import { ruleBut } from './scan/rule-but.js';
import { ruleBy } from './scan/rule-by.js';
import { ruleCalculation } from './scan/rule-calculation.js';
import { ruleCalled } from './scan/rule-called.js';
import { ruleCohort } from './scan/rule-cohort.js';
import { ruleComparison } from './scan/rule-comparison.js';
import { ruleConnector } from './scan/rule-connector.js';
import { ruleContrast } from './scan/rule-contrast.js';
import { ruleCount } from './scan/rule-count.js';
import { ruleEdgeThing } from './scan/rule-edge-thing.js';
import { ruleEnds } from './scan/rule-ends.js';
import { ruleFill } from './scan/rule-fill.js';
import { ruleForm } from './scan/rule-form.js';
import { ruleMembers } from './scan/rule-members.js';
import { ruleMention } from './scan/rule-mention.js';
import { ruleMode } from './scan/rule-mode.js';
import { ruleNamed } from './scan/rule-named.js';
import { ruleNegation } from './scan/rule-negation.js';
import { ruleNumber } from './scan/rule-number.js';
import { ruleOrdinal } from './scan/rule-ordinal.js';
import { ruleRank } from './scan/rule-rank.js';
import { ruleRanges } from './scan/rule-ranges.js';
import { ruleSet } from './scan/rule-set.js';
import { ruleRankShown } from './scan/rule-rank-shown.js';
import { ruleReached } from './scan/rule-reached.js';
import { ruleGrown } from './scan/rule-grown.js';
import { ruleFactor } from './scan/rule-factor.js';
import { ruleSides } from './scan/rule-sides.js';
import { ruleShare } from './scan/rule-share.js';
import { ruleSteps } from './scan/rule-steps.js';
import { ruleSuperlative } from './scan/rule-superlative.js';
import { ruleText } from './scan/rule-text.js';
import { ruleThere } from './scan/rule-there.js';
import { ruleTime } from './scan/rule-time.js';
import { ruleValue } from './scan/rule-value.js';
import { ruleValueRange } from './scan/rule-value-range.js';
import { shareWithin } from './scan/share-within.js';
import { yearBefore } from './scan/year-before.js';
import { growthOfPeriods, splitSpan } from './scan/split-span.js';
import { isSaidTogether } from './said-together.js';
import { allInOrder } from './scan/all-in-order.js';
import { eachOfNamed } from './scan/each-of-named.js';
import type { ScanContext } from './scan/scan-context.js';

/** Looks at one place of the question. *Returns* true when it took the item, which ends the search for a rule there. */
type Rule = (scan: ScanContext, at: number) => boolean;

/** The grammar of analytic questions. The first rule that takes an item wins, so what is more specific stands first. */
const RULES: readonly Rule[] = [
  ruleCalled,
  ruleBut,
  ruleThere,
  ruleRankShown,
  ruleText,
  ruleRanges,
  ruleSteps,
  ruleSet,
  ruleContrast,
  ruleSides,
  ruleFactor,
  ruleGrown,
  ruleFill,
  ruleReached,
  ruleShare,
  ruleCalculation,
  ruleCohort,
  ruleOrdinal,
  ruleMembers,
  ruleEnds,
  ruleMode,
  ruleEdgeThing,
  ruleRank,
  ruleSuperlative,
  ruleComparison,
  ruleBy,
  ruleForm,
  ruleCount,
  ruleAggregate,
  ruleNegation,
  ruleNamed,
  ruleTime,
  ruleValueRange,
  ruleValue,
  ruleNumber,
  ruleMention,
  ruleConnector,
];

/**
 * Reads the items of a question from left to right into figures, groups, conditions, events and ranks. It knows the grammar of analytic
 * questions (what a number after "more than" compares with, what "by" groups) and nothing about any one question; every name comes from
 * the model. Items that no rule takes stay open and are accounted for afterwards.
 */
export function scan(items: readonly Item[], model: Model): Reading {
  const reading = emptyReading();
  noteTimeVerbs(items, model, reading);
  const context = createScanContext(items, model, reading);
  for (const [at, item] of items.entries()) if (item.status === 'open') RULES.some((rule) => rule(context, at));
  // "is ADA NORTH active": an auxiliary at the front and no other question word.
  if (reading.form === null && /^(is|are|was|were)$/.test(items[0]?.tokens[0]?.lower ?? '')) reading.form = 'yes_no';
  joinFigures(context);
  growthOfPeriods(context);
  splitSpan(context);
  eachOfNamed(context);
  yearBefore(context);
  allInOrder(context);
  shareWithin(context);
  dropRepeated(reading);
  reading.together = items.some((item) => isSaidTogether(item.tokens.map((token) => token.lower).join(' ')));
  reading.counting = context.pendingCount !== null;
  return reading;
}

/** "in Rome … I mean the Eternal City": the same condition said again says nothing new. */
function dropRepeated({ conditions }: Reading): void {
  const key = ({ filter: { label: _label, ...filter } }: Reading['conditions'][number]): string =>
    JSON.stringify(filter);
  const kept = conditions.filter((c, at) => conditions.findIndex((other) => key(other) === key(c)) === at);
  if (kept.length < conditions.length) conditions.splice(0, conditions.length, ...kept);
}

/** Verbs anywhere in the question that say which time is meant: "joined", "came back". */
function noteTimeVerbs(items: readonly Item[], model: Model, reading: Reading): void {
  for (const [at, item] of items.entries())
    for (const m of item.meanings)
      if (m.kind === 'verb' && m.of === 'field' && findField(model, m.name)?.isTime)
        reading.timeFields.push({ member: m.name, at });
}

/** "revenue and rentals by month": a thing joined to a figure is a figure too, its count. */
function joinFigures(scan: ScanContext): void {
  const { reading, has, countOf } = scan;
  for (const { dataset, at } of [...reading.mentions].sort((a, b) => a.at - b.at)) {
    if (reading.measures.some((m) => m.at === at) || reading.subject?.at === at || reading.rank) continue;
    const joined =
      inListOfFigures(scan, at) ||
      reading.measures.some(
        (m) =>
          (m.at === at - 2 && has(at - 1, 'and')) ||
          (m.at === at + 2 && has(at + 1, 'and')) ||
          (m.at === at + 1 && m.from === 'noun' && m.counted !== null),
      );
    const measure = joined ? countOf({ kind: 'dataset', dataset }, at) : null;
    if (measure) reading.measures.push(measure);
  }
  reading.measures.sort((a, b) => a.at - b.at);
}

/** "revenue, rentals and customers": bare nouns in a row that a figure is one of. */
function inListOfFigures({ items, reading, has, meaning }: ScanContext, at: number): boolean {
  const isNoun = (i: number): boolean =>
    (meaning(i, 'dataset') ?? meaning(i, 'metric')) !== undefined &&
    !reading.dimensions.some((d) => d.at === i) &&
    (items[i + 1]?.number ?? null) === null;
  const isPause = (i: number): boolean =>
    (items[i]?.tokens[0]?.start ?? 0) - (items[i - 1]?.tokens.at(-1)?.end ?? 0) >= 2;
  const row = [at];
  for (const step of [-1, 1])
    for (let i = at; ;) {
      const far = has(i + step, 'and') ? i + 2 * step : i + step;
      if (step > 0 && has(far, 'average', 'median', 'total') && reading.measures.some((m) => m.at === far + 1)) {
        if (!isPause(far)) break;
        row.push(far + 1);
        i = far + 1;
        continue;
      }
      if (!isNoun(far) || (far === i + step && !isPause(Math.max(i, far)))) break;
      row.push(far);
      i = far;
    }
  const isNamed = reading.measures.some((m) => m.from !== 'verb' && row.includes(m.at));
  return row.length >= 3 && (isNamed || (reading.subject === null && reading.dimensions.length > 0));
}
