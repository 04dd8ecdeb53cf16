import type { DimensionRef, Filter, MetricRef, SemanticQuery, Sort, TimeRange, Turn } from '@copilot/contracts';
import { SemanticQuerySchema } from '@copilot/contracts';
import { findField, type Model } from '../model/model.js';
import type { Item } from '../question/lex.js';
import type { Operator } from '../question/operators.js';
import type { Reading, Subject } from '../question/reading.js';
import { resolveTime, type Clock } from '../question/resolve-time.js';
import type { Draft } from '../question/reading.js';

export interface FollowUpInput {
  readonly items: readonly Item[];
  readonly reading: Reading;
  /** What the question means by itself, when it means anything. */
  readonly alone: Draft | null;
  readonly turns: readonly Turn[];
  readonly model: Model;
  readonly clock: Clock;
}

export interface FollowUp {
  readonly query: SemanticQuery;
  readonly assumptions: readonly string[];
}

const LEADS: readonly Operator[] = [
  'only',
  'and',
  'about',
  'same',
  'instead',
  'except',
  'by',
  'undo',
  'share',
  'or',
  'without',
  'not',
];

/**
 * Reads a question as a change of the one before it: narrowed, regrouped, another figure, another time, the persons just listed.
 * *Returns* null when the question stands on its own, so that nothing is carried over silently.
 */
export function readFollowUp(input: FollowUpInput): FollowUp | null {
  const last = input.turns.findLast((turn) => turn.query !== null && turn.status === 'answered');
  if (!last?.query) return null;
  const ops = (at: number): Operator[] =>
    input.items[at]?.meanings.flatMap((m) => (m.kind === 'operator' ? [m.op] : [])) ?? [];
  const said = (op: Operator): boolean => input.items.some((_, at) => ops(at).includes(op));
  if (said('undo')) return undo(input);
  const pronoun = input.reading.pronoun !== null;
  const first = input.items.findIndex(
    (item) => !item.filler || item.meanings.some((m) => m.kind === 'operator' && LEADS.includes(m.op)),
  );
  const lead =
    first >= 0 &&
    (ops(first).some((op) => LEADS.includes(op)) ||
      /^(now|but|also|then|ok|make|break|split|just|exclude|drop|remove|add)$/.test(
        input.items[0]?.tokens[0]?.lower ?? '',
      ));
  const cue = lead || said('instead') || said('same') || said('about');
  const asks =
    input.reading.measures.length > 0 || input.reading.subject !== null || input.reading.attributes.length > 0;
  if (pronoun && asks && input.alone && refersToRows(last)) {
    const about = aboutThem(input, last, input.alone.query);
    if (about) return about;
  }
  if (input.alone && !cue && !pronoun) return null;
  // A yes/no question of its own is not a change of the answer before.
  if (!cue && /^(is|are|was|were|does|do|did|has|have|can)$/.test(input.items[0]?.tokens[0]?.lower ?? '')) return null;
  if (input.alone && standsAlone(input, said('instead') || said('same') || pronoun)) return null;
  return change(input, last.query, {
    replace:
      said('instead') ||
      (!/\b(too|as well|also)\b/.test(text(input)) &&
        (startsWith(input, 'now') || startsWith(input, 'and') || said('about'))),
    add: /\b(break|split|also|further|additionally|too|as well)\b/.test(text(input)),
  });
}

/** A lead-in such as "and" or "now" before a whole question does not make it lean on the one before. */
function standsAlone({ reading, items }: FollowUpInput, leaning: boolean): boolean {
  if (leaning || reading.measures.length === 0) return false;
  const own =
    reading.form === 'count' ||
    reading.form === 'how_much' ||
    reading.form === 'which' ||
    reading.form === 'who' ||
    reading.form === 'how_often' ||
    reading.form === 'list' ||
    reading.form === 'what';
  return own && items.length > 3;
}

function text(input: FollowUpInput): string {
  return input.items.flatMap((item) => item.tokens.map((token) => token.lower)).join(' ');
}

function startsWith(input: FollowUpInput, word: string): boolean {
  return input.items[0]?.tokens[0]?.lower === word;
}

function undo(input: FollowUpInput): FollowUp | null {
  const answered = input.turns.filter((turn) => turn.query !== null && turn.status === 'answered');
  const before = answered.at(-2)?.query;
  for (const item of input.items) if (item.status === 'open') [item.status, item.as] = ['used', 'the answer before'];
  return before ? { query: before, assumptions: ['Back to the answer before.'] } : null;
}

/** Whether the answer before named single things that "they" can mean. */
function refersToRows(turn: Turn): boolean {
  return turn.query !== null && turn.rows.length > 0 && turn.rows.length <= 20;
}

/** "what did they pay": the things just listed become a condition of the new question. */
function aboutThem(input: FollowUpInput, last: Turn, query: SemanticQuery): FollowUp | null {
  const named = last.query?.filters.find((f) => f.kind === 'compare' && isEntityFilter(f.member, input.model));
  const filter = rowsFilter(last, input.model) ?? named ?? null;
  if (!filter) return null;
  usePronouns(input.items);
  const kept =
    last.query?.filters.filter(
      (f) =>
        f.kind === 'compare' &&
        input.model.scopeDataset !== null &&
        f.member.startsWith(`${input.model.scopeDataset}.`),
    ) ?? [];
  const filters = [...query.filters, filter, ...kept.filter((f) => !query.filters.some((own) => sameTarget(own, f)))];
  return {
    query: { ...query, filters },
    assumptions: [`"They" are the ${last.rows.length === 1 ? 'one' : last.rows.length} of the answer before.`],
  };
}

function rowsFilter(turn: Turn, model: Model): Filter | null {
  const query = turn.query;
  if (!query) return null;
  const members = query.entity ? (query.attributes ?? []) : query.dimensions.map((d) => d.member);
  for (const member of members) {
    const dataset = model.datasets.get(member.split('.')[0] ?? '');
    const key = dataset?.primaryKey[0];
    if (!dataset || !key || !isEntityFilter(member, model)) continue;
    const at = turn.columns.indexOf(key);
    const label = turn.columns.findIndex(
      (name) => name === member.split('.')[1] || name === dataset.noun[0].replaceAll(' ', '_'),
    );
    const column = at >= 0 ? at : label;
    const values = turn.rows
      .map((row) => row[column])
      .filter((cell): cell is string | number => typeof cell === 'string' || typeof cell === 'number');
    if (column < 0 || values.length === 0) continue;
    const names = turn.rows
      .map((row) => String(row[label >= 0 ? label : column] ?? ''))
      .slice(0, 3)
      .join(', ');
    return {
      kind: 'compare',
      member: at >= 0 ? `${dataset.name}.${key}` : member,
      op: values.length === 1 ? 'eq' : 'in',
      values,
      label: `${dataset.noun[values.length === 1 ? 0 : 1]} ${names}${turn.rows.length > 3 ? ' …' : ''}`,
    };
  }
  return null;
}

/** A condition that names one entity: the person that the question before was about. */
function isEntityFilter(member: string, model: Model): boolean {
  const [dataset, name] = member.split('.');
  const entry = model.datasets.get(dataset ?? '');
  return entry !== undefined && (entry.label.includes(name ?? '') || entry.primaryKey[0] === name);
}

function usePronouns(items: readonly Item[]): void {
  for (const item of items)
    if (item.meanings.some((m) => m.kind === 'operator' && (m.op === 'pronoun' || m.op === 'there')))
      [item.status, item.as] = ['used', 'the answer before'];
}

/** Lays what the new question says over the interpretation before. */
function change(input: FollowUpInput, last: SemanticQuery, how: { replace: boolean; add: boolean }): FollowUp | null {
  const { reading, model, clock } = input;
  const assumptions: string[] = [];
  let touched = false;
  let metrics: MetricRef[] = last.metrics;
  let dimensions: DimensionRef[] = last.dimensions;
  let filters: Filter[] = [...last.filters];
  let timeRange: TimeRange | null = last.time_range;
  let sort: Sort[] = last.sort;
  let limit = last.limit;
  let calculations = last.calculations;
  let entity = last.entity ?? null;

  const measures = reading.measures.map((m) => m.ref);
  const numeric = reading.attributes
    .flatMap((a) => a.members)
    .map((m) => findField(model, m))
    .find((f) => f && (f.datatype === 'Integer' || f.datatype === 'Decimal') && !f.name.endsWith('_id'));
  const counted =
    how.replace && reading.dimensions.length === 0 && reading.conditions.length === 0
      ? model.datasets.get(reading.mentions[0]?.dataset ?? '')?.countMetric
      : null;
  const figure =
    measures.length > 0
      ? measures
      : reading.rankMeasure
        ? [reading.rankMeasure]
        : numeric && !entity
          ? [
              {
                field: `${numeric.dataset}.${numeric.name}`,
                aggregate: reading.aggregate?.aggregate ?? ('avg' as const),
              },
            ]
          : counted
            ? [{ metric: counted }]
            : [];
  if (figure.length > 0) {
    metrics = how.add ? [...metrics, ...figure] : figure;
    if (entity) [entity, limit] = [null, null];
    touched = true;
  }
  const groups = [
    ...reading.dimensions.map((d) => d.subject),
    ...(reading.dimensions.length === 0 && reading.subject && figure.length === 0 && !reading.rank
      ? [reading.subject.subject]
      : []),
  ].flatMap((s) => toDimension(s, model, last, metrics) ?? []);
  if (groups.length > 0) {
    const adds = dimensions.length === 0 || (how.add && !how.replace);
    dimensions = adds
      ? [...dimensions, ...groups.filter((g) => !dimensions.some((d) => d.member === g.member && d.grain === g.grain))]
      : groups;
    if (!adds && !reading.rank) sort = sort.filter((s) => !s.by.startsWith('dimension'));
    if (entity && metrics.length > 0) entity = null;
    touched = true;
  }
  for (const condition of reading.conditions) {
    // "without the rating": a condition of the answer before is taken back.
    if (
      condition.filter.kind === 'compare' &&
      condition.filter.op === 'is_null' &&
      filters.some((f) => sameTarget(f, condition.filter))
    ) {
      filters = filters.filter((f) => !sameTarget(f, condition.filter));
      touched = true;
      continue;
    }
    filters = [
      ...filters.filter((f) => !sameTarget(f, condition.filter) || denies(condition.filter)),
      condition.filter,
    ];
    dropComparison(condition.filter);
    touched = true;
  }
  function dropComparison(filter: Filter): void {
    if (filter.kind === 'compare' && (filter.op === 'eq' || filter.op === 'in') && filter.values.length > 1) return;
  }
  const member = timeMember(model, last, metrics, dimensions, timeRange);
  for (const t of reading.times) {
    if (!member) return null;
    const resolved = resolveTime(t.time, member, clock, last.time_range);
    if (resolved.assumption) assumptions.push(resolved.assumption);
    if (resolved.range) timeRange = resolved.range;
    filters = [...filters.filter((f) => !resolved.filters.some((r) => sameTarget(r, f))), ...resolved.filters];
    touched = true;
  }
  if (reading.rank) {
    limit = Math.min(200, Math.max(1, reading.rank.count ?? limit ?? 1));
    const by = reading.rankMeasure ? metrics.findIndex((m) => m.metric === reading.rankMeasure?.metric) : 0;
    sort = entity
      ? sort.map((s) => ({ ...s, direction: reading.rank?.direction ?? s.direction }))
      : [{ by: `metric:${Math.max(0, by)}`, direction: reading.rank.direction }];
    touched = true;
  }
  const number = input.items.find(
    (item) => item.status === 'open' && item.number !== null && item.meanings.every((m) => m.kind === 'filler'),
  );
  if (number?.number && Number.isInteger(number.number) && limit !== null && !touched) {
    limit = Math.min(200, Math.max(1, number.number));
    [number.status, number.as] = ['used', 'how many to show'];
    touched = true;
  }
  for (const c of reading.calculations) {
    const kind =
      c.kind === 'share'
        ? 'share'
        : c.kind === 'running'
          ? 'running'
          : c.kind === 'moving'
            ? 'moving_average'
            : c.kind === 'growth'
              ? 'change_percent'
              : null;
    if (kind && dimensions.length > 0) {
      calculations = [
        ...(calculations ?? []).filter((x) => x.kind !== kind),
        { kind, metric: 0, ...(kind === 'moving_average' ? { window: c.window ?? 3 } : {}) },
      ];
      touched = true;
    }
  }
  if (!touched) return null;
  if (metrics !== last.metrics && limit !== null && dimensions.length > 0 && !entity)
    sort = [{ by: 'metric:0', direction: sort[0]?.direction ?? 'desc' }];
  if (timeRange && member && timeRange.member !== member && metrics !== last.metrics)
    timeRange = { ...timeRange, member };
  dimensions = dimensions.map((d) => (d.grain && member && metrics !== last.metrics ? { ...d, member } : d));
  const { attributes, having, count_groups: _count, fold: _fold, ...rest } = last;
  const parsed = SemanticQuerySchema.safeParse({
    ...rest,
    metrics,
    dimensions,
    filters,
    time_range: timeRange,
    limit,
    calculations,
    entity,
    sort: dimensions.length === 0 && !entity ? [] : sort,
    ...(entity ? { attributes } : {}),
    ...(having && metrics === last.metrics ? { having } : {}),
    ...(limit !== null && dimensions.length > 0 ? { with_ties: true } : {}),
    ...(dimensions.length === 0 && !entity ? { limit: null, with_ties: undefined } : {}),
    limit_per: dimensions === last.dimensions ? last.limit_per : undefined,
    offset: reading.rank ? reading.rank.offset || undefined : last.offset,
  });
  if (!parsed.success) return null;
  usePronouns(input.items);
  for (const item of input.items)
    if (
      item.status === 'open' &&
      item.meanings.some(
        (m) =>
          m.kind === 'operator' &&
          ['instead', 'same', 'about', 'only', 'and', 'by', 'or', 'except', 'list'].includes(m.op),
      )
    )
      [item.status, item.as] = ['used', 'changes the answer before'];
  return { query: parsed.data, assumptions };
}

function toDimension(
  subject: Subject,
  model: Model,
  last: SemanticQuery,
  metrics: readonly MetricRef[],
): DimensionRef | null {
  if (subject.kind === 'field') return { member: subject.member };
  if (subject.kind === 'grain') {
    const member = timeMember(model, last, metrics, last.dimensions, last.time_range);
    return member ? { member, grain: subject.grain } : null;
  }
  const dataset = model.datasets.get(subject.dataset);
  const label = dataset?.label[0] ?? dataset?.primaryKey[0];
  return label ? { member: `${subject.dataset}.${label}` } : null;
}

/** The time field of the figures as they now stand. */
function timeMember(
  model: Model,
  last: SemanticQuery,
  metrics: readonly MetricRef[],
  dimensions: readonly DimensionRef[],
  range: TimeRange | null,
): string | null {
  for (const ref of metrics) {
    const metric = ref.metric ? model.metrics.get(ref.metric) : undefined;
    if (metric?.time && findField(model, metric.time)) return metric.time;
    const rollup = metric
      ? [...metric.rollups.keys()].map((r) => model.datasets.get(r)).find((d) => d?.defaultTime)
      : undefined;
    if (rollup) return `${rollup.name}.${rollup.defaultTime ?? ''}`;
    const dataset = ref.field ? model.datasets.get(ref.field.split('.')[0] ?? '') : undefined;
    if (dataset?.defaultTime) return `${dataset.name}.${dataset.defaultTime}`;
  }
  if (range) return range.member;
  const grain = dimensions.find((d) => d.grain);
  if (grain) return grain.member;
  const dataset = model.datasets.get(last.entity ?? '');
  return dataset?.defaultTime ? `${dataset.name}.${dataset.defaultTime}` : null;
}

function sameTarget(a: Filter, b: Filter): boolean {
  if (a.kind === 'compare' && b.kind === 'compare') return a.member === b.member && a.grain === b.grain;
  return a.kind === 'named' && b.kind === 'named' && a.name === b.name;
}

function denies(filter: Filter): boolean {
  return filter.kind === 'compare' && (filter.op === 'ne' || filter.op === 'not_in' || filter.op === 'has_not');
}
