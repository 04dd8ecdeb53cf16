import { alwaysOne } from './always-one.js';
import { alwaysWhole } from './always-whole.js';
import { amountNotCount } from './amount-not-count.js';
import { askedLength } from './asked-length.js';
import { askedPerson } from './asked-person.js';
import { askedThing } from './asked-thing.js';
import { askedTime } from './asked-time.js';
import { askedWhether } from './asked-whether.js';
import { bothEnds } from './both-ends.js';
import { bothOfEvent } from './both-of-event.js';
import { boundsNeedGroups } from './bounds-need-groups.js';
import { conditionNoun } from './condition-noun.js';
import { shareOfPinned } from './share-of-pinned.js';
import { averageOfSome } from './average-of-some.js';
import { whichOfThem } from './which-of-them.js';
import { whoseBound } from './whose-bound.js';
import { countedPerGroup } from './counted-per-group.js';
import { countedThing } from './counted-thing.js';
import type { Check, Evidence, Unsure } from './evidence.js';
import { exclaimedGroup } from './exclaimed-group.js';
import { exactLength } from './exact-length.js';
import { extremeAndSum } from './extreme-and-sum.js';
import { figureTwice } from './figure-twice.js';
import { groupOfKey } from './group-of-key.js';
import { groupedTwice } from './grouped-twice.js';
import { groupsNeedFigure } from './groups-need-figure.js';
import { growthOfTwo } from './growth-of-two.js';
import { howLong } from './how-long.js';
import { idleExclusion } from './idle-exclusion.js';
import { limitedTwice } from './limited-twice.js';
import { mostOfThese } from './most-of-these.js';
import { neverTrue } from './never-true.js';
import { notYet } from './not-yet.js';
import { nothingNew } from './nothing-new.js';
import { onePeriod } from './one-period.js';
import { otherVerb } from './other-verb.js';
import { ownCount } from './own-count.js';
import { ownGroup } from './own-group.js';
import { partOfClause } from './part-of-clause.js';
import { placeInNoOrder } from './place-in-no-order.js';
import { pinnedCount } from './pinned-count.js';
import { priceAsked } from './price-asked.js';
import { rateOfTime } from './rate-of-time.js';
import { rankedTime } from './ranked-time.js';
import { repeatsRows } from './repeats-rows.js';
import { severalCounts } from './several-counts.js';
import { shareOfCounted, shareOfOthers } from './share-of-counted.js';
import { singleFigure } from './single-figure.js';
import { thingNotCount } from './thing-not-count.js';
import { together } from './together.js';
import { twoGrains } from './two-grains.js';
import { unplacedForce } from './unplaced-force.js';
import { unplacedMarks } from './unplaced-marks.js';
import { unplacedVerbs } from './unplaced-verbs.js';
import { unplacedNouns } from './unplaced-nouns.js';
import { unreadWords } from './unread-words.js';

/** What each looks at stands with it. The first that is unsure asks; words without a trace are gathered from all. */
const CHECKS: readonly Check[] = [
  unplacedForce,
  unplacedMarks,
  unplacedNouns,
  unplacedVerbs,
  unreadWords,
  neverTrue,
  exactLength,
  askedThing,
  askedPerson,
  whichOfThem,
  countedThing,
  countedPerGroup,
  whoseBound,
  averageOfSome,
  shareOfPinned,
  partOfClause,
  askedTime,
  askedLength,
  groupOfKey,
  ownGroup,
  ownCount,
  groupedTwice,
  groupsNeedFigure,
  shareOfCounted,
  shareOfOthers,
  singleFigure,
  figureTwice,
  pinnedCount,
  severalCounts,
  howLong,
  thingNotCount,
  growthOfTwo,
  extremeAndSum,
  otherVerb,
  rankedTime,
  limitedTwice,
  conditionNoun,
  boundsNeedGroups,
  repeatsRows,
  bothOfEvent,
  bothEnds,
  askedWhether,
  mostOfThese,
  alwaysOne,
  alwaysWhole,
  amountNotCount,
  onePeriod,
  notYet,
  together,
  exclaimedGroup,
  idleExclusion,
  twoGrains,
  rateOfTime,
  priceAsked,
  nothingNew,
  placeInNoOrder,
];

export interface Proof {
  /** Places whose words left no trace in the query. */
  readonly unplaced: readonly number[];
  readonly doubt: Unsure | null;
}

/** Reads the query against the question once more: what disagrees is asked back, not answered. */
export function proofRead(evidence: Evidence): Proof {
  return proofReadWith(CHECKS, evidence);
}

/** Reads a changed query against the words of the change: its groups and what is next may come from the question before. */
export function proofReadChange(evidence: Evidence): Proof {
  return proofReadWith(
    CHECKS.filter((check) => check !== singleFigure && check !== notYet),
    evidence,
  );
}

function proofReadWith(checks: readonly Check[], evidence: Evidence): Proof {
  const found = checks.flatMap((check) => check(evidence) ?? []);
  return {
    unplaced: found.flatMap((o) => (o.kind === 'unplaced' ? o.at : [])),
    doubt: found.find((o): o is Unsure => o.kind === 'unsure') ?? null,
  };
}
