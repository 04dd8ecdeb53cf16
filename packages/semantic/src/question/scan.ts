import type { Aggregate, CompareOperator, Filter, TimeGrain } from '@copilot/contracts';
import { findField, memberOf, type Field, type Model } from '../model/model.js';
import type { Item } from './lex.js';
import type { Meaning } from './lexicon.js';
import type { Operator } from './operators.js';
import { emptyReading, type Measure, type Reading, type Subject } from './reading.js';
import { toOrdinal } from './tokens.js';
import type { ValueMatch } from './value-index.js';

/**
 * Reads the items of a question from left to right into figures, groups, conditions, events and ranks. It knows the grammar of analytic
 * questions (what a number after "more than" compares with, what "by" groups) and nothing about any one question; every name comes from
 * the model. Items that no rule takes stay open and are accounted for afterwards.
 */
export function scan(items: readonly Item[], model: Model): Reading {
  const reading = emptyReading();
  const context = mentionedDatasets(items, model);
  for (const [at, item] of items.entries())
    for (const m of item.meanings)
      if (m.kind === 'verb' && m.of === 'field' && findField(model, m.name)?.isTime)
        reading.timeFields.push({ member: m.name, at });
  const scanner = createScanner(items, model, reading, context);
  for (let at = 0; at < items.length; at += 1) if (items[at]?.status === 'open') scanner.step(at);
  scanner.finish();
  return reading;
}

interface Scanner {
  step(at: number): void;
  finish(): void;
}

const RANKS: Partial<Record<Operator, 'asc' | 'desc'>> = {
  top: 'desc',
  bottom: 'asc',
  most: 'desc',
  least: 'asc',
  highest: 'desc',
  lowest: 'asc',
};
const COMPARATORS: Partial<Record<Operator, 'gt' | 'gte' | 'lt' | 'lte' | 'eq' | 'between'>> = {
  gt: 'gt',
  gte: 'gte',
  lt: 'lt',
  lte: 'lte',
  eq: 'eq',
  between: 'between',
};
const AGGREGATES: Partial<Record<Operator, Aggregate>> = {
  average: 'avg',
  median: 'median',
  minimum: 'min',
  maximum: 'max',
  stddev: 'stddev',
  variance: 'variance',
};

function createScanner(items: readonly Item[], model: Model, reading: Reading, context: ReadonlySet<string>): Scanner {
  let pendingCount: number | null = null;
  let negation: { op: Operator; at: number } | null = null;

  const ops = (at: number): Operator[] =>
    items[at]?.meanings.flatMap((m) => (m.kind === 'operator' ? [m.op] : [])) ?? [];
  const has = (at: number, ...wanted: Operator[]): boolean => ops(at).some((op) => wanted.includes(op));
  const meaning = <K extends Meaning['kind']>(at: number, kind: K): Extract<Meaning, { kind: K }> | undefined =>
    items[at]?.meanings.find((m): m is Extract<Meaning, { kind: K }> => m.kind === kind);
  const meanings = <K extends Meaning['kind']>(at: number, kind: K): Extract<Meaning, { kind: K }>[] =>
    items[at]?.meanings.filter((m): m is Extract<Meaning, { kind: K }> => m.kind === kind) ?? [];
  const use = (at: number, as: string): void => {
    const item = items[at];
    if (item && item.status === 'open') [item.status, item.as] = ['used', as];
  };
  /** The next item that is not filler, from a place on. */
  const next = (at: number): number => {
    let i = at + 1;
    while (
      i < items.length &&
      items[i]?.filler &&
      items[i]?.number === null &&
      !meaning(i, 'dataset') &&
      !meaning(i, 'verb')
    )
      i += 1;
    return i;
  };
  const before = (at: number): number => {
    let i = at - 1;
    while (i >= 0 && items[i]?.filler) i -= 1;
    return i;
  };

  const field = (at: number): Field | undefined => {
    const members = meanings(at, 'field').map((m) => m.member);
    const values = neighbours(at);
    const scored = members.flatMap((member) => {
      const found = findField(model, member);
      return found
        ? [
            {
              found,
              score:
                (values.has(found.dataset) ? 4 : 0) +
                (context.has(found.dataset) ? 2 : 0) +
                (found.entity || found.values ? 1 : 0),
            },
          ]
        : [];
    });
    return scored.sort((a, b) => b.score - a.score)[0]?.found;
  };
  const neighbours = (at: number): Set<string> => {
    const out = new Set<string>();
    for (let i = Math.max(0, at - 2); i <= Math.min(items.length - 1, at + 4); i++) {
      const dataset = meaning(i, 'dataset');
      if (dataset) out.add(dataset.name);
      for (const value of items[i]?.values ?? []) out.add(value.member.split('.')[0] ?? '');
    }
    return out;
  };
  const subjectOf = (at: number): Subject | null => {
    const dataset = meaning(at, 'dataset');
    if (dataset) return { kind: 'dataset', dataset: dataset.name };
    const grain = meaning(at, 'grain');
    const found = field(at);
    if (found) return { kind: 'field', member: memberOf(found) };
    return grain ? { kind: 'grain', grain: grain.grain as TimeGrain } : null;
  };
  const countOf = (subject: Subject, at: number): Measure | null => {
    if (subject.kind === 'dataset') {
      const metric = model.datasets.get(subject.dataset)?.countMetric;
      return metric && model.metrics.has(metric)
        ? { ref: { metric }, from: 'count', at, counted: subject.dataset }
        : null;
    }
    return subject.kind === 'field'
      ? { ref: { field: subject.member, aggregate: 'count_distinct' }, from: 'count', at, counted: null }
      : null;
  };
  const addMeasure = (measure: Measure): void => {
    const key = JSON.stringify(measure.ref);
    if (!reading.measures.some((m) => JSON.stringify(m.ref) === key)) reading.measures.push(measure);
  };
  const takeAggregate = (): { aggregate: Aggregate; fraction: number | null } | null => {
    const found = reading.aggregate;
    reading.aggregate = null;
    return found;
  };
  /** The figure that a noun stands for: a metric, a counted entity, or an aggregate over a field. */
  const measureAt = (at: number): Measure | null => {
    const metric = meaning(at, 'metric');
    if (metric) return { ref: { metric: metric.name }, from: 'noun', at, counted: null };
    const verb = meanings(at, 'verb').find((v) => v.of === 'metric');
    if (verb) return { ref: { metric: verb.name }, from: 'verb', at, counted: null };
    const dataset = meaning(at, 'dataset');
    if (dataset) return countOf({ kind: 'dataset', dataset: dataset.name }, at);
    const event = meanings(at, 'verb').find((v) => v.of === 'dataset' && model.datasets.get(v.name)?.event);
    if (event) return countOf({ kind: 'dataset', dataset: event.name }, at);
    return null;
  };

  const step = (at: number): void => {
    const rules = [
      ruleText,
      ruleShare,
      ruleCalculation,
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
      ruleValue,
      ruleNumber,
      ruleMention,
      ruleConnector,
    ];
    for (const rule of rules) if (rule(at)) return;
  };

  const ruleForm = (at: number): boolean => {
    const forms: Partial<Record<Operator, Reading['form']>> = {
      how_much: 'how_much',
      how_often: 'how_often',
      how_long: 'how_long',
      which: 'which',
      what: 'what',
      who: 'who',
      where: 'where',
      when: 'when',
      list: 'list',
      compare: 'compare',
    };
    const op = ops(at).find((o) => forms[o] !== undefined || o === 'yes_no');
    if (!op) return false;
    if (op === 'yes_no') {
      if (at !== 0) return false;
      reading.form ??= 'yes_no';
    } else if (
      reading.form === null ||
      reading.form === 'list' ||
      reading.form === 'what' ||
      (reading.form === 'yes_no' && op !== 'what')
    )
      reading.form = forms[op] ?? null;
    if (op === 'compare') reading.connectors.push({ op: 'compare', at });
    use(at, 'question form');
    return true;
  };

  const ruleCount = (at: number): boolean => {
    if (!has(at, 'count')) return false;
    const unit = meaning(next(at), 'unit');
    if (unit && !meaning(next(at), 'dataset')) {
      const found = unitField(unit.unit, at);
      const asked =
        found &&
        (verbUnitField(unit.unit) !== undefined ||
          items.some((item) => item.values.length > 0) ||
          context.size === 0 ||
          reading.aggregate !== null ||
          items.some((_, i) => has(i, 'average')));
      if (found && asked) {
        use(at, 'asks for a length');
        use(next(at), `field ${found.name}`);
        reading.attributes.push({ members: [memberOf(found)], at });
        return true;
      }
    }
    reading.form =
      reading.form === 'compare' || reading.form === 'which' || reading.form === 'list'
        ? reading.form
        : reading.form === null || reading.form === 'what' || reading.form === 'yes_no'
          ? 'count'
          : reading.form;
    pendingCount = at;
    use(at, 'counts');
    return true;
  };

  const unitField = (unit: string, at: number): Field | undefined => {
    const all = [...model.datasets.values()].flatMap((d) => [...d.fields.values()]).filter((f) => f.units.has(unit));
    const verbs = items.flatMap((_, i) =>
      meanings(i, 'verb')
        .filter((v) => v.of === 'field')
        .map((v) => v.name),
    );
    const values = new Set(items.flatMap((item) => item.values.map((v) => v.member.split('.')[0] ?? '')));
    const near = before(at);
    const score = (f: Field): number =>
      (verbs.includes(memberOf(f)) ? 8 : 0) +
      (field(near) === f ? 8 : 0) +
      (values.has(f.dataset) ? 3 : 0) +
      (context.has(f.dataset) ? 2 : 0) +
      (f.units.get(unit) === 1 ? 0.5 : 0);
    return all.sort((a, b) => score(b) - score(a))[0];
  };

  const ruleAggregate = (at: number): boolean => {
    if (has(at, 'distinct')) {
      reading.distinct = true;
      use(at, 'each counted once');
      return true;
    }
    if (has(at, 'total')) {
      reading.total = true;
      if (/^(sum|total of|sum of)/.test(items[at]?.tokens.map((t) => t.lower).join(' ') ?? '')) reading.sumOf = at;
      use(at, 'in total');
      return true;
    }
    if (has(at, 'percentile')) {
      const number = items[before(at)]?.tokens[0]
        ? (toOrdinal(items[before(at)]?.tokens[0]?.lower ?? '') ?? items[before(at)]?.number ?? null)
        : null;
      if (number === null) return false;
      use(before(at), 'percentile');
      use(at, 'percentile');
      reading.aggregate = { aggregate: 'percentile', fraction: number / 100, at };
      return true;
    }
    const aggregate = ops(at)
      .map((op) => AGGREGATES[op])
      .find((a) => a !== undefined);
    if (!aggregate) return false;
    reading.aggregate = { aggregate, fraction: null, at };
    use(at, `${aggregate === 'avg' ? 'average' : aggregate}`);
    return true;
  };

  /** films with the word "love" in the title, titles starting with A */
  const ruleText = (at: number): boolean => {
    const ops3 = ops(at).filter((op) => op === 'containing' || op === 'starting' || op === 'ending');
    const op = ops3[0];
    if (!op) return false;
    let i = next(at);
    while (
      /^(the|a|an|word|words|term|text|phrase|letter|letters|string)$/.test(items[i]?.tokens[0]?.lower ?? '') &&
      i < items.length - 1
    ) {
      use(i, 'text');
      i += 1;
    }
    const needle = items[i];
    if (
      !needle ||
      needle.meanings.some((m) => m.kind === 'dataset' || m.kind === 'metric') ||
      (ops(i).length > 0 && items[at]?.tokens[0]?.lower === 'about')
    )
      return false;
    const searchable = (f: Field | undefined): f is Field => f?.search === true;
    const named = items.flatMap((_, k) =>
      k === i
        ? []
        : meanings(k, 'field').flatMap((m) =>
            searchable(findField(model, m.member)) ? [{ k, field: findField(model, m.member) as Field }] : [],
          ),
    )[0];
    const inDataset = [...context].flatMap((name) =>
      [...(model.datasets.get(name)?.fields.values() ?? [])].filter(searchable),
    );
    const about = items[at]?.tokens[0]?.lower === 'about' || /mention/.test(items[at]?.tokens[0]?.lower ?? '');
    const target =
      named?.field ??
      (about ? inDataset.find((f) => model.datasets.get(f.dataset)?.label.includes(f.name) === false) : undefined) ??
      inDataset[0];
    if (!target) return false;
    const word = needle.tokens.map((t) => t.text).join(' ');
    const kind: CompareOperator = op === 'containing' ? 'contains' : op === 'starting' ? 'starts_with' : 'ends_with';
    reading.conditions.push({
      filter: {
        kind: 'compare',
        member: memberOf(target),
        op: kind,
        values: [word],
        label: `${nameOf(target)} ${kind.replaceAll('_', ' ')} "${word}"`,
      },
      dataset: target.dataset,
      at,
      joined: null,
    });
    if (named) use(named.k, `field ${nameOf(named.field)}`);
    use(at, 'text');
    [needle.status, needle.as] = ['used', `text "${word}"`];
    return true;
  };

  const ruleShare = (at: number): boolean => {
    if (!has(at, 'share')) return false;
    if (items[before(at)]?.status === 'open' && items[before(at)]?.number !== null) return false;
    reading.calculations.push({ kind: 'share', window: null, percent: true, at });
    use(at, 'share of the whole');
    return true;
  };

  const ruleCalculation = (at: number): boolean => {
    if (has(at, 'running')) {
      reading.calculations.push({ kind: 'running', window: null, percent: false, at });
      use(at, 'running total');
      return true;
    }
    if (has(at, 'moving')) {
      const days = items.slice(Math.max(0, at - 3), at + 4).find((item) => item.number !== null);
      if (days) [days.status, days.as] = ['used', 'window'];
      reading.calculations.push({ kind: 'moving', window: days?.number ?? 3, percent: false, at });
      use(at, 'moving average');
      for (const i of [at - 1, at + 1, at + 2]) {
        const grain = meaning(i, 'grain');
        if (!grain || items[i]?.status !== 'open' || items[i - 1] !== days) continue;
        reading.dimensions.push({ subject: { kind: 'grain', grain: grain.grain as TimeGrain }, at: i, per: false });
        use(i, 'window');
      }
      return true;
    }
    if (has(at, 'period_over_period')) {
      reading.calculations.push({ kind: 'growth', window: null, percent: false, at });
      const grain = /^(?:from )?(month|week|quarter|day|year)|^([mwqy])o/.exec(
        items[at]?.tokens.map((t) => t.lower).join(' ') ?? '',
      );
      const unit =
        grain?.[1] ??
        ({ m: 'month', w: 'week', q: 'quarter', y: 'year' } as Record<string, string>)[grain?.[2] ?? ''] ??
        'month';
      reading.dimensions.push({ subject: { kind: 'grain', grain: unit as TimeGrain }, at, per: false });
      use(at, 'change from one period to the next');
      return true;
    }
    if (has(at, 'growth')) {
      reading.calculations.push({
        kind: 'growth',
        window: null,
        percent: /growth|grow/.test(items[at]?.tokens[0]?.lower ?? ''),
        at,
      });
      use(at, 'change from one period to the next');
      return true;
    }
    return false;
  };

  /** top 5 …, bottom three …, the 2 most …, second most … */
  const ruleRank = (at: number): boolean => {
    const op = ops(at).find((o) => RANKS[o] !== undefined);
    const vague = meaning(at, 'vague');
    const direction = op ? RANKS[op] : vague ? (vague.more ? 'desc' : 'asc') : undefined;
    if (!direction) return false;
    const after = next(at);
    if ((op === 'highest' || op === 'lowest') && !rankable(at)) return false;
    const prior = items[before(at)];
    const ordinal = prior?.status === 'open' || prior?.as === 'rank' ? toOrdinal(prior?.tokens[0]?.lower ?? '') : null;
    let count: number | null = null;
    if (ordinal !== null && prior) [prior.status, prior.as] = ['used', 'rank'];
    else if (prior?.status === 'open' && prior.number !== null && prior.meanings.length === 0) {
      count = prior.number;
      [prior.status, prior.as] = ['used', 'how many to show'];
    }
    if (
      items[after]?.number !== null &&
      items[after]?.number !== undefined &&
      !items[after]?.tokens[0]?.money &&
      items[after]?.status === 'open'
    ) {
      count = items[after]?.number ?? null;
      use(after, 'how many to show');
    }
    count ??= earlierNumber(at);
    reading.rank ??= { direction, count, offset: 0, at };
    reading.rank.direction = direction;
    if (count !== null) reading.rank.count = count;
    if (ordinal !== null) [reading.rank.offset, reading.rank.count] = [ordinal - 1, 1];
    use(at, direction === 'desc' ? 'highest first' : 'lowest first');
    if (vague && !op && !hasMeasureWord()) reading.assumptions.push('vague');
    const what = items[after]?.status === 'used' ? next(after) : after;
    if ((op === 'most' || op === 'least') && what < items.length) takeRankMeasure(what, direction);
    else if (op === 'highest' || op === 'lowest') takeSuperlative(what);
    return true;
  };
  /** "which 3 categories earn the most": the number stands before the noun that is ranked. */
  const earlierNumber = (at: number): number | null => {
    for (let i = 0; i < at; i++) {
      const item = items[i];
      const noun = next(i);
      if (
        item?.status === 'open' &&
        item.number !== null &&
        item.meanings.length === 0 &&
        !item.tokens[0]?.money &&
        (meaning(noun, 'dataset') ?? meaning(noun, 'field') ?? meaning(noun, 'grain')) &&
        !meaning(noun, 'unit')
      ) {
        use(i, 'how many to show');
        const subject = subjectOf(noun);
        if (subject) reading.subject ??= { subject, at: noun };
        return item.number;
      }
    }
    return null;
  };
  const hasMeasureWord = (): boolean =>
    items.some((_, i) => meaning(i, 'metric') !== undefined || meanings(i, 'verb').some((v) => v.of === 'metric'));
  const rankable = (at: number): boolean => {
    const after = next(at);
    return items[after] !== undefined;
  };
  /** "most rented", "most rentals", "most popular", "fewest films". */
  const takeRankMeasure = (at: number, direction: 'asc' | 'desc'): void => {
    const quality = meaning(at, 'quality');
    if (quality && reading.rank) {
      reading.rank.direction = quality.more === (direction === 'desc') ? 'desc' : 'asc';
      reading.rankMeasure = quality.of === 'metric' ? { metric: quality.name } : { field: quality.name };
      use(at, `by ${quality.name.split('.').at(-1)?.replaceAll('_', ' ') ?? ''}`);
      return;
    }
    const measure = measureAt(at);
    if (!measure) return;
    reading.rankMeasure = measure.ref;
    addMeasure(measure);
    const counted = meaning(at, 'dataset');
    if (counted) reading.mentions.push({ dataset: counted.name, at });
    use(at, `by ${measure.ref.metric ?? ''}`);
  };
  /** "highest revenue", "largest payment", "lowest replacement cost". */
  const takeSuperlative = (at: number): void => {
    const metric = measureAt(at);
    const found = field(at) ?? valueField(at);
    if (found && !meaning(at, 'metric')) {
      reading.rankMeasure = { field: memberOf(found) };
      reading.extreme = reading.rank?.direction === 'asc' ? 'min' : 'max';
      use(at, `field ${found.name}`);
      const dataset = meaning(at, 'dataset');
      if (dataset) reading.mentions.push({ dataset: dataset.name, at });
    } else if (metric) {
      reading.rankMeasure = metric.ref;
      addMeasure(metric);
      use(at, `metric ${metric.ref.metric ?? ''}`);
    }
  };
  /** The metric that sums a field, where the model has one. */
  const metricOfField = (of: Field): Measure['ref'] | null => {
    const metric = [...model.metrics.values()].find(
      (m) => m.dataset === of.dataset && m.argument === of.name && m.aggregate === 'sum',
    );
    return metric ? { metric: metric.name } : null;
  };
  const valueField = (at: number): Field | undefined => {
    const dataset = meaning(at, 'dataset');
    const entry = dataset ? model.datasets.get(dataset.name) : undefined;
    return entry?.valueField && entry.event && entry.fields.get(entry.valueField)?.format === 'currency'
      ? entry.fields.get(entry.valueField)
      : undefined;
  };

  /** longest film, cheapest films, first rental, newest customer */
  const ruleSuperlative = (at: number): boolean => {
    const quality = meaning(at, 'quality');
    const lower = items[at]?.tokens.at(-1)?.lower ?? '';
    if (quality && /est$/.test(lower)) {
      const count = pendingNumber(at);
      const averaged = has(next(at), 'average', 'median') && quality.of === 'field';
      reading.rank ??= { direction: 'desc', count: null, offset: 0, at };
      reading.rank.direction = quality.more ? 'desc' : 'asc';
      if (count !== null) reading.rank.count = count;
      reading.rankMeasure = quality.of === 'metric' ? { metric: quality.name } : { field: quality.name };
      const verb = field(next(at));
      if (
        verb &&
        quality.of === 'field' &&
        memberOf(verb) !== quality.name &&
        (verb.datatype === 'Integer' || verb.datatype === 'Decimal')
      ) {
        reading.rankMeasure = { field: memberOf(verb) };
        use(next(at), `field ${verb.name}`);
      } else if (quality.of === 'field' && meaning(next(at), 'metric') && !meaning(next(at), 'dataset')) {
        takeSuperlative(next(at));
        use(at, quality.more ? 'highest first' : 'lowest first');
        return true;
      }
      reading.extreme = averaged ? null : quality.more ? 'max' : 'min';
      use(at, `by ${quality.name.split('.').at(-1)?.replaceAll('_', ' ') ?? ''}`);
      return true;
    }
    const op = ops(at).find((o) => o === 'first' || o === 'last' || o === 'earliest' || o === 'latest');
    if (!op) return false;
    const after = next(at);
    const count = items[after]?.number ?? null;
    const noun = count !== null ? next(after) : after;
    const timeField = meanings(noun, 'field')
      .map((m) => findField(model, m.member))
      .find((f) => f?.isTime);
    if (timeField && count === null) {
      reading.aggregate = { aggregate: op === 'first' || op === 'earliest' ? 'min' : 'max', fraction: null, at };
      use(at, op === 'first' || op === 'earliest' ? 'earliest' : 'latest');
      return true;
    }
    const dataset = datasetNear(noun);
    const time = dataset ? model.datasets.get(dataset)?.defaultTime : null;
    if (!dataset || !time) return false;
    const owner =
      reading.measures.some(
        (m) => m.counted !== null && m.counted !== dataset && !model.datasets.get(m.counted)?.event,
      ) ||
      (reading.subject?.subject.kind === 'dataset' &&
        reading.subject.subject.dataset !== dataset &&
        !model.datasets.get(reading.subject.subject.dataset)?.event &&
        items.some((item) => item.time !== null));
    if (owner && count === null && model.datasets.get(dataset)?.event) {
      reading.edgeEvent = { dataset, edge: op === 'first' || op === 'earliest' ? 'first' : 'last', at };
      use(at, `${op} ${model.datasets.get(dataset)?.noun[0] ?? dataset}`);
      use(noun, `${op} ${model.datasets.get(dataset)?.noun[0] ?? dataset}`);
      return true;
    }
    if (count !== null) use(after, 'how many to show');
    const direction = op === 'first' || op === 'earliest' ? 'asc' : 'desc';
    reading.rank = { direction, count, offset: 0, at };
    reading.rankMeasure = { field: `${dataset}.${time}` };
    reading.extreme = direction === 'asc' ? 'min' : 'max';
    use(at, direction === 'asc' ? 'earliest first' : 'latest first');
    return true;
  };
  const pendingNumber = (at: number): number | null => {
    for (const i of [before(at), next(at)]) {
      const item = items[i];
      if (item?.status === 'open' && item.number !== null && item.meanings.length === 0 && !item.tokens[0]?.money) {
        [item.status, item.as] = ['used', 'how many to show'];
        return item.number;
      }
    }
    return null;
  };
  const datasetNear = (at: number): string | null => {
    const dataset = meaning(at, 'dataset')?.name;
    if (dataset) return dataset;
    const verb = meanings(at, 'verb').find((v) => v.of === 'dataset' && model.datasets.get(v.name)?.event);
    return verb?.name ?? null;
  };

  /** more than 40 times, above 10 dollars, between 15 and 20, longer than 150 minutes, at least 20 customers, above average */
  const ruleComparison = (at: number): boolean => {
    const quality = meaning(at, 'quality');
    let op = ops(at)
      .map((o) => COMPARATORS[o])
      .find((o) => o !== undefined);
    let start = at;
    const last = items[at]?.tokens.at(-1)?.lower ?? '';
    const comparative = quality !== undefined && (/er$/.test(last) || has(before(at), 'more', 'fewer'));
    if (comparative && quality) {
      const more = has(before(at), 'fewer') ? !quality.more : quality.more;
      const than = next(at);
      if (has(than, 'above_average', 'below_average'))
        return againstAverage(at, than, quality.name, quality.of, more ? 'gt' : 'lt');
      const number = has(than, 'than') ? next(than) : has(than, 'gt', 'lt') ? next(than) : than;
      if (has(than, 'than') && has(number, 'average', 'median'))
        return againstAverage(at, number, quality.name, quality.of, more ? 'gt' : 'lt');
      if (has(before(at), 'more', 'fewer')) use(before(at), 'compares');
      op = more ? 'gt' : 'lt';
      if (!has(than, 'than')) return false;
      use(than, 'than');
      start = than;
    }
    if (has(at, 'above_average', 'below_average')) {
      const less = has(before(at), 'fewer', 'least');
      if (less || has(before(at), 'more', 'most')) reading.rank = null;
      return aboveAverage(at, has(at, 'above_average') && !less ? 'gt' : 'lt');
    }
    if (!op) return false;
    let i = next(start);
    const moving = reading.calculations.findIndex((c) => c.kind === 'moving');
    if (moving >= 0 && numberAt(i) !== null && meaning(next(i), 'grain')) return movingWindow(at, i, moving);
    if (has(i, 'average', 'median')) {
      if (quality && quality.of === 'field')
        return againstAverage(at, i, quality.name, 'field', op === 'lt' ? 'lt' : 'gt');
      return aboveAverage(at, op === 'lt' || op === 'lte' ? 'lt' : 'gt', i);
    }
    let value = numberAt(i);
    if (value === null && meaning(i, 'unit') && /^(a|an|one|half)$/.test(items[i - 1]?.tokens.at(-1)?.lower ?? '')) {
      value = items[i - 1]?.tokens.at(-1)?.lower === 'half' ? 0.5 : 1;
      i -= 1;
    }
    if (value === null) return false;
    const values = [value];
    const money = items[i]?.tokens[0]?.money ?? false;
    const percent = items[i]?.tokens[0]?.percent ?? false;
    const numbers = [i];
    if (op === 'between') {
      const and = next(i);
      const second = has(and, 'and') || items[and]?.tokens[0]?.lower === 'to' ? next(and) : -1;
      const upper = numberAt(second);
      if (upper === null) return false;
      values.push(upper);
      use(and, 'to');
      numbers.push(second);
      i = second;
    }
    return comparison({
      at,
      op,
      values,
      money: money || has(next(i), 'unit_money'),
      percent,
      last: i,
      numbers,
      quality: quality?.of === 'field' ? quality.name : null,
      qualityMetric: quality?.of === 'metric' ? quality.name : null,
    });
  };
  /** "moving average of revenue over 3 months" */
  const movingWindow = (at: number, number: number, moving: number): boolean => {
    const grain = meaning(next(number), 'grain');
    const before = reading.calculations[moving];
    if (before) reading.calculations[moving] = { ...before, window: numberAt(number) };
    if (grain && reading.dimensions.every((d) => d.subject.kind !== 'grain'))
      reading.dimensions.push({ subject: { kind: 'grain', grain: grain.grain as TimeGrain }, at: number, per: false });
    for (const i of [at, number, next(number)]) use(i, 'window');
    return true;
  };
  const numberAt = (at: number): number | null => items[at]?.number ?? null;

  interface Comparison {
    readonly at: number;
    readonly op: 'eq' | 'gt' | 'gte' | 'lt' | 'lte' | 'between';
    readonly values: readonly number[];
    readonly money: boolean;
    readonly percent: boolean;
    readonly last: number;
    readonly numbers: readonly number[];
    readonly quality: string | null;
    readonly qualityMetric: string | null;
  }
  const comparison = (c: Comparison): boolean => {
    const done = (target: string): true => {
      use(c.at, `${c.op} ${c.values.join(' and ')}`);
      for (const n of c.numbers) use(n, target);
      if (has(next(c.last), 'unit_money')) use(next(c.last), 'US dollars');
      return true;
    };
    const op = suffixOp(c);
    const after = next(c.last);
    const unit = meaning(after, 'unit');
    const left = leftOf(c.at);
    const addField = (target: Field, factor: number): true => {
      const values = c.values.map((v) => Math.round(v * factor * 1e6) / 1e6);
      reading.conditions.push({
        filter: {
          kind: 'compare',
          member: memberOf(target),
          op: op as CompareOperator,
          values,
          label: `${nameOf(target)} ${symbol(op)} ${values.join(' and ')}`,
        },
        dataset: target.dataset,
        at: c.at,
        joined: null,
      });
      return done(`filter ${nameOf(target)}`);
    };
    const addFigure = (ref: Measure['ref'], at: number | null): true => {
      if (at !== null) use(at, 'figure of the condition');
      reading.figureConditions.push({ at: c.at, op, values: [...c.values], measure: ref, against: null });
      return done('condition on the figure');
    };
    if (c.quality) {
      const target = findField(model, c.quality);
      const factor = unit ? (target?.units.get(unit.unit) ?? null) : 1;
      if (target && factor !== null) {
        if (unit) use(after, 'unit');
        return addField(target, factor);
      }
    }
    if (unit && !meaning(after, 'dataset')) {
      const target = left.field?.units.has(unit.unit) ? left.field : unitField(unit.unit, c.at);
      if (target) {
        use(after, 'unit');
        return addField(target, target.units.get(unit.unit) ?? 1);
      }
    }
    const beyond = c.money && has(after, 'unit_money') ? next(after) : after;
    const right = meaning(beyond, 'metric')
      ? measureAt(beyond)
      : meaning(beyond, 'dataset') && !c.money
        ? measureAt(beyond)
        : null;
    if (right) {
      const dataset = meaning(beyond, 'dataset');
      if (dataset) reading.mentions.push({ dataset: dataset.name, at: beyond });
      return addFigure(right.ref, beyond);
    }
    const rightField = field(beyond);
    if (rightField && isNumeric(rightField) && !left.field) {
      use(beyond, `field ${rightField.name}`);
      return addField(rightField, 1);
    }
    const once = /^(once|twice)$/.test(items[c.last]?.tokens[0]?.lower ?? '');
    if (has(after, 'times') || once) {
      const event = reading.events.at(-1)?.dataset ?? eventIn();
      const metric = event ? model.datasets.get(event)?.countMetric : null;
      if (metric) {
        if (!once) use(after, 'times');
        return addFigure({ metric }, null);
      }
    }
    if (left.field && isNumeric(left.field)) {
      const attribute = reading.attributes.findIndex(
        (a) => a.members.includes(memberOf(left.field as Field)) && a.at === left.at,
      );
      if (attribute >= 0) reading.attributes.splice(attribute, 1);
      return addField(left.field, 1);
    }
    if (left.metric) return addFigure(left.metric, null);
    if (left.dataset) {
      const entry = model.datasets.get(left.dataset);
      const target = entry?.valueField ? entry.fields.get(entry.valueField) : undefined;
      if (target && (c.money || target.format === 'currency')) return addField(target, 1);
    }
    if (c.money || c.qualityMetric) {
      const metric = c.qualityMetric ?? [...model.metrics.values()].find((m) => m.format === 'currency')?.name;
      if (metric) return addFigure({ metric }, null);
    }
    const held = reading.measures[0];
    if (held && reading.dimensions.length > 0 && !c.money) return addFigure(held.ref, null);
    const verb = reading.events.at(-1);
    const metric = verb ? model.datasets.get(verb.dataset)?.countMetric : null;
    if (metric && !c.money && !c.percent) return addFigure({ metric }, null);
    return false;
  };
  const suffixOp = (c: Comparison): Comparison['op'] => {
    const after = next(c.last);
    if (has(after, 'or_more')) {
      use(after, 'or more');
      return 'gte';
    }
    if (has(after, 'or_less')) {
      use(after, 'or less');
      return 'lte';
    }
    return c.op;
  };
  const eventIn = (): string | null =>
    items.flatMap((_, i) =>
      meanings(i, 'verb')
        .filter((v) => v.of === 'dataset' && model.datasets.get(v.name)?.event)
        .map((v) => v.name),
    )[0] ?? null;
  const leftOf = (
    at: number,
  ): { field: Field | undefined; metric: Measure['ref'] | null; dataset: string | null; at: number } => {
    for (let i = at - 1, seen = 0; i >= 0 && seen < 4; i--) {
      if (items[i]?.filler) continue;
      seen += 1;
      if (items[i]?.time || (items[i]?.values.length ?? 0) > 0) continue;
      const verb = meanings(i, 'verb').find((v) => v.of === 'field' && isNumeric(findField(model, v.name)));
      const found = field(i);
      if (found && isNumeric(found)) return { field: found, metric: null, dataset: null, at: i };
      if (verb) return { field: findField(model, verb.name), metric: null, dataset: null, at: i };
      const metric = meaning(i, 'metric')?.name ?? meanings(i, 'verb').find((v) => v.of === 'metric')?.name;
      if (metric) {
        const drop = reading.measures.findIndex((m) => m.at === i && m.ref.metric === metric);
        if (drop >= 0 && reading.form !== 'compare' && reading.measures.length > 1) reading.measures.splice(drop, 1);
        return { field: undefined, metric: { metric }, dataset: null, at: i };
      }
      const dataset = meaning(i, 'dataset');
      if (dataset) return { field: undefined, metric: null, dataset: dataset.name, at: i };
      const event = meanings(i, 'verb').some((v) => v.of === 'dataset');
      if (event) return { field: undefined, metric: null, dataset: null, at: i };
    }
    return { field: undefined, metric: null, dataset: null, at: -1 };
  };
  const againstAverage = (at: number, than: number, name: string, of: 'field' | 'metric', op: 'gt' | 'lt'): boolean => {
    if (of === 'metric') return aboveAverage(at, op);
    const aggregate: Aggregate = has(than, 'median') ? 'median' : 'avg';
    reading.conditions.push({
      filter: {
        kind: 'against',
        member: name,
        op,
        aggregate,
        label: `${name.split('.').at(-1)?.replaceAll('_', ' ') ?? ''} ${op === 'gt' ? 'above' : 'below'} the ${aggregate === 'avg' ? 'average' : 'median'}`,
      },
      dataset: name.split('.')[0] ?? null,
      at,
      joined: null,
    });
    use(at, 'compared with the average');
    for (let i = at + 1; i <= than; i++) use(i, 'compared with the average');
    eatComparisonNoun(than);
    return true;
  };
  /** "than the average customer/film": the noun names again what is compared. */
  const eatComparisonNoun = (at: number): void => {
    const noun = next(at);
    if (meaning(noun, 'dataset') ?? field(noun)) use(noun, 'compared with the average');
  };
  const aboveAverage = (at: number, op: 'gt' | 'lt', through = at): boolean => {
    const left = leftOf(at);
    const aggregate: Aggregate = has(through, 'median') ? 'median' : 'avg';
    for (let i = at; i <= through; i++) use(i, 'compared with the average');
    const noun = next(through);
    const target = left.field ?? field(noun);
    if (target && isNumeric(target)) {
      use(noun, `field ${target.name}`);
      const attribute = reading.attributes.findIndex((a) => a.members.includes(memberOf(target)));
      if (attribute >= 0) reading.attributes.splice(attribute, 1);
      reading.conditions.push({
        filter: {
          kind: 'against',
          member: memberOf(target),
          op,
          aggregate,
          label: `${nameOf(target)} ${op === 'gt' ? 'above' : 'below'} average`,
        },
        dataset: target.dataset,
        at,
        joined: null,
      });
      return true;
    }
    const metric =
      left.metric ??
      (meaning(noun, 'metric') ? { metric: meaning(noun, 'metric')?.name ?? '' } : null) ??
      eventMetric();
    if (!metric) return true;
    if (meaning(noun, 'dataset') || meaning(noun, 'metric')) use(noun, 'compared with the average');
    reading.figureConditions.push({ at, op, values: [], measure: metric, against: aggregate });
    return true;
  };
  const eventMetric = (): Measure['ref'] | null => {
    const event = reading.events.at(-1)?.dataset ?? eventIn();
    const metric = event ? model.datasets.get(event)?.countMetric : null;
    return metric ? { metric } : null;
  };

  /** by month, per category and store, for each rating, monthly */
  const ruleBy = (at: number): boolean => {
    if (!has(at, 'by')) return false;
    const word = items[at]?.tokens.map((t) => t.lower).join(' ') ?? '';
    const per = /^(per|each|for each|for every|in each)/.test(word);
    let i = next(at);
    let found = false;
    if (agentPhrase(i)) {
      use(at, 'by whom');
      return true;
    }
    while (i < items.length) {
      if (has(i, 'and') && found && groupable(next(i))) i = next(i);
      if (has(i, 'by') && found && rankNoun(next(i))) break;
      if (has(i, 'by') && found && groupable(next(i))) {
        use(i, 'groups');
        i = next(i);
      }
      if ((has(i, 'total', 'distinct', 'different' as Operator) || has(i, 'count')) && !groupableNoun(i)) {
        if (!found && rankedBy(at, i)) return true;
        if (!found || !groupable(next(i))) break;
      }
      if (!found && rankedBy(at, i)) return true;
      const named = meaning(i, 'named') && groupable(next(i));
      if (named) break;
      const subject = ownField(i) ?? subjectOf(i);
      if (!subject || !groupable(i)) break;
      if (ownField(i)) {
        use(i, `grouped by ${describeSubject(subject)}`);
        i += 1;
      }
      reading.dimensions.push({ subject, at: i, per });
      use(i, `grouped by ${describeSubject(subject)}`);
      found = true;
      const extra = next(i);
      if (
        subject.kind === 'dataset' &&
        meaning(extra, 'field') &&
        /^(name|id)$/.test(items[extra]?.tokens[0]?.lower ?? '')
      )
        use(extra, 'name');
      i = next(i);
      if (
        !(has(i, 'and') && groupable(next(i))) &&
        !(has(i, 'by') && groupable(next(i))) &&
        !(groupable(i) && items[i - 1]?.tokens.at(-1) !== undefined && commaBefore(i))
      )
        break;
    }
    if (found) use(at, 'groups');
    return found;
  };
  /** "top 2 customers in each store by rentals": after a ranking, an event or figure is what ranks. */
  const rankNoun = (at: number): boolean =>
    reading.rank !== null &&
    (meaning(at, 'metric') !== undefined ||
      has(at, 'count', 'total') ||
      model.datasets.get(meaning(at, 'dataset')?.name ?? '')?.event === true);
  /** "customer country", "film rating": a field of the entity right after its noun. */
  const ownField = (at: number): Subject | null => {
    const dataset = meaning(at, 'dataset');
    const own = meanings(at + 1, 'field').find((m) => m.member.startsWith(`${dataset?.name ?? ' '}.`));
    return dataset &&
      own &&
      items[at + 1]?.status === 'open' &&
      !meaning(at + 1, 'dataset') &&
      !/^(name|id)$/.test(items[at + 1]?.tokens[0]?.lower ?? '')
      ? { kind: 'field', member: own.member }
      : null;
  };
  /** "rentals by customers from Canada": the by of who did it, not of a grouping. */
  const agentPhrase = (at: number): boolean => {
    const dataset = meaning(at, 'dataset');
    const word = items[at]?.tokens.at(-1)?.lower ?? '';
    const after = items[at + 1]?.tokens[0]?.lower ?? '';
    return (
      dataset !== undefined &&
      model.datasets.get(dataset.name)?.who === true &&
      word.endsWith('s') &&
      /^(from|in|living|who|with|at|of)$/.test(after) &&
      (items[next(at)]?.values.length ?? 0) > 0 &&
      reading.rank === null
    );
  };
  const commaBefore = (at: number): boolean => {
    const a = items[at - 1]?.tokens.at(-1)?.end ?? 0;
    const b = items[at]?.tokens[0]?.start ?? 0;
    return b - a >= 2;
  };
  const groupable = (at: number): boolean => groupableNoun(at) && items[at]?.status === 'open';
  const groupableNoun = (at: number): boolean =>
    meaning(at, 'dataset') !== undefined || meaning(at, 'grain') !== undefined || meaning(at, 'field') !== undefined;
  /** "top 5 customers by total spending": what follows "by" is the figure to rank with. */
  const rankedBy = (by: number, at: number): boolean => {
    let i = at;
    const skipped: number[] = [];
    while (i < items.length && (has(i, 'total', 'count', 'distinct', 'average') || items[i]?.filler)) {
      skipped.push(i);
      i += 1;
    }
    const counted = skipped.some((s) => has(s, 'count'));
    const averaged = skipped.some((s) => has(s, 'average'));
    const metric = meaning(i, 'metric');
    const verb = meanings(i, 'verb').find((v) => v.of === 'metric');
    const isEventNoun =
      meaning(i, 'dataset') !== undefined &&
      (counted || (reading.rank !== null && model.datasets.get(meaning(i, 'dataset')?.name ?? '')?.event === true));
    const numeric = field(i);
    if (metric || verb || isEventNoun) {
      const measure = measureAt(i);
      if (!measure) return false;
      const ref =
        averaged && !counted && measure.ref.metric ? { ...measure.ref, aggregate: 'avg' as const } : measure.ref;
      reading.rankMeasure = ref;
      addMeasure({ ...measure, ref });
      for (const s of skipped) use(s, 'ranks');
      use(by, 'ranks');
      use(i, `by ${ref.metric ?? ''}`);
      return true;
    }
    const sum = numeric && !averaged && model.datasets.get(numeric.dataset)?.event ? metricOfField(numeric) : null;
    if (sum && reading.rank !== null) {
      reading.rankMeasure = sum;
      addMeasure({ ref: sum, from: 'noun', at: i, counted: null });
      for (const s of skipped) use(s, 'ranks');
      use(by, 'ranks');
      use(i, `by ${sum.metric ?? ''}`);
      return true;
    }
    if (numeric && isNumeric(numeric) && (reading.rank !== null || averaged) && !counted) {
      reading.rankMeasure = averaged ? { field: memberOf(numeric), aggregate: 'avg' } : { field: memberOf(numeric) };
      for (const s of skipped) use(s, 'ranks');
      use(by, 'ranks');
      use(i, `by ${numeric.name}`);
      return true;
    }
    return false;
  };

  const ruleNegation = (at: number): boolean => {
    const op = ops(at).find((o) => o === 'not' || o === 'never' || o === 'no' || o === 'without' || o === 'except');
    if (!op) return false;
    negation = { op, at };
    reading.connectors.push({ op, at });
    use(at, 'not');
    return true;
  };
  const takeNegation = (at: number): boolean => {
    if (!negation || at - negation.at > (negation.op === 'except' ? 6 : 6)) return false;
    const taken = negation;
    if (taken.op !== 'except') negation = null;
    return true;
  };

  const ruleNamed = (at: number): boolean => {
    const found = meanings(at, 'named');
    if (found.length === 0) return false;
    const score = (name: string): number => {
      const dataset = model.namedFilters.get(name)?.dataset ?? '';
      const near = meaning(next(at), 'dataset')?.name === dataset ? 4 : 0;
      return near + (context.has(dataset) ? 2 : 0);
    };
    const best = [...found].sort((a, b) => score(b.name) - score(a.name))[0];
    const filter = best ? model.namedFilters.get(best.name) : undefined;
    if (!best || !filter) return false;
    const denied = negation !== null && negation.op !== 'except' && at - negation.at <= 3 ? takeNegation(at) : false;
    const negate = best.negate !== denied;
    const label = negate ? (filter.opposite[0] ?? `not ${filter.label}`) : filter.label;
    reading.conditions.push({
      filter: { kind: 'named', name: best.name, ...(negate ? { negate: true } : {}), label },
      dataset: filter.dataset,
      at,
      joined: joinerBefore(at),
    });
    use(at, `filter ${label}`);
    const noun = items[at]?.tokens.at(-1)?.forms;
    if (filter.noun && noun?.has('return')) reading.mentions.push({ dataset: filter.dataset, at });
    if (
      pendingCount !== null &&
      filter.noun &&
      !groupableNoun(next(at)) &&
      !items.some((_, i) => i > at && meaning(i, 'dataset'))
    ) {
      const measure = countOf({ kind: 'dataset', dataset: filter.dataset }, at);
      if (measure) addMeasure(measure);
      pendingCount = null;
    }
    return true;
  };

  const ruleTime = (at: number): boolean => {
    const time = items[at]?.time;
    if (!time) return false;
    const whole = time.kind === 'range' && [time.from, time.to].every((d) => d === null || d.endsWith('-01-01'));
    const year = whole ? yearField(at) : undefined;
    if (year && time.kind === 'range' && time.grain !== 'year') {
      const from = time.from ? Number(time.from.slice(0, 4)) : null;
      const to = time.to ? Number(time.to.slice(0, 4)) - 1 : null;
      const bounds =
        from !== null && to !== null
          ? { op: 'between' as const, values: [from, to] }
          : from !== null
            ? { op: 'gte' as const, values: [from] }
            : { op: 'lte' as const, values: [to ?? 0] };
      reading.conditions.push({
        filter: {
          kind: 'compare',
          member: memberOf(year),
          ...bounds,
          label: `${nameOf(year)} ${from ?? 'up'} to ${to ?? 'now'}`,
        },
        dataset: year.dataset,
        at,
        joined: null,
      });
      use(at, `filter ${nameOf(year)}`);
      return true;
    }
    if (year && time.kind === 'range') {
      reading.conditions.push({
        filter: {
          kind: 'compare',
          member: memberOf(year),
          op: 'eq',
          values: [Number(time.label)],
          label: `${nameOf(year)} ${time.label}`,
        },
        dataset: year.dataset,
        at,
        joined: null,
      });
      use(at, `filter ${nameOf(year)}`);
      return true;
    }
    const negated =
      (negation?.op === 'except' || negation?.op === 'not') && at - (negation?.at ?? 0) <= 3 && takeNegation(at);
    if (negated) negation = null;
    reading.times.push({ time, at, negated });
    use(at, 'time');
    return true;
  };
  const yearField = (at: number): Field | undefined => {
    for (let i = at - 1; i >= 0; i--) {
      const found =
        field(i) ??
        meanings(i, 'verb')
          .map((v) => (v.of === 'field' ? findField(model, v.name) : undefined))
          .find((f) => f?.year);
      if (found?.year) {
        use(i, `field ${found.name}`);
        const attribute = reading.attributes.findIndex((a) => a.members.includes(memberOf(found)));
        if (attribute >= 0) reading.attributes.splice(attribute, 1);
        return found;
      }
    }
    return undefined;
  };

  const ruleValue = (at: number): boolean => {
    const item = items[at];
    if (!item || item.values.length === 0) return false;
    const value = chooseValue(at, item.values);
    if (!value) return false;
    const found = findField(model, value.member);
    if (!found) return false;
    const joined = joinerBefore(at);
    const previous = reading.conditions.at(-1);
    const goesOn =
      (joined === 'and' || joined === 'or') &&
      previous?.filter.kind === 'compare' &&
      previous.filter.member === value.member &&
      (previous.filter.op === 'ne' || previous.filter.op === 'not_in' || previous.filter.op === 'has_not');
    const negated = (negation !== null && takeNegation(at)) || goesOn;
    if (!joined && negation?.op === 'except' && !negated) negation = null;
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
    reading.conditions.push({
      filter: {
        kind: 'compare',
        member: value.member,
        op,
        values: found.array ? [value.value] : same,
        label: `${nameOf(found)} ${negated ? 'is not' : '='} ${value.value}`,
      },
      dataset: found.dataset,
      at,
      joined,
    });
    use(at, `filter ${nameOf(found)} ${negated ? 'is not' : '='} ${value.value}`);
    if (item.tokens.some((t) => t.corrected)) item.status = 'assumed';
    for (const i of [before(at), next(at)])
      if (meanings(i, 'adjective').some((m) => m.member === value.member)) use(i, `names ${nameOf(found)}`);
    const label = field(next(at)) ?? field(before(at));
    for (const i of [next(at), before(at)]) {
      if (items[i]?.status !== 'open') continue;
      if (label && meanings(i, 'field').some((m) => m.member === value.member)) use(i, `names ${nameOf(found)}`);
      else if (
        meaning(i, 'dataset')?.name === found.dataset &&
        model.datasets.get(found.dataset)?.label.includes(found.name) &&
        !has(before(i), 'which', 'count') &&
        pendingCount === null &&
        reading.form !== 'which' &&
        reading.form !== 'what'
      )
        use(i, `names ${nameOf(found)}`);
    }
    return true;
  };
  const chooseValue = (at: number, values: readonly ValueMatch[]): ValueMatch | undefined => {
    const item = items[at];
    const single = item?.tokens.length === 1 && item.tokens[0]?.lower.length === 1;
    const near = new Set(
      [before(at), next(at)].flatMap((i) => [
        ...meanings(i, 'adjective').map((m) => m.member),
        ...meanings(i, 'field').map((m) => m.member),
      ]),
    );
    const nearDatasets = new Set([before(at), next(at)].flatMap((i) => meanings(i, 'dataset').map((m) => m.name)));
    const owners = nearDatasets.size > 0 ? nearDatasets : context;
    const open = values.filter(
      (v) =>
        !nearDatasets.has(v.member.split('.')[0] ?? '') &&
        [...owners].some(
          (name) => name !== v.member.split('.')[0] && model.hidden.has(`${name}.${v.member.split('.')[1] ?? ''}`),
        ),
    );
    // "customers in Canada" of a role that may not see where customers live is not about stores in Canada.
    if (open.length === values.length) return undefined;
    const named = values.filter((v) => near.has(v.member) || findField(model, v.member)?.partOfName !== true);
    if (named.length === 0) return undefined;
    const everyday = item?.meanings.some((m) => m.kind !== 'operator' && m.kind !== 'filler') ?? false;
    const verbs = new Set(
      items.flatMap((_, i) =>
        meanings(i, 'verb').flatMap((v) =>
          v.of === 'dataset'
            ? linked(v.name)
            : v.of === 'metric'
              ? linked(model.metrics.get(v.name)?.dataset ?? '')
              : [v.name.split('.')[0] ?? ''],
        ),
      ),
    );
    const scored = named.map((v, i) => {
      const dataset = v.member.split('.')[0] ?? '';
      return {
        v,
        score:
          (near.has(v.member) ? 8 : 0) +
          (nearDatasets.has(dataset) ? 5 : 0) +
          (context.has(dataset) ? 2 : 0) +
          (verbs.has(dataset) ? 1.5 : 0) +
          (v.exact ? 0.5 : 0) -
          i * 0.001,
      };
    });
    const best = scored.sort((a, b) => b.score - a.score)[0];
    if (
      single &&
      !(
        best &&
        (near.has(best.v.member) ||
          item?.tokens[0]?.glued === true ||
          items[at + 1]?.tokens[0]?.glued === true ||
          items.some(
            (other, i) =>
              i !== at &&
              Math.abs(i - at) === 2 &&
              has((i + at) / 2, 'and', 'or') &&
              other.values.some((v) => v.member === best.v.member),
          ))
      )
    )
      return undefined;
    if (everyday && best && best.score < 5 && !item?.tokens[0]?.capital) return undefined;
    return best?.v;
  };
  /** Datasets that an event or link joins: who may be meant by a name beside its verb. */
  const linked = (dataset: string): string[] => [
    dataset,
    ...model.relationships.filter((r) => r.from === dataset).map((r) => r.to),
  ];
  const joinerBefore = (at: number): 'and' | 'or' | 'versus' | null => {
    for (let i = at - 1; i >= 0 && i >= at - 3; i--) {
      if (has(i, 'or')) return 'or';
      if (has(i, 'and')) return 'and';
      if (has(i, 'versus', 'than')) return 'versus';
      if (!items[i]?.filler && !meaning(i, 'dataset') && items[i]?.number === null) break;
    }
    return commaBefore(at) && reading.conditions.at(-1)?.at === at - 1 ? 'and' : null;
  };

  /** store 1, stores 1 and 2, rental rate of 0.99, 90 minute films, customer 5 */
  const ruleNumber = (at: number): boolean => {
    const value = items[at]?.number;
    if (value === null || value === undefined || items[at]?.meanings.some((m) => m.kind === 'operator')) return false;
    if (has(at + 1, 'moving') || has(at + 2, 'moving')) return false;
    const upper = items[at + 1]?.tokens[0]?.lower === 'to' ? at + 2 : items[at + 1]?.tokens[0]?.glued ? at + 1 : -1;
    if (
      upper > 0 &&
      numberAt(upper) !== null &&
      (numberAt(upper) ?? 0) > value &&
      (meaning(next(upper), 'unit') ||
        has(next(upper), 'unit_money') ||
        items[at]?.tokens[0]?.money ||
        leftOf(at).field)
    ) {
      return comparison({
        at,
        op: 'between',
        values: [value, numberAt(upper) ?? value],
        money: items[at]?.tokens[0]?.money ?? false,
        percent: false,
        last: upper,
        numbers: [at, upper],
        quality: null,
        qualityMetric: null,
      });
    }
    const prior = before(at);
    const after = next(at);
    const previous = reading.conditions.at(-1);
    if (
      joinerBefore(at) &&
      previous?.filter.kind === 'compare' &&
      findField(model, previous.filter.member)?.dataset &&
      numbered(previous.filter.member) &&
      !meaning(after, 'unit') &&
      !meaning(after, 'dataset')
    )
      return numberValue(at, previous.filter.member, value);
    const dataset = meaning(prior, 'dataset');
    const beside =
      (items[at]?.tokens[0]?.start ?? 0) - (items[at - 1]?.tokens.at(-1)?.end ?? 0) <= 2 &&
      (prior === at - 1 || /^(number|no|id)$/.test(items[at - 1]?.tokens[0]?.lower ?? ''));
    if (
      dataset &&
      beside &&
      !commaBefore(at) &&
      (model.datasets.get(dataset.name)?.numbered ||
        (items[prior]?.tokens.length === 1 &&
          !items[prior]?.tokens[0]?.lower.endsWith('s') &&
          Number.isInteger(value) &&
          !meaning(after, 'unit')))
    ) {
      const key = model.datasets.get(dataset.name)?.primaryKey[0];
      const drop = reading.subject?.at === prior;
      if (drop) reading.subject = null;
      reading.mentions.push({ dataset: dataset.name, at: prior });
      if (key) return numberValue(at, `${dataset.name}.${key}`, value);
    }
    if (has(after, 'or_more', 'or_less'))
      return comparison({
        at,
        op: has(after, 'or_more') ? 'gte' : 'lte',
        values: [value],
        money: items[at]?.tokens[0]?.money ?? false,
        percent: false,
        last: at,
        numbers: [at],
        quality: null,
        qualityMetric: null,
      })
        ? true
        : trailingOp(at, value, after);
    const unit = meaning(after, 'unit');
    const left = leftOf(at);
    if (left.field && isNumeric(left.field) && at - left.at <= 4) {
      const factor = unit ? (left.field.units.get(unit.unit) ?? 1) : 1;
      if (unit) use(after, 'unit');
      if (has(after, 'unit_money')) use(after, 'US dollars');
      use(left.at, `field ${left.field.name}`);
      const attribute = reading.attributes.findIndex((a) => a.members.includes(memberOf(left.field as Field)));
      if (attribute >= 0) reading.attributes.splice(attribute, 1);
      return numberFilter(at, left.field, value * factor);
    }
    if (unit) {
      const found = unitField(unit.unit, at);
      if (found && !found.isTime) {
        use(after, 'unit');
        return numberFilter(at, found, value * (found.units.get(unit.unit) ?? 1));
      }
    }
    return false;
  };
  const trailingOp = (at: number, value: number, after: number): boolean => {
    const noun = next(after);
    const measure = meaning(noun, 'dataset') || meaning(noun, 'metric') ? measureAt(noun) : null;
    if (!measure) return false;
    use(noun, 'figure of the condition');
    use(after, 'or more');
    use(at, 'condition on the figure');
    reading.figureConditions.push({
      at,
      op: has(after, 'or_more') ? 'gte' : 'lte',
      values: [value],
      measure: measure.ref,
      against: null,
    });
    return true;
  };
  const numbered = (member: string): boolean => {
    const [dataset, name] = member.split('.');
    return model.datasets.get(dataset ?? '')?.primaryKey[0] === name;
  };
  const numberValue = (at: number, member: string, value: number): true => {
    const [dataset = ''] = member.split('.');
    const noun = model.datasets.get(dataset)?.noun[0] ?? dataset;
    const negated = negation !== null && takeNegation(at);
    const bound = storeVerbField(at, dataset);
    reading.conditions.push({
      filter: {
        kind: 'compare',
        member: bound ?? member,
        op: negated ? 'ne' : 'eq',
        values: [value],
        label: `${noun} ${negated ? 'is not ' : ''}${value}`,
      },
      dataset: (bound ?? member).split('.')[0] ?? dataset,
      at,
      joined: joinerBefore(at),
    });
    use(at, `filter ${noun} ${value}`);
    use(before(at), `filter ${noun} ${value}`);
    return true;
  };
  /** "registered at store 1": a verb of a field that points at the dataset binds the value to that field. */
  const storeVerbField = (at: number, dataset: string): string | null => {
    for (const [i] of items.entries()) {
      for (const verb of meanings(i, 'verb')) {
        const found = verb.of === 'field' ? findField(model, verb.name) : undefined;
        if (
          found &&
          Math.abs(i - at) <= 6 &&
          context.has(found.dataset) &&
          model.relationships.some(
            (r) => r.from === found.dataset && r.to === dataset && r.fromColumns.includes(found.name),
          )
        ) {
          use(i, `names ${nameOf(found)}`);
          return memberOf(found);
        }
      }
    }
    return null;
  };
  const numberFilter = (at: number, target: Field, value: number): true => {
    const negated = negation !== null && takeNegation(at);
    reading.conditions.push({
      filter: {
        kind: 'compare',
        member: memberOf(target),
        op: negated ? 'ne' : 'eq',
        values: [Math.round(value * 1e6) / 1e6],
        label: `${nameOf(target)} ${negated ? 'is not' : '='} ${value}`,
      },
      dataset: target.dataset,
      at,
      joined: joinerBefore(at),
    });
    use(at, `filter ${nameOf(target)} = ${value}`);
    if (has(next(at), 'unit_money')) use(next(at), 'US dollars');
    return true;
  };

  /** A noun or verb of the model where no other rule took it. */
  const ruleMention = (at: number): boolean => {
    const metric = meaning(at, 'metric');
    const dataset = meaning(at, 'dataset');
    const grain = meaning(at, 'grain');
    const verb = meanings(at, 'verb');
    if (has(at, 'more', 'fewer')) return moreRule(at);
    if (metric && !(dataset && pendingCount !== null)) {
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
      pendingCount = null;
      use(at, `metric ${metric.name}`);
      return true;
    }
    const own = dataset ? ownField(at) : null;
    if (dataset && own?.kind === 'field') {
      reading.mentions.push({ dataset: dataset.name, at });
      use(at, dataset.name);
      return true;
    }
    if (dataset) return mentionDataset(dataset.name, at);
    const found = field(at);
    if (found) return mentionField(found, at);
    const kept = meaning(at, 'unit') && reading.aggregate ? verbUnitField(meaning(at, 'unit')?.unit ?? '') : undefined;
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
    if (grain && pendingCount !== null) {
      pendingCount = null;
      reading.countedGrain = grain.grain as TimeGrain;
      use(at, `counts ${grain.grain}s`);
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
    if (verb.length > 0) return mentionVerb(at, verb);
    const quality = meaning(at, 'quality');
    if (quality && reading.rank && reading.rankMeasure === null) {
      reading.rankMeasure = quality.of === 'metric' ? { metric: quality.name } : { field: quality.name };
      use(at, `by ${quality.name}`);
      return true;
    }
    if (
      quality &&
      quality.of === 'field' &&
      (reading.form === 'how_long' || items[before(at)]?.tokens[0]?.lower === 'how' || alreadyCompared(quality.name))
    ) {
      if (items[before(at)]?.tokens[0]?.lower === 'how') {
        reading.attributes.push({ members: [quality.name], at });
        use(before(at), 'question form');
      }
      use(at, `field ${quality.name.split('.').at(-1) ?? ''}`);
      return true;
    }
    return false;
  };
  /** "average days a film is kept": the unit of a field whose verb the question holds. */
  const verbUnitField = (unit: string): Field | undefined =>
    items
      .flatMap((_, i) => meanings(i, 'verb').flatMap((v) => (v.of === 'field' ? [findField(model, v.name)] : [])))
      .find((f): f is Field => f !== undefined && f.units.has(unit));
  const alreadyCompared = (member: string): boolean =>
    reading.conditions.some((c) => c.filter.kind === 'compare' && c.filter.member === member);
  /** "which store has more customers", "did we rent more in July or August" */
  const moreRule = (at: number): boolean => {
    const after = next(at);
    const measure = items[after] ? measureAt(after) : null;
    reading.rank ??= { direction: has(at, 'more') ? 'desc' : 'asc', count: 1, offset: 0, at };
    use(at, has(at, 'more') ? 'highest first' : 'lowest first');
    if (measure && (meaning(after, 'metric') || meaning(after, 'dataset'))) {
      reading.rankMeasure = measure.ref;
      addMeasure(measure);
      use(after, `by ${measure.ref.metric ?? ''}`);
    }
    return true;
  };
  const mentionDataset = (name: string, at: number): boolean => {
    const denied =
      negation !== null &&
      at - negation.at <= 3 &&
      (negation.op === 'no' || negation.op === 'without' || negation.op === 'never' || negation.op === 'not');
    if (denied && negation && pendingCount === null) {
      negation = null;
      reading.events.push({ dataset: name, at, negated: true, verb: false });
      use(at, `no ${model.datasets.get(name)?.noun[1] ?? name}`);
      return true;
    }
    const summed = reading.sumOf !== null && at - reading.sumOf <= 4 ? valueField(at) : undefined;
    if (summed) {
      addMeasure({
        ref: metricOfField(summed) ?? { field: memberOf(summed), aggregate: 'sum' },
        from: 'noun',
        at,
        counted: null,
      });
      reading.mentions.push({ dataset: name, at });
      use(at, `sum of ${nameOf(summed)}`);
      return true;
    }
    const held = reading.aggregate;
    const subject: Subject = { kind: 'dataset', dataset: name };
    if (pendingCount !== null) {
      pendingCount = null;
      const measure = countOf(subject, at);
      if (measure) {
        const aggregate = held ? takeAggregate() : null;
        addMeasure(aggregate ? { ...measure, ref: { ...measure.ref, aggregate: aggregate.aggregate } } : measure);
        use(at, `counts ${model.datasets.get(name)?.noun[1] ?? name}`);
        return true;
      }
    }
    const value = valueField(at);
    if (held && value) {
      const aggregate = takeAggregate();
      addMeasure({
        ref: {
          field: memberOf(value),
          aggregate: aggregate?.aggregate ?? 'avg',
          ...(aggregate?.fraction !== null && aggregate ? { fraction: aggregate.fraction } : {}),
        },
        from: 'noun',
        at,
        counted: null,
      });
      reading.mentions.push({ dataset: name, at });
      use(at, `field ${value.name}`);
      return true;
    }
    if (held && model.datasets.get(name)?.event && items[next(at)] && has(next(at), 'by')) {
      const aggregate = takeAggregate();
      const measure = countOf(subject, at);
      if (measure && aggregate) {
        addMeasure({ ...measure, ref: { ...measure.ref, aggregate: aggregate.aggregate } });
        use(at, `counts ${model.datasets.get(name)?.noun[1] ?? name}`);
        return true;
      }
    }
    const single =
      /^(a|an|one|single)$/.test(items[at - 1]?.tokens.at(-1)?.lower ?? '') &&
      !/s$/.test(items[at]?.tokens.at(-1)?.lower ?? '');
    reading.mentions.push({ dataset: name, at, ...(single ? { single } : {}) });
    const asks =
      reading.form === 'which' ||
      reading.form === 'what' ||
      reading.form === 'list' ||
      reading.form === 'who' ||
      reading.form === 'where';
    const ranked = reading.rank !== null && at - reading.rank.at <= 5;
    const after = pastPreposition(at);
    if (reading.subject === null && (ranked || (asks && !after))) {
      reading.subject = { subject, at };
      use(at, `lists ${model.datasets.get(name)?.noun[1] ?? name}`);
    } else use(at, model.datasets.get(name)?.noun[1] ?? name);
    return true;
  };
  /** Whether the noun hangs on an earlier one: "… of the films", "from customers". */
  const pastPreposition = (at: number): boolean => {
    let i = at - 1;
    while (
      i >= 0 &&
      (/^(the|our|a|an|all|any)$/.test(items[i]?.tokens[0]?.lower ?? '') || (items[i]?.values.length ?? 0) > 0)
    )
      i -= 1;
    return (
      /^(of|from|for|in|with|at|by|to)$/.test(items[i]?.tokens.at(-1)?.lower ?? '') &&
      (reading.subject !== null || reading.measures.length > 0 || reading.attributes.length > 0)
    );
  };
  const mentionField = (found: Field, at: number): boolean => {
    const held = reading.aggregate;
    const member = memberOf(found);
    if (pendingCount !== null) {
      pendingCount = null;
      addMeasure({ ref: { field: member, aggregate: 'count_distinct' }, from: 'count', at, counted: null });
      use(at, `counts ${nameOf(found)}`);
      return true;
    }
    if (held && (found.isTime || isNumeric(found))) {
      const aggregate = takeAggregate();
      addMeasure({
        ref: {
          field: member,
          aggregate: aggregate?.aggregate ?? 'avg',
          ...(aggregate?.fraction !== null && aggregate ? { fraction: aggregate.fraction } : {}),
        },
        from: 'noun',
        at,
        counted: null,
      });
      use(at, `field ${nameOf(found)}`);
      return true;
    }
    if (negation && at - negation.at <= 3 && (negation.op === 'no' || negation.op === 'without')) {
      negation = null;
      reading.conditions.push({
        filter: { kind: 'compare', member, op: 'is_null', values: [], label: `no ${nameOf(found)}` },
        dataset: found.dataset,
        at,
        joined: null,
      });
      use(at, `no ${nameOf(found)}`);
      return true;
    }
    const asks =
      reading.form === 'which' ||
      reading.form === 'list' ||
      (reading.form === 'what' && items[at]?.tokens.at(-1)?.lower.endsWith('s') === true);
    const ranked = reading.rank !== null && at - reading.rank.at <= 5;
    if (reading.subject === null && (found.entity || found.values) && (ranked || asks) && !reading.attributes.length)
      reading.subject = { subject: { kind: 'field', member }, at };
    else reading.attributes.push({ members: [member], at });
    use(at, `field ${nameOf(found)}`);
    return true;
  };
  const mentionVerb = (at: number, verbs: readonly Extract<Meaning, { kind: 'verb' }>[]): boolean => {
    const denied = negation !== null && at - negation.at <= 4;
    const event = verbs.find((v) => v.of === 'dataset' && model.datasets.has(v.name));
    const metric = verbs.find((v) => v.of === 'metric');
    const of = verbs.find((v) => v.of === 'field');
    if (
      event &&
      items[at - 1]?.tokens.at(-1)?.lower === 'to' &&
      items.some(
        (_, i) => i < at && meanings(i, 'verb').some((v) => v.of === 'field' && isNumeric(findField(model, v.name))),
      )
    ) {
      use(at, 'names the price');
      return true;
    }
    if (event && (model.datasets.get(event.name)?.event || denied)) {
      if (denied) negation = null;
      reading.events.push({ dataset: event.name, at, negated: denied, verb: true });
      use(at, `${denied ? 'no ' : ''}${model.datasets.get(event.name)?.noun[1] ?? event.name}`);
      return true;
    }
    if (metric) {
      reading.verbs.push({ metric: metric.name, at });
      use(at, `metric ${metric.name}`);
      return true;
    }
    if (event) {
      reading.events.push({ dataset: event.name, at, negated: denied, verb: true });
      if (denied) negation = null;
      use(at, `links ${event.name.replaceAll('_', ' ')}`);
      return true;
    }
    if (of) {
      const found = findField(model, of.name);
      if (!found) return false;
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
        (reading.form === 'what' &&
          isNumeric(found) &&
          !items.some((item, i) => i > at && item.number !== null && item.meanings.length === 0))
      )
        reading.attributes.push({ members: [of.name], at });
      use(at, `field ${nameOf(found)}`);
      return true;
    }
    return false;
  };

  const ruleConnector = (at: number): boolean => {
    const item = items[at];
    if (!item) return false;
    const op = ops(at).find((o) => o !== 'count');
    if (
      op === 'and' ||
      op === 'or' ||
      op === 'versus' ||
      op === 'both' ||
      op === 'than' ||
      op === 'only' ||
      op === 'every' ||
      op === 'difference' ||
      op === 'distribution' ||
      op === 'cumulative_share' ||
      op === 'there'
    ) {
      reading.connectors.push({ op, at });
      if (op === 'only') reading.only = true;
      use(at, op.replaceAll('_', ' '));
      return true;
    }
    if (op === 'between' && reading.connectors.some((c) => c.op === 'difference')) {
      use(at, 'difference');
      return true;
    }
    if (op === 'pronoun') {
      reading.pronoun ??= at;
      item.status = item.filler ? 'ignored' : 'open';
      return true;
    }
    if (op === 'times' && (reading.form === 'how_often' || pendingCount !== null)) {
      use(at, 'times');
      return true;
    }
    const adjective = meaning(at, 'adjective');
    if (
      adjective &&
      reading.conditions.some((c) => c.filter.kind === 'compare' && c.filter.member === adjective.member)
    ) {
      use(at, 'names the condition');
      return true;
    }
    if (item.filler || meaning(at, 'filler')) {
      [item.status, item.as] = ['ignored', null];
      return true;
    }
    return false;
  };

  const finish = (): void => {
    reading.counting = pendingCount !== null;
  };
  return { step, finish };
}

/** Datasets that the question names anywhere, so that "name" or "city" can be tied to the right one. */
function mentionedDatasets(items: readonly Item[], model: Model): ReadonlySet<string> {
  const out = new Set<string>();
  for (const item of items)
    for (const m of item.meanings) if (m.kind === 'dataset' && model.datasets.has(m.name)) out.add(m.name);
  return out;
}

export function isNumeric(field: Field | undefined): field is Field {
  return (
    field !== undefined &&
    (field.datatype === 'Integer' || field.datatype === 'Decimal' || field.datatype === 'Float') &&
    !field.name.endsWith('_id')
  );
}

export function nameOf(field: Field): string {
  return field.name.replaceAll('_', ' ');
}

function describeSubject(subject: Subject): string {
  return subject.kind === 'dataset'
    ? subject.dataset
    : subject.kind === 'field'
      ? (subject.member.split('.')[1] ?? '').replaceAll('_', ' ')
      : subject.grain.replaceAll('_', ' ');
}

function symbol(op: string): string {
  return (
    (
      { gt: 'above', gte: 'at least', lt: 'below', lte: 'at most', eq: '=', between: 'between' } as Record<
        string,
        string
      >
    )[op] ?? op
  );
}

export type { Filter };
