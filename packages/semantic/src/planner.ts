import { withListed } from './question/with-listed.js';
import type { RolePolicy, SemanticQuery, Turn, Word } from '@copilot/contracts';
import { clarifyGap } from './answer/clarify-gap.js';
import { ANSWERS_FROM, confidenceOf } from './answer/confidence/confidence-of.js';
import { signsOf } from './answer/confidence/signs-of.js';
import { definitionsOf, describeQuery, stepsOf } from './answer/describe-query.js';
import { partlyCovered } from './answer/partly-covered.js';
import { suggestQuestions } from './answer/suggest.js';
import { whyEmpty } from './answer/why-empty.js';
import { relatedQuestions } from './decline/related-questions.js';
import { inDoubt } from './decline/in-doubt.js';
import { notUnderstood, type Offers } from './decline/not-understood.js';
import { hiddenFromRole, outsideRole } from './decline/outside-role.js';
import { comparesWithin, outsideScope } from './decline/outside-scope.js';
import { findField, type Model } from './model/model.js';
import { toRoleModel } from './model/role-model.js';
import type { NotPlanned, Planned, PlanInput } from './plan-result.js';
import { assemble } from './query/assemble.js';
import { thingsOfKind } from './query/assemble/things-of-kind.js';
import { lastAnswered, LEADS, readFollowUp } from './query/follow-up.js';
import { goesOn, saysOverWhat, standingOf } from './query/follow-up/stands-whole.js';
import { leansOnNothing, leansOnUnanswered, pointsBack, pointsNowhere } from './query/follow-up/unanswered.js';
import { beforeOf } from './query/follow-up/before.js';
import { amongCounted, withCounted } from './query/follow-up/among-counted.js';
import { amongThose } from './query/follow-up/among-those.js';
import { leansOnAnswer, pointsAtEnd } from './query/follow-up/leans-on-answer.js';
import { namesInFull } from './query/follow-up/in-full.js';
import { thatPeriod } from './query/follow-up/that-period.js';
import { periodInFull } from './query/follow-up/period-in-full.js';
import {
  nameReferent,
  nameTheOne,
  nameThings,
  referentsOf,
  topicFirst,
  type Referent,
} from './query/follow-up/referent.js';
import { worstFirst } from './query/worst-first.js';
import { unsure, type Unsure } from './query/proof/evidence.js';
import { proofRead, proofReadChange } from './query/proof/proof-read.js';
import { accountFor } from './question/account.js';
import { hiddenNouns } from './question/hidden-nouns.js';
import { lex, readTokens, type Item } from './question/lex.js';
import { createLexicon, type Lexicon, type Meaning } from './question/lexicon.js';
import { refuse } from './question/refuse.js';
import { otherWordings, resolveIdioms, withoutTopicChange } from './question/rewrite/search.js';
import { NOTHING_BEFORE, type Vocabulary } from './question/rewrite/rephrase.js';
import { toWording, type Wording } from './question/rewrite/wording.js';
import { wordsAsTyped } from './question/rewrite/words-as-typed.js';
import { scan } from './question/scan.js';
import { toTokens } from './question/tokens.js';
import { compileQuery } from './sql/compile-query.js';

export type { NotPlanned, Planned, PlanInput } from './plan-result.js';

export interface Planner {
  /** Reads a question and compiles it, or says what was not understood. */
  plan(input: PlanInput): Planned | NotPlanned;
  /** Compiles an interpretation that a person edited. */
  compile(query: SemanticQuery, input: PlanInput): Planned | NotPlanned;
  roleModel(rolePolicy: RolePolicy): Model;
}

/**
 * The planner that needs no language model: the same question, role and data give the same statement, always.
 * Pure: no clock, no network, no disk.
 */
export function createPlanner({
  model,
  isWord = () => false,
}: {
  readonly model: Model;
  readonly isWord?: (word: string) => boolean;
}): Planner {
  const roles = new Map<string, Role>();
  const roleOf = (policy: RolePolicy): Role => {
    const key = `${policy.role}@${policy.version}`;
    const found = roles.get(key);
    if (found) return found;
    const narrowed = toRoleModel(model, policy);
    const made = { model: narrowed, lexicon: createLexicon(narrowed), whole: createLexicon(model), isWord };
    roles.set(key, made);
    return made;
  };
  return {
    roleModel: (policy) => roleOf(policy).model,
    plan: (input) => {
      const role = roleOf(input.rolePolicy);
      return planQuestion({ ...input, values: withListed(input.values, role.model) }, role);
    },
    compile: (query, input) => planQuery(query, [], [], 0.99, input, roleOf(input.rolePolicy)),
  };
}

interface Role {
  readonly model: Model;
  readonly lexicon: Lexicon;
  /** Words of the whole model: what another role could ask for is denied, not unknown. */
  readonly whole: Lexicon;
  /** Whether a word is in the dictionary; such a word is never taken for a misspelt name. */
  readonly isWord: (word: string) => boolean;
}

/**
 * Reads a question as it was typed and, where that comes to nothing, in other words: every wording passes the same checks, and the first
 * that does is answered. What can be chosen instead is looked for only with `offer`, so that it is not asked for in turn.
 */
function planQuestion(input: PlanInput, role: Role, mode: Mode = 'offer'): Planned | NotPlanned {
  const plain = vocabularyOf(input, role);
  const fresh = withoutTopicChange(toWording(input.question), plain);
  const conversation = fresh ? null : (input.conversation ?? null);
  const last = lastAnswered(conversation?.turns ?? []);
  const vocabulary = last ? { ...plain, before: beforeOf(last, role.model) } : plain;
  const said = fresh ?? toWording(input.question);
  const typed = resolveIdioms(
    last
      ? thatPeriod(
          periodInFull(namesInFull(said, conversation?.turns ?? [], vocabulary), last, vocabulary),
          last,
          vocabulary,
        )
      : said,
    vocabulary,
    last !== null,
  );
  const read = (wording: Wording, how: Mode): Planned | NotPlanned => {
    const found = planWording({ ...input, conversation, question: wording.text }, role, how);
    return { ...found, words: wordsAsTyped(input.question, wording, found.words) };
  };
  const standing = last && mode !== 'probe' ? standingOf(said, vocabulary, role.model) : 'leaning';
  const alone = (): Planned | null => {
    const found = planQuestion({ ...input, conversation: null }, role, 'read');
    return found.kind === 'planned' && saysOverWhat(found.query) ? found : null;
  };
  const whole = standing === 'whole' || standing === 'own' ? alone() : null;
  if (whole && last?.query && (standing === 'whole' || !goesOn(whole.query, last.query))) return whole;
  const one = last ? nameTheOne(typed, last, role.model, vocabulary) : null;
  const ofOne = one ? planAbout(input, one.wording, one.referent, role) : null;
  if (ofOne) return ofOne;
  const asTyped = read(typed, mode === 'probe' ? 'probe' : 'read');
  if (mode === 'probe') return asTyped;
  const among = last && !picksFromList(asTyped, last) ? planAmong(input, typed, last, role) : null;
  if (among) return among;
  if (asTyped.kind === 'planned') return asTyped;
  const free = standing === 'free' && asTyped.kind === 'clarify' ? alone() : null;
  if (free) return free;
  // What asks for a change of the data asks for it in any words.
  if (asTyped.kind === 'refuse' && asTyped.problem.code === 'question.asks-to-change-data') return asTyped;
  const named = last ? planReferent(input, typed, last, role) : null;
  if (named) return named;
  const things = last ? nameThings(typed, last, role.model, vocabulary) : null;
  const ofThings = things ? read(things, 'read') : null;
  if (ofThings?.kind === 'planned') return ofThings;
  if (asTyped.kind === 'clarify')
    for (const wording of otherWordings(typed, vocabulary, last !== null)) {
      // Words that point at the answer before are not said otherwise by leaving them out.
      if (last && pointsAtEnd(typed.text) && !pointsAtEnd(wording.text)) continue;
      const reworded = read(wording, 'read');
      if (reworded.kind === 'planned') return reworded;
    }
  // Only now what can be chosen instead is looked for.
  return mode === 'offer' ? read(typed, 'offer') : asTyped;
}

/** A question whose pronoun means the one thing of the answer before, read with that thing named; null where that comes to nothing. */
function planReferent(input: PlanInput, typed: Wording, last: Turn, role: Role): Planned | null {
  const vocabulary = vocabularyOf(input, role);
  const several = /\b(?:they|them|their|these|those)\b/i.test(typed.text);
  for (const referent of topicFirst(referentsOf(last, role.model), last, typed, vocabulary)) {
    // Several are the things that were counted, not the kind that they are of.
    if (several && thingsOfKind(role.model, referent.dataset) !== null && last.query?.dimensions.length === 0) continue;
    const named = nameReferent(typed, referent, role.model, vocabulary);
    const about = named ? planAbout(input, named, referent, role) : null;
    if (about) return about;
  }
  return null;
}

/** "the shortest of these" picks from a list by a field of its things; any other question about some of those names them. */
function picksFromList(found: Planned | NotPlanned, { query: last }: Turn): boolean {
  const query = found.kind === 'planned' ? found.query : null;
  const sorted = query?.attributes?.[Number(query.sort[0]?.by.split(':')[1] ?? -1)] ?? '';
  return query?.entity !== undefined && query.entity === last?.entity && sorted.startsWith(`${query.entity}.`);
}

/** A question that picks from the things of the answer before, read by itself with those named; null where it comes to nothing. */
function planAmong(input: PlanInput, typed: Wording, last: Turn, role: Role): Planned | null {
  const vocabulary = vocabularyOf(input, role);
  const counted = input.conversation?.turns.at(-1) === last ? amongCounted(typed, last, role.model, vocabulary) : null;
  const those = amongThose(typed, last, role.model, vocabulary) ?? counted;
  if (!those) return null;
  const about = planQuestion({ ...input, conversation: null, question: those.wording.text }, role, 'read');
  if (about.kind !== 'planned') return null;
  const words = wordsAsTyped(input.question, those.wording, about.words);
  const assumptions = [`Only ${those.filter.label ?? 'those of the answer before'} are meant.`, ...about.assumptions];
  const found = planQuery(
    withCounted(about.query, those, role.model),
    words,
    assumptions,
    about.confidence,
    input,
    role,
  );
  return found.kind === 'planned' ? found : null;
}

/** A question in which the thing of the answer before was named, read by itself. */
function planAbout(input: PlanInput, named: Wording, { name }: Referent, role: Role): Planned | null {
  const about = planQuestion({ ...input, conversation: null, question: named.text }, role, 'read');
  if (about.kind !== 'planned') return null;
  return {
    ...about,
    words: wordsAsTyped(input.question, named, about.words),
    assumptions: [`${name} of the answer before is meant.`, ...about.assumptions],
  };
}

/** `read`: as strict as an answer must be. `offer`: the same, and what is not answered comes with what can be chosen. `probe`: whether it can be answered at all. */
type Mode = 'read' | 'offer' | 'probe';

function vocabularyOf({ values }: PlanInput, { model, lexicon, isWord }: Role): Vocabulary {
  const known = new Map<string, ReturnType<typeof readTokens>>();
  return {
    lexicon,
    values,
    idioms: model.idioms,
    isPerson: (member) => findField(model, member)?.person ?? false,
    isGroup: (meaning) => canGroup(meaning, model),
    kindsOf: (member) => kindsOf(member, model),
    before: NOTHING_BEFORE,
    tokensOf: (text) => {
      const tokens = known.get(text) ?? readTokens(text, lexicon, values, isWord);
      known.set(text, tokens);
      return tokens;
    },
  };
}

function kindsOf(member: string, model: Model): readonly [string, string] | null {
  const field = findField(model, member);
  const owner = model.datasets.get(field?.dataset ?? '');
  const sorts =
    field?.entity &&
    field.values &&
    !field.array &&
    !field.demonyms &&
    !field.person &&
    !field.partOfName &&
    !field.search;
  // A kind that has rows of its own: what it sorts are other things.
  if (owner && field?.values && owner.label.includes(field.name))
    return model.datasets.get(thingsOfKind(model, owner.name) ?? '')?.noun ?? null;
  return owner && sorts && !owner.label.includes(field.name) && !owner.where.includes(field.name) ? owner.noun : null;
}

function canGroup(meaning: Meaning, model: Model): boolean {
  if (meaning.kind === 'grain') return true;
  if (meaning.kind === 'dataset') return model.datasets.get(meaning.name)?.event === false;
  const field = meaning.kind === 'field' ? findField(model, meaning.member) : undefined;
  return field !== undefined && (field.entity || field.values);
}

function planWording(input: PlanInput, role: Role, mode: Mode): Planned | NotPlanned {
  const { model, lexicon, whole, isWord } = role;
  const tryPlan = (question: string): Planned | NotPlanned =>
    planQuestion({ ...input, question, conversation: null }, role, 'probe');
  const canAnswer = (question: string): boolean => mode === 'offer' && tryPlan(question).kind === 'planned';
  const suggestions = suggestQuestions(model, 3);
  const offers = (about: readonly Item[]): Offers => ({ related: relatedQuestions(about, model), canAnswer });
  const doubt = (query: SemanticQuery, why: Unsure, words: readonly Word[]): NotPlanned =>
    inDoubt({ query, doubt: why, model, words, suggestions, tryPlan: mode === 'offer' ? tryPlan : null });
  const refusal = refuse(
    input.question,
    toTokens(input.question),
    input.values.words,
    (input.conversation?.turns.length ?? 0) > 0,
  );
  if (refusal) return { kind: 'refuse', problem: refusal, clarification: null, words: [], suggestions };
  const items = lex(input.question, lexicon, input.values, isWord);
  if (model.hidden.size > 0) {
    const hidden = hiddenNouns(toTokens(input.question), lexicon, whole, input.values);
    if (hidden.length > 0) return hiddenFromRole(hidden, items, input, suggestions, canAnswer);
  }
  const turns = input.conversation?.turns ?? [];
  const last = lastAnswered(turns);
  const reading = scan(items, model);
  const context = { model, clock: input.clock, previousTime: last?.query?.time_range ?? null };
  const assembled = assemble(copyReading(reading), context);
  const followed = last
    ? readFollowUp({
        items,
        reading,
        alone: 'draft' in assembled ? assembled.draft : null,
        turns,
        model,
        clock: input.clock,
      })
    : null;
  if (followed) {
    if (leansOnUnanswered(turns, items))
      return doubt(
        followed.query,
        unsure('The question before was not answered, so I cannot tell what this one changes.'),
        accountFor(items, input.question),
      );
    const proof = proofReadChange({
      items,
      reading: followed.reading ?? reading,
      query: followed.query,
      model,
      ...(last?.query ? { before: last.query } : {}),
    });
    for (const at of proof.unplaced) {
      const item = items[at];
      if (item) [item.status, item.as] = ['not_understood', null];
    }
    const words = accountFor(items, input.question);
    const unknown = words.filter((word) => word.status === 'not_understood');
    if (unknown.length > 0) return notUnderstood(unknown, words, input, suggestions, true, offers(items));
    const { assumptions } = followed;
    const query = worstFirst(followed.query, items, model);
    if (proof.doubt) return doubt(query, proof.doubt, words);
    return planQuery(
      query,
      words,
      assumptions,
      confidenceOf(signsOf({ words, assumptions, query, leaning: true })),
      input,
      role,
    );
  }
  const proof = 'draft' in assembled ? proofRead({ items, reading, query: assembled.draft.query, model }) : null;
  for (const at of proof?.unplaced ?? []) {
    const item = items[at];
    if (item) [item.status, item.as] = ['not_understood', null];
  }
  for (const at of [...pointsNowhere(items, turns), ...(turns.length > 0 ? pointsBack(items) : [])]) {
    const item = items[at];
    if (item) [item.status, item.as] = ['not_understood', null];
  }
  const words = accountFor(items, input.question);
  const unknown = words.filter((word) => word.status === 'not_understood');
  const known = items.some(
    (item) =>
      item.meanings.some((m) => ['metric', 'dataset', 'field', 'verb', 'named'].includes(m.kind)) ||
      item.values.length > 0 ||
      // "only …" after an answer changes it: the word that is not known is asked about, not taken for another subject.
      (last !== null &&
        item.meanings.some((m) => m.kind === 'operator' && (LEADS.includes(m.op) || m.op === 'pronoun'))),
  );
  const denied = unknown.filter(
    (word) =>
      whole
        .match(toTokens(word.text), 0)
        ?.meanings.some(
          (m) =>
            m.kind === 'dataset' ||
            m.kind === 'field' ||
            m.kind === 'metric' ||
            m.kind === 'verb' ||
            m.kind === 'named',
        ) && !lexicon.match(toTokens(word.text), 0),
  );
  if (denied.length > 0) return outsideRole(denied, words, input, suggestions);
  if (unknown.length > 0) return notUnderstood(unknown, words, input, suggestions, known, offers(items));
  if ('gap' in assembled) {
    return {
      kind: 'clarify',
      problem: { code: 'question.ambiguous', message: 'I could not tell which figure or list you mean.' },
      clarification: clarifyGap(input.question, reading, model, canAnswer, suggestions),
      words,
      suggestions,
    };
  }
  const query = worstFirst(assembled.draft.query, items, model);
  if (proof?.doubt) return doubt(query, proof.doubt, words);
  if (last !== null && leansOnAnswer(items))
    return doubt(query, unsure('I could not tell how this changes the answer before.'), words);
  if (leansOnNothing(turns, { items, reading, model }))
    return doubt(query, unsure('No question before was answered, so I cannot tell what this one changes.'), words);
  const { assumptions } = assembled.draft;
  const confidence = confidenceOf(signsOf({ words, assumptions, query, leaning: last !== null }));
  // Who asks in the words of the reading has chosen it.
  const chosen = describeQuery(query, model).toLowerCase() === input.question.trim().toLowerCase();
  if (confidence < ANSWERS_FROM && mode !== 'probe' && !chosen)
    return doubt(query, unsure('I am not sure that I read this rightly.'), words);
  return planQuery(query, words, assumptions, confidence, input, role);
}

/** Assembling consumes lists of the reading; a follow-up may need them untouched. */
function copyReading(reading: ReturnType<typeof scan>): ReturnType<typeof scan> {
  const lists = Object.fromEntries(
    Object.entries(reading).map(([key, value]) => [key, Array.isArray(value) ? [...(value as unknown[])] : value]),
  );
  return lists as unknown as ReturnType<typeof scan>;
}

function planQuery(
  query: SemanticQuery,
  words: readonly Word[],
  assumptions: readonly string[],
  confidence: number,
  input: PlanInput,
  role: Role,
): Planned | NotPlanned {
  const { model } = role;
  const outside = outsideScope(query, model, input.context);
  if (outside)
    return { kind: 'refuse', problem: outside, clarification: null, words, suggestions: suggestQuestions(model, 3) };
  const compiled = compileQuery(query, model);
  if (!compiled.ok)
    return {
      kind: compiled.problem.code === 'query.invalid' ? 'clarify' : 'refuse',
      problem: compiled.problem,
      clarification: null,
      words,
      suggestions: suggestQuestions(model, 3),
    };
  return {
    kind: 'planned',
    query,
    sql: compiled.value.sql,
    columns: compiled.value.columns,
    words,
    assumptions: [
      ...assumptions,
      ...(comparesWithin(query, model, input.context)
        ? [`Only what belongs to the ${model.scopeNoun[1]} of your scope on both sides is compared.`]
        : []),
      ...partlyCovered(query, input.clock),
    ],
    confidence,
    restated: describeQuery(query, model),
    steps: stepsOf(query, model, input.context),
    definitions: definitionsOf(query, model),
    whyEmpty: () =>
      whyEmpty(query, {
        question: input.question,
        words,
        model,
        clock: input.clock,
        canAnswer: (question) =>
          planQuestion({ ...input, question, conversation: null }, role, 'probe').kind === 'planned',
      }),
  };
}
