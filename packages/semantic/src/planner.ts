import type {
  Clarification,
  Conversation,
  Problem,
  ResultColumn,
  RolePolicy,
  SemanticQuery,
  UserContext,
  Word,
} from '@copilot/contracts';
import { clarifyGap } from './answer/clarify-gap.js';
import { definitionsOf, describeQuery, stepsOf } from './answer/describe-query.js';
import { suggestQuestions } from './answer/suggest.js';
import { withoutWords } from './answer/without-words.js';
import { partlyCovered } from './answer/partly-covered.js';
import { whyEmpty, type WhyEmpty } from './answer/why-empty.js';
import type { Model } from './model/model.js';
import { chooseJoinPath } from './plan/join-path.js';
import { toRoleModel } from './model/role-model.js';
import { accountFor } from './question/account.js';
import { LEADS, readFollowUp } from './query/follow-up.js';
import { assemble } from './query/assemble.js';
import { hiddenNouns, type HiddenNoun } from './question/hidden-nouns.js';
import { lex, textOf } from './question/lex.js';
import { createLexicon, type Lexicon } from './question/lexicon.js';
import { refuse } from './question/refuse.js';
import type { Clock } from './question/resolve-time.js';
import { scan } from './question/scan.js';
import { toTokens } from './question/tokens.js';
import type { ValueIndex } from './question/value-index.js';
import { compileQuery } from './sql/compile-query.js';

/** Everything that planning may look at. `values` and `clock` were read under the asker's own scope. */
export interface PlanInput {
  readonly question: string;
  readonly rolePolicy: RolePolicy;
  readonly context: UserContext;
  readonly values: ValueIndex;
  readonly clock: Clock;
  readonly conversation?: Conversation | null;
}

export interface Planned {
  readonly kind: 'planned';
  readonly query: SemanticQuery;
  readonly sql: string;
  readonly columns: readonly ResultColumn[];
  readonly words: readonly Word[];
  readonly assumptions: readonly string[];
  readonly confidence: number;
  readonly restated: string;
  readonly steps: readonly string[];
  readonly definitions: readonly { readonly name: string; readonly description: string }[];
  /** How to find out what emptied the answer, should it be empty. */
  whyEmpty(): WhyEmpty;
}

export interface NotPlanned {
  readonly kind: 'clarify' | 'refuse';
  readonly problem: Problem;
  readonly clarification: Clarification | null;
  readonly words: readonly Word[];
  readonly suggestions: readonly string[];
}

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
    plan: (input) => planQuestion(input, roleOf(input.rolePolicy)),
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

/** `probing`: only whether it can be answered is wanted, so that what is offered instead is not asked for in turn. */
function planQuestion(input: PlanInput, role: Role, probing = false): Planned | NotPlanned {
  const { model, lexicon, whole, isWord } = role;
  const suggestions = suggestQuestions(model, 3);
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
    if (hidden.length > 0) return hiddenFromRole(hidden, items, input, role, suggestions);
  }
  const turns = input.conversation?.turns ?? [];
  const last = turns.findLast((turn) => turn.query !== null && turn.status === 'answered') ?? null;
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
    const words = accountFor(items, input.question);
    const unknown = words.filter((word) => word.status === 'not_understood');
    if (unknown.length > 0) return notUnderstood(unknown, words, input, suggestions, true);
    return planQuery(followed.query, words, followed.assumptions, confidenceOf(words, 0), input, role);
  }
  if ('draft' in assembled) markUnused(items, reading, assembled.draft.query, model);
  for (const item of items)
    if (
      item.tokens.length === 1 &&
      /^(they|them|their|he|she|his|her|him|theirs|those|these)$/.test(item.tokens[0]?.lower ?? '') &&
      last &&
      item.status !== 'used'
    )
      [item.status, item.as] = ['not_understood', null];
  const words = accountFor(items, input.question);
  const unknown = words.filter((word) => word.status === 'not_understood');
  const known = items.some(
    (item) =>
      item.meanings.some((m) => ['metric', 'dataset', 'field', 'verb', 'named'].includes(m.kind)) ||
      item.values.length > 0 ||
      // "only …" after an answer changes it: the word that is not known is asked about, not taken for another subject.
      (last !== null && item.meanings.some((m) => m.kind === 'operator' && LEADS.includes(m.op))),
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
  if (unknown.length > 0) return notUnderstood(unknown, words, input, suggestions, known);
  if ('gap' in assembled) {
    const canAnswer = (question: string): boolean =>
      !probing && planQuestion({ ...input, question, conversation: null }, role, true).kind === 'planned';
    return {
      kind: 'clarify',
      problem: { code: 'question.ambiguous', message: 'I could not tell which figure or list you mean.' },
      clarification: clarifyGap(input.question, reading, model, canAnswer, suggestions),
      words,
      suggestions,
    };
  }
  return planQuery(
    assembled.draft.query,
    words,
    assembled.draft.assumptions,
    confidenceOf(words, assembled.draft.doubts),
    input,
    role,
  );
}

/** Assembling consumes lists of the reading; a follow-up may need them untouched. */
function copyReading(reading: ReturnType<typeof scan>): ReturnType<typeof scan> {
  const lists = Object.fromEntries(
    Object.entries(reading).map(([key, value]) => [key, Array.isArray(value) ? [...(value as unknown[])] : value]),
  );
  return lists as unknown as ReturnType<typeof scan>;
}

/** What was read but found no place in the query could change the number, so it counts as not understood. */
function markUnused(
  items: ReturnType<typeof lex>,
  reading: ReturnType<typeof scan>,
  query: SemanticQuery,
  model: Model,
): void {
  const mark = (at: number): void => {
    const item = items[at];
    if (item) [item.status, item.as] = ['not_understood', null];
  };
  const folded =
    query.metrics.some((m) => m.aggregate !== undefined || m.per !== undefined) || query.fold !== undefined;
  // "only" beside what happened denies everything else; anywhere else it only stresses.
  const nothingElse = (at: number): boolean => items[at]?.as === 'nothing else';
  if (reading.aggregate && !folded) mark(reading.aggregate.at);
  for (const mention of reading.mentions) if (dangles(mention.dataset, query, model)) mark(mention.at);
  const denials =
    JSON.stringify(query).match(/"negate":true|"op":"(?:ne|not_in|has_not|is_null|not_contains)"/g)?.length ?? 0;
  if (reading.notBoth && !query.filters.some((f) => f.kind === 'all' && f.negate))
    items.forEach((item, at) => item.as === 'not both' && mark(at));
  for (const c of reading.connectors) {
    if (
      c.op === 'every' ||
      (c.op === 'only' && reading.only && nothingElse(c.at) && !JSON.stringify(query).includes('"every":true')) ||
      (c.op === 'both' && !handlesBoth(query, reading.notBoth)) ||
      (c.op === 'distribution' && query.dimensions.length === 0) ||
      (c.op === 'difference' && !query.calculations?.some((x) => x.kind === 'difference')) ||
      (c.op === 'cumulative_share' && !query.calculations?.some((x) => x.kind === 'cumulative_share'))
    )
      mark(c.at);
    if (
      (c.op === 'not' || c.op === 'never' || c.op === 'no' || c.op === 'without' || c.op === 'except') &&
      denials === 0 &&
      !(query.fill && query.having?.some((h) => h.op === 'eq' && h.values?.[0] === 0))
    )
      mark(c.at);
  }
  if (!query.entity) {
    const shown = new Set([
      ...query.dimensions.map((d) => d.member),
      ...query.metrics.flatMap((m) => (m.field ? [m.field] : [])),
      ...(JSON.stringify(query.filters).match(/"member":"([^"]+)"/g) ?? []).map((m) => m.slice(10, -1)),
    ]);
    for (const ref of query.metrics) for (const argument of argumentsOf(ref, model)) shown.add(argument);
    for (const attribute of reading.attributes) if (attribute.members.every((m) => !shown.has(m))) mark(attribute.at);
  }
  const share = reading.calculations.find((c) => c.kind === 'share');
  if (
    share &&
    !query.metrics.some((m) => m.percent || m.over) &&
    !query.calculations?.some((c) => c.kind === 'share' || c.kind === 'cumulative_share')
  )
    mark(share.at);
  if (
    reading.rank &&
    query.limit === null &&
    query.sort.length === 0 &&
    !query.metrics.some((m) => m.aggregate === 'max' || m.aggregate === 'min')
  )
    mark(reading.rank.at);
}

/** A thing that the question names, that plays no part in the query and that its rows do not simply have. */
function dangles(dataset: string, query: SemanticQuery, model: Model): boolean {
  const text = JSON.stringify(query);
  if (text.includes(`"${dataset}.`) || text.includes(`"${dataset}"`)) return false;
  const bases = [
    ...query.metrics.map((ref) =>
      ref.metric ? (model.metrics.get(ref.metric)?.dataset ?? '') : (ref.of ?? ref.field?.split('.')[0] ?? ''),
    ),
    ...(query.entity ? [query.entity] : []),
  ];
  for (const [, used] of text.matchAll(/"dataset":"([a-z_]+)"/g)) bases.push(used ?? '');
  for (const f of query.filters) if (f.kind === 'named') bases.push(model.namedFilters.get(f.name)?.dataset ?? '');
  if (bases.length === 0) bases.push(...query.dimensions.map((d) => d.member.split('.')[0] ?? ''));
  for (const [, used] of text.matchAll(/"(?:member|field)":"([a-z_]+)\./g)) bases.push(used ?? '');
  return !bases.some((base) => base === dataset || (model.datasets.has(base) && keepsRows(model, base, dataset)));
}

function keepsRows(model: Model, from: string, to: string): boolean {
  const path = chooseJoinPath(model, from, to);
  return path !== null && path.every((hop) => hop.direction === 'one' || (model.datasets.get(hop.to)?.bridge ?? false));
}

/** "both" is honoured by two conditions of their own, or by showing both groups. */
function handlesBoth(query: SemanticQuery, notBoth: boolean): boolean {
  return (
    query.filters.filter((f) => f.kind === 'compare' && f.op === 'has').length >= 2 ||
    (notBoth && query.filters.some((f) => f.kind === 'all' && f.negate)) ||
    query.filters.filter((f) => f.kind === 'exists' || f.kind === 'all').length >= 2 ||
    query.filters.some((f) => f.kind === 'compare' && f.op === 'in' && query.dimensions.length > 0)
  );
}

/** Fields that a metric is made of: "the amounts" beside revenue is the same thing again. */
function argumentsOf(ref: SemanticQuery['metrics'][number], model: Model): string[] {
  const metric = ref.metric ? model.metrics.get(ref.metric) : undefined;
  return metric ? [`${metric.dataset}.${metric.argument}`] : [];
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
  const outside = storesOutside(query, model, input.context);
  if (outside.length > 0)
    return {
      kind: 'refuse',
      problem: {
        code: 'plan.outside-scope',
        message: `${capital(model.scopeNoun[outside.length > 1 ? 1 : 0])} ${outside.join(', ')} ${outside.length > 1 ? 'are' : 'is'} outside your access scope.`,
      },
      clarification: null,
      words,
      suggestions: suggestQuestions(model, 3),
    };
  const across = comparesScopes(query.filters, model) && !input.context.all_stores;
  if (across && input.context.store_ids.length < 2)
    return {
      kind: 'refuse',
      problem: {
        code: 'plan.outside-scope',
        message: `This compares ${model.scopeNoun[1]} with one another, and your access scope holds a single one.`,
      },
      clarification: null,
      words,
      suggestions: suggestQuestions(model, 3),
    };
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
      ...(across ? [`Only what belongs to the ${model.scopeNoun[1]} of your scope on both sides is compared.`] : []),
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
          planQuestion({ ...input, question, conversation: null }, role, true).kind === 'planned',
      }),
  };
}

/** Says which nouns the role may not see, and offers the question without them where that can be answered. */
function hiddenFromRole(
  hidden: readonly HiddenNoun[],
  items: ReturnType<typeof lex>,
  input: PlanInput,
  role: Role,
  suggestions: readonly string[],
): NotPlanned {
  const inside = (start: number): boolean => hidden.some((noun) => noun.start <= start && start < noun.end);
  for (const item of items)
    if (item.tokens.some((token) => inside(token.start))) [item.status, item.as] = ['not_understood', null];
  const words = accountFor(items, input.question);
  const denied = hidden.map(({ start, end }) => ({ text: input.question.slice(start, end) }));
  const first = hidden.length === 1 ? hidden[0] : undefined;
  const shorter =
    first && first.knownUntil > 0
      ? `${input.question.slice(0, first.knownUntil)}${input.question.slice(first.end)}`
      : null;
  const answerable = shorter !== null && planQuestion({ ...input, question: shorter }, role, true).kind === 'planned';
  return outsideRole(denied, words, input, answerable ? [shorter, ...suggestions] : suggestions);
}

function outsideRole(
  denied: readonly Pick<Word, 'text'>[],
  words: readonly Word[],
  input: PlanInput,
  suggestions: readonly string[],
): NotPlanned {
  const names = [...new Set(denied.map((word) => word.text.toLowerCase()))].join(' and ');
  return {
    kind: 'refuse',
    problem: {
      code: 'plan.outside-role',
      message: `${capital(names)} ${denied.length > 1 || names.endsWith('s') ? 'are' : 'is'} not part of what the role ${input.context.role.replaceAll('_', ' ')} may see.`,
    },
    clarification: null,
    words,
    suggestions,
  };
}

function capital(text: string): string {
  return `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;
}

/** Stores named in the question that lie outside the asker's scope. Known from the scope alone, whatever the data hold. */
function storesOutside(query: SemanticQuery, model: Model, context: UserContext): (string | number)[] {
  if (context.all_stores) return [];
  const column = `${model.scopeNoun[0]}_id`;
  const out: (string | number)[] = [];
  const visit = (filter: SemanticQuery['filters'][number]): void => {
    if (filter.kind === 'compare' && filter.member.endsWith(`.${column}`) && (filter.op === 'eq' || filter.op === 'in'))
      out.push(
        ...filter.values.filter(
          (v): v is string | number => typeof v !== 'boolean' && !context.store_ids.includes(Number(v)),
        ),
      );
    if ('filters' in filter) filter.filters.forEach(visit);
  };
  query.filters.forEach(visit);
  for (const metric of query.metrics) metric.filters?.forEach(visit);
  return out;
}

/** Whether a condition sets the scope of one thing against that of another: rows of the other side may lie outside. */
function comparesScopes(filters: SemanticQuery['filters'], model: Model): boolean {
  const column = `.${model.scopeNoun[0]}_id`;
  return filters.some((f) =>
    f.kind === 'members'
      ? f.left.endsWith(column) && f.right.endsWith(column)
      : 'filters' in f && comparesScopes(f.filters, model),
  );
}

function notUnderstood(
  unknown: readonly Word[],
  words: readonly Word[],
  input: PlanInput,
  suggestions: readonly string[],
  known: boolean,
): NotPlanned {
  const names = unknown.map((word) => `"${word.text}"`).join(', ');
  const near = unknown.flatMap((word) => input.values.holding(word.text.toLowerCase(), 3)).slice(0, 3);
  const shorter = withoutWords(input.question, unknown);
  const options = known
    ? [
        ...near.map((entry) => ({
          label: entry.value,
          question: input.question.replace(unknown[0]?.text ?? '', entry.value),
        })),
        { label: `Leave out ${names}`, question: shorter },
        ...suggestions.slice(0, 2).map((text) => ({ label: text, question: text })),
      ]
    : suggestions.map((text) => ({ label: text, question: text }));
  const message = known
    ? `I did not understand ${names}, and it could change the answer.`
    : `I can only answer questions about this business's data; ${names} is not part of it.`;
  return {
    kind: known ? 'clarify' : 'refuse',
    problem: { code: known ? 'question.not-understood' : 'question.not-analytics', message },
    clarification: known
      ? {
          question: `What do you mean by ${names}?`,
          options: options
            .filter(
              (option) => option.question.toLowerCase() !== input.question.toLowerCase() && option.question.length > 3,
            )
            .slice(0, 4),
        }
      : null,
    words,
    suggestions,
  };
}

/** From evidence only: corrections, guesses and words that were taken for something near. */
function confidenceOf(words: readonly Word[], doubts: number): number {
  const assumed = words.filter((word) => word.status === 'assumed').length;
  return Math.max(0.5, Math.round((0.97 - 0.07 * assumed - 0.1 * doubts) * 100) / 100);
}

export { textOf };
