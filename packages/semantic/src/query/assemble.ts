import type { Aggregate, Calculation, DimensionRef, Filter, MetricRef, Sort, TimeRange } from '@copilot/contracts';
import { SemanticQuerySchema } from '@copilot/contracts';
import { findField, memberOf, type Model } from '../model/model.js';
import { chooseJoinPath, fansOut } from '../plan/join-path.js';
import type { Condition, Draft, Measure, Reading, Subject } from '../question/reading.js';
import { resolveTime, type Clock } from '../question/resolve-time.js';
import { isNumeric } from '../model/is-numeric.js';

export interface AssembleContext {
  readonly model: Model;
  readonly clock: Clock;
  /** Range of the turn before, for "the month after". */
  readonly previousTime: TimeRange | null;
}

/** What keeps a reading from becoming a query. */
export interface Gap {
  readonly code: 'nothing-asked' | 'no-figure' | 'no-entity' | 'unsure';
  readonly hint: string;
}

/** Turns what was found in the question into a semantic query, or says what is missing. */
export function assemble(
  reading: Reading,
  context: AssembleContext,
): { readonly draft: Draft } | { readonly gap: Gap } {
  const builder = createBuilder(reading, context);
  return builder.build();
}

function createBuilder(
  reading: Reading,
  { model, clock, previousTime }: AssembleContext,
): { build(): { draft: Draft } | { gap: Gap } } {
  const assumptions: string[] = [];
  let doubts = 0;
  const filters: Filter[] = [];
  let timeRange: TimeRange | null = null;

  const build = (): { draft: Draft } | { gap: Gap } => {
    preferNamedField();
    const measures = [...reading.measures];
    const has = reading.calculations;
    const attributeMeasures = attributesAsMeasures();
    measures.push(...attributeMeasures);
    if (measures.length === 0 && reading.verbs.length > 0 && wantsFigure()) measures.push(verbMeasure());
    if (measures.length === 0 && reading.form === 'how_often') {
      const event = positiveEvents()[0]?.dataset;
      const metric = metricOf(event ?? '');
      if (metric) measures.push({ ref: { metric }, from: 'verb', at: 0, counted: event ?? null });
    }
    if (measures.length === 0 && reading.countedGrain && reading.figureConditions.length === 0) {
      const implied = eventMeasure();
      if (implied) measures.push(implied);
    }
    if (measures.length === 0 && reading.counting) {
      const implied = eventMeasure() ?? countShare();
      if (implied) measures.push(implied);
    }
    if (
      measures.length === 0 &&
      reading.form === 'when' &&
      reading.rankMeasure?.field &&
      findField(model, reading.rankMeasure.field)?.isTime
    ) {
      const { field } = reading.rankMeasure;
      const aggregate: Aggregate = reading.extreme ?? 'max';
      reading.rank = null;
      reading.rankMeasure = null;
      reading.subject = null;
      return figures([{ ref: { field, aggregate }, from: 'noun', at: 0, counted: null }]);
    }
    if (measures.length === 0 && reading.rank && reading.rankMeasure === null && !reading.subject) {
      const implied = eventMeasure();
      if (implied) measures.push(implied);
    }
    if (
      measures.length === 0 &&
      reading.rank &&
      reading.rankMeasure === null &&
      reading.subject &&
      !has.some((c) => c.kind === 'share')
    ) {
      const implied = reading.subject.subject.kind === 'grain' ? eventMeasure() : impliedMeasure();
      if (implied) measures.push(implied);
    }
    if (
      measures.length === 0 &&
      reading.rank === null &&
      reading.figureConditions.length === 0 &&
      figureAsked() &&
      (reading.form === 'yes_no' || reading.form === 'compare' || !asksForEntity())
    ) {
      const implied = eventMeasure();
      if (implied) measures.push(implied);
    }
    if (reading.form === 'how_long' && reading.aggregate && measures.length === 0) {
      const field = reading.mentions
        .flatMap((m) => [...(model.datasets.get(m.dataset)?.fields.values() ?? [])])
        .find((f) => f.moreWords.includes('long'));
      if (field)
        measures.push({
          ref: { field: memberOf(field), aggregate: reading.aggregate.aggregate },
          from: 'noun',
          at: 0,
          counted: null,
        });
    }
    distribution(measures);
    if (has.length > 0 && measures.length === 0) {
      const implied = eventMeasure() ?? countShare();
      if (implied) measures.push(implied);
    }
    if (
      measures.length === 0 &&
      reading.rank &&
      reading.rankMeasure &&
      !reading.subject &&
      reading.dimensions.length === 0
    )
      return superlativeAlone();
    if (isListing(measures)) return listing();
    if (
      measures.length === 0 &&
      reading.rankMeasure === null &&
      reading.dimensions.length === 0 &&
      reading.figureConditions.length === 0
    )
      return { gap: { code: reading.mentions.length > 0 ? 'no-figure' : 'nothing-asked', hint: '' } };
    return figures(measures);
  };

  /** "the most expensive film to replace": a field named outright is ranked before the one the adjective usually means. */
  const preferNamedField = (): void => {
    const meant = reading.rankMeasure?.field ? findField(model, reading.rankMeasure.field) : undefined;
    const named = meant
      ? reading.attributes.find((a) =>
          a.members.some(
            (m) =>
              m !== reading.rankMeasure?.field &&
              findField(model, m)?.dataset === meant.dataset &&
              findField(model, m)?.format === meant.format &&
              meant.format !== null,
          ),
        )
      : undefined;
    if (!named?.members[0] || !reading.rankMeasure) return;
    reading.rankMeasure = { ...reading.rankMeasure, field: named.members[0] };
    reading.attributes.splice(reading.attributes.indexOf(named), 1);
  };
  const positiveEvents = () => reading.events.filter((e) => !e.negated && model.datasets.get(e.dataset)?.event);
  const metricOf = (dataset: string): string | null => {
    const name = model.datasets.get(dataset)?.countMetric;
    return name && model.metrics.has(name) ? name : null;
  };
  const wantsFigure = (): boolean =>
    reading.form === 'how_much' ||
    reading.rank !== null ||
    reading.dimensions.length > 0 ||
    reading.form === 'yes_no' ||
    reading.form === 'compare' ||
    reading.form === 'what' ||
    reading.form === null ||
    reading.form === 'count' ||
    reading.calculations.length > 0 ||
    reading.times.length > 0;
  const asksForEntity = (): boolean =>
    reading.subject !== null &&
    (reading.form === 'which' ||
      reading.form === 'list' ||
      reading.form === 'who' ||
      reading.form === 'what' ||
      reading.form === 'where');
  const figureAsked = (): boolean =>
    reading.form !== 'who' && reading.form !== 'where' && reading.attributes.length === 0;
  const verbMeasure = (): Measure => {
    const verb = reading.verbs[0];
    return { ref: { metric: verb?.metric ?? '' }, from: 'verb', at: verb?.at ?? 0, counted: null };
  };
  /** "average film length": a numeric attribute with an aggregate in front is a figure; so is one that is grouped. */
  const attributesAsMeasures = (): Measure[] => {
    const held = reading.aggregate;
    const out: Measure[] = [];
    for (const attribute of [...reading.attributes]) {
      const field = findField(model, attribute.members[0] ?? '');
      if (!field || !isNumeric(field)) continue;
      if (reading.total && !held) {
        const over = reading.mentions.find(
          (m) =>
            m.dataset !== field.dataset && !model.datasets.get(m.dataset)?.event && keepsRows(m.dataset, field.dataset),
        );
        out.push({
          ref: { field: memberOf(field), aggregate: 'sum', ...(over ? { of: over.dataset } : {}) },
          from: 'noun',
          at: attribute.at,
          counted: null,
        });
        reading.attributes.splice(reading.attributes.indexOf(attribute), 1);
      } else if (held || (reading.dimensions.length > 0 && reading.form !== 'which' && reading.form !== 'list')) {
        const aggregate: Aggregate = held?.aggregate ?? 'avg';
        if (!held) assumptions.push(`The average ${field.name.replaceAll('_', ' ')} is shown.`);
        out.push({
          ref: {
            field: memberOf(field),
            aggregate,
            ...(held?.fraction !== null && held ? { fraction: held.fraction } : {}),
          },
          from: 'noun',
          at: attribute.at,
          counted: null,
        });
        reading.attributes.splice(reading.attributes.indexOf(attribute), 1);
      }
    }
    return out;
  };
  /** "best customers": the model says by which figure an entity is measured. */
  const impliedMeasure = (): Measure | null => {
    if (reading.verbs.length > 0) return verbMeasure();
    const event = positiveEvents()[0];
    const eventMetric = event ? metricOf(event.dataset) : null;
    if (event && eventMetric)
      return { ref: { metric: eventMetric }, from: 'verb', at: event.at, counted: event.dataset };
    const dataset =
      reading.subject?.subject.kind === 'dataset'
        ? reading.subject.subject.dataset
        : reading.subject?.subject.kind === 'field'
          ? (reading.subject.subject.member.split('.')[0] ?? '')
          : '';
    const metric = model.datasets.get(dataset)?.measureMetric;
    if (!metric || !model.metrics.has(metric)) return null;
    assumptions.push(
      `"${reading.rank?.direction === 'desc' ? 'Best' : 'Worst'}" is taken by ${model.metrics.get(metric)?.label ?? metric}; say "by …" for another measure.`,
    );
    doubts += 1;
    return { ref: { metric }, from: 'verb', at: 0, counted: null };
  };
  const eventMeasure = (): Measure | null => {
    if (reading.verbs.length > 0) return verbMeasure();
    const noun = reading.mentions.find((m) => model.datasets.get(m.dataset)?.event);
    const event = positiveEvents()[0];
    const dataset =
      noun?.dataset ??
      event?.dataset ??
      (reading.dimensions.length > 0 || reading.times.length > 0 ? reading.mentions[0]?.dataset : undefined) ??
      namedDataset();
    const metric = dataset ? metricOf(dataset) : null;
    return metric ? { ref: { metric }, from: 'noun', at: noun?.at ?? event?.at ?? 0, counted: dataset ?? null } : null;
  };
  const namedDataset = (): string | undefined =>
    reading.conditions.find((c) => c.filter.kind === 'named' && model.datasets.get(c.dataset ?? '')?.event)?.dataset ??
    undefined;
  const countShare = (): Measure | null => {
    const dataset =
      reading.mentions[0]?.dataset ??
      (reading.subject?.subject.kind === 'dataset' ? reading.subject.subject.dataset : undefined);
    const metric = dataset ? metricOf(dataset) : null;
    return metric ? { ref: { metric }, from: 'count', at: 0, counted: dataset ?? null } : null;
  };

  /** "distribution of payment amounts": how many rows have each value, in steps that fit the unit. */
  const distribution = (measures: Measure[]): void => {
    if (!reading.connectors.some((c) => c.op === 'distribution')) return;
    const numeric =
      measures.map((m) => findField(model, m.ref.field ?? '')).find((f) => f !== undefined && isNumeric(f)) ??
      reading.attributes.map((a) => findField(model, a.members[0] ?? '')).find((f) => f !== undefined);
    const metric = numeric ? metricOf(numeric.dataset) : null;
    if (!numeric || !metric) return;
    measures.splice(0, measures.length, { ref: { metric }, from: 'count', at: 0, counted: numeric.dataset });
    reading.attributes.splice(0);
    reading.aggregate = null;
    spread = numeric;
  };
  let unclearTime = false;
  let spread: ReturnType<typeof findField>;

  const isListing = (measures: readonly Measure[]): boolean => {
    if (measures.length > 0 || reading.figureConditions.length > 0) return false;
    if (reading.dimensions.length > 0 && (reading.attributes.length === 0 || reading.subject !== null)) return false;
    if (reading.rankMeasure && 'metric' in reading.rankMeasure && reading.rankMeasure.metric) return false;
    if (reading.subject?.subject.kind === 'grain') return false;
    return (
      reading.subject !== null ||
      reading.attributes.length > 0 ||
      reading.form === 'who' ||
      reading.form === 'where' ||
      reading.form === 'when' ||
      reading.form === 'list' ||
      (reading.form === 'how_long' && reading.conditions.length > 0) ||
      (reading.mentions.length > 0 && (reading.conditions.length > 0 || reading.events.length > 0))
    );
  };

  /** "largest payment", "when was the first rental", "cheapest film". */
  const superlativeAlone = (): { draft: Draft } | { gap: Gap } => {
    const ref = reading.rankMeasure;
    const field = ref?.field ? findField(model, ref.field) : undefined;
    if (!field) return { gap: { code: 'no-entity', hint: 'Say what should be ranked.' } };
    const dataset = model.datasets.get(field.dataset);
    const mentioned = reading.mentions.find((m) => m.dataset === field.dataset);
    if (field.isTime && reading.form !== 'when' && reading.form !== null && mentioned) return listing();
    if (dataset && !dataset.event && (mentioned || reading.rank?.count)) {
      reading.subject = { subject: { kind: 'dataset', dataset: field.dataset }, at: reading.rank?.at ?? 0 };
      return listing();
    }
    if (reading.rank?.count && reading.rank.count > 1 && dataset) {
      reading.subject = { subject: { kind: 'dataset', dataset: field.dataset }, at: reading.rank.at };
      return listing();
    }
    const aggregate: Aggregate = reading.extreme ?? (reading.rank?.direction === 'asc' ? 'min' : 'max');
    reading.rank = null;
    reading.rankMeasure = null;
    return figures([{ ref: { field: memberOf(field), aggregate }, from: 'noun', at: 0, counted: null }]);
  };

  // ---- figures ------------------------------------------------------------------------------------------------
  const figures = (found: readonly Measure[]): { draft: Draft } | { gap: Gap } => {
    const dimensions: DimensionRef[] = [];
    const limitPer: number[] = [];
    let measures = [...found];
    const head = measures[0];
    const listed =
      reading.subject?.subject.kind === 'dataset' &&
      reading.dimensions.length > 0 &&
      reading.rank === null &&
      reading.figureConditions.length === 0
        ? reading.subject.subject.dataset
        : null;
    const listedMetric = listed ? metricOf(listed) : null;
    if (listed && listedMetric) {
      measures.unshift({ ref: { metric: listedMetric }, from: 'count', at: reading.subject?.at ?? 0, counted: listed });
      reading.subject = null;
    }
    const counted = head?.counted ?? null;
    const share = reading.calculations.find((c) => c.kind === 'share');

    const sharedField = reading.rankMeasure?.field
      ? measures.find((m) => m.ref.field === reading.rankMeasure?.field && m.ref.aggregate)
      : undefined;
    if (sharedField) reading.rankMeasure = sharedField.ref;

    // "average revenue per customer": the group named after "per" is the entity that the figure is taken for first.
    const groups = [...reading.dimensions];
    const aggregated = measures.find((m) => m.ref.aggregate && m.ref.metric);
    const held =
      reading.aggregate ??
      (aggregated?.ref.aggregate
        ? { aggregate: aggregated.ref.aggregate, fraction: aggregated.ref.fraction ?? null, at: aggregated.at }
        : null);
    if (held && measures.some((m) => m.ref.metric)) {
      const perAt = groups.findIndex(
        (g) => g.per && (g.subject.kind === 'dataset' || g.subject.kind === 'grain') && g.subject !== undefined,
      );
      const subjectEntity =
        reading.subject?.subject.kind === 'dataset' && !model.datasets.get(reading.subject.subject.dataset)?.event
          ? reading.subject.subject
          : null;
      const mentionedEntity = reading.mentions.find(
        (m) =>
          !model.datasets.get(m.dataset)?.event &&
          !model.datasets.get(m.dataset)?.bridge &&
          reading.conditions.every((c) => c.dataset !== m.dataset || c.filter.kind === 'named'),
      );
      const single =
        groups.length > 0
          ? reading.mentions.find(
              (m) => m.single && !groups.some((g) => g.subject.kind === 'dataset' && g.subject.dataset === m.dataset),
            )
          : undefined;
      const per = single
        ? single.dataset
        : perAt >= 0
          ? perName(groups[perAt]?.subject)
          : (held.aggregate === 'median' || held.aggregate === 'avg') &&
              (subjectEntity ?? mentionedEntity) &&
              groups.length === 0
            ? (subjectEntity?.dataset ?? mentionedEntity?.dataset ?? null)
            : null;
      if (per) {
        if (perAt >= 0 && !single) groups.splice(perAt, 1);
        measures = measures.map((m) =>
          m.ref.metric
            ? {
                ...m,
                ref: {
                  metric: m.ref.metric,
                  per,
                  aggregate: held.aggregate,
                  ...(held.fraction !== null ? { fraction: held.fraction } : {}),
                },
              }
            : m,
        );
        if (subjectEntity && per === subjectEntity.dataset) reading.subject = null;
      } else
        measures = measures.map((m) =>
          m.ref.metric && held.aggregate ? { ...m, ref: aggregateOf(m.ref.metric, held.aggregate, held.fraction) } : m,
        );
    }

    // Ratio: "how much revenue per rental on average" is a figure per event.
    for (const ref of reading.figureConditions)
      if (
        !measures.some((m) => same(m.ref, ref.measure)) &&
        (measures.length === 0 || measures.every((m) => m.counted !== null))
      )
        measures.push({ ref: ref.measure, from: 'verb', at: ref.at, counted: null });
    const ranked = reading.rank !== null;
    const entity = subjectFor(
      measures,
      groups.map((g) => g.subject),
    );
    const counts =
      counted !== null &&
      (reading.figureConditions.some((c) => !same(c.measure, head?.ref ?? {})) ||
        (reading.connectors.some((c) => c.op === 'cumulative_share') && measures.length > 1)) &&
      !ranked;
    const grainCount = reading.countedGrain;
    if (grainCount) {
      if (measures.length === 0) {
        const implied = eventMeasure();
        if (implied) measures.push(implied);
      }
      dimensions.push({ member: timeMember(measures), grain: grainCount });
    }
    if (counts && !grainCount) {
      const target: Subject = { kind: 'dataset', dataset: counted };
      addDimension(dimensions, target);
      measures = measures.filter((m) => m !== head);
    } else if (entity) addDimension(dimensions, entity);
    for (const group of groups) addDimension(dimensions, group.subject);
    if (spread)
      dimensions.push({
        member: memberOf(spread),
        ...(isNumeric(spread) && !spread.entity ? { bucket_width: spread.format === 'minutes' ? 10 : 1 } : {}),
      });
    if (measures.length === 0 && reading.rankMeasure)
      measures = [{ ref: reading.rankMeasure, from: 'verb', at: 0, counted: null }];
    if (reading.rankMeasure && !measures.some((m) => same(m.ref, reading.rankMeasure ?? {}))) {
      const numeric = reading.rankMeasure.field ? findField(model, reading.rankMeasure.field) : undefined;
      measures.unshift({
        ref:
          numeric && !reading.rankMeasure.aggregate
            ? { field: memberOf(numeric), aggregate: reading.extreme ?? 'max' }
            : reading.rankMeasure,
        from: 'verb',
        at: 0,
        counted: null,
      });
    }
    if (measures.length === 0 && dimensions.length === 0) return { gap: { code: 'no-figure', hint: '' } };

    separateBoth();
    compareGroups(dimensions, measures);
    const shareQuery = share ? shareOf(measures, dimensions) : null;
    measures = shareQuery?.measures ?? measures;
    measures = countThroughEvent(measures, dimensions);
    placeConditions(measures, shareQuery?.used ?? new Set());
    placeTimes(measures, dimensions);
    growthNeedsTime(dimensions, measures);

    if (unclearTime && (timeRange !== null || dimensions.some((d) => d.grain)))
      return { gap: { code: 'unsure', hint: 'time' } };
    const metrics = measures.map((m) => m.ref);
    const calculations: Calculation[] = [];
    if (share && !shareQuery?.ratio && dimensions.length > 0) calculations.push({ kind: 'share', metric: 0 });
    for (const c of reading.calculations) {
      if (c.kind === 'running') calculations.push({ kind: 'running', metric: 0 });
      if (c.kind === 'moving')
        calculations.push({ kind: 'moving_average', metric: 0, window: Math.min(366, Math.max(2, c.window ?? 3)) });
    }
    if (reading.calculations.some((c) => c.kind === 'growth'))
      calculations.push({ kind: 'change', metric: 0 }, { kind: 'change_percent', metric: 0 });
    if (comparesGroups && reading.connectors.some((c) => c.op === 'difference'))
      calculations.push({ kind: 'difference', metric: 0 });
    const half = reading.connectors.some((c) => c.op === 'cumulative_share') && dimensions.length > 0;
    if (half) calculations.push({ kind: 'cumulative_share', metric: 0 });
    const rankIndex = reading.rankMeasure
      ? Math.max(
          0,
          metrics.findIndex(
            (m) =>
              same(m, reading.rankMeasure ?? {}) ||
              (reading.rankMeasure?.field !== undefined && m.field === reading.rankMeasure.field),
          ),
        )
      : 0;
    const sort: Sort[] =
      reading.rank && dimensions.length > 0 ? [{ by: `metric:${rankIndex}`, direction: reading.rank.direction }] : [];
    const limit =
      reading.rank &&
      dimensions.length > 0 &&
      !reading.connectors.some((c) => c.op === 'versus' || c.op === 'compare') &&
      !comparesGroups
        ? Math.min(200, Math.max(1, reading.rank.count ?? 1))
        : null;
    if (limit !== null && dimensions.length > 1)
      for (const [i, d] of dimensions.entries())
        if (i > 0 || !entity) if (groups.some((g) => matches(d, g.subject))) limitPer.push(i);
    const ordered = limitPer.length > 0 && limitPer.length < dimensions.length ? limitPer : [];
    const having = reading.figureConditions.map((c) => ({
      metric: Math.max(
        0,
        metrics.findIndex((m) => same(m, c.measure)),
      ),
      op: c.op,
      ...(c.values.length > 0 ? { values: [...c.values] } : {}),
      ...(c.against ? { against: c.against } : {}),
    }));
    const query = SemanticQuerySchema.safeParse({
      metrics,
      dimensions,
      filters,
      time_range: timeRange,
      sort,
      limit,
      ...(limit !== null && (reading.rank?.count ?? 1) === 1 ? { with_ties: true } : {}),
      ...(reading.rank?.offset ? { offset: reading.rank.offset } : {}),
      ...(ordered.length > 0 ? { limit_per: ordered } : {}),
      ...(half
        ? { having: [{ calculation: calculations.length - 1, op: 'lt' as const, values: [50] }] }
        : having.length > 0
          ? { having }
          : {}),
      ...(calculations.length > 0 ? { calculations } : {}),
      ...(counts || grainCount || (half && counted !== null) ? { count_groups: true } : {}),
      ...(reading.form === 'yes_no' && comparesGroups ? { yes_no: true } : {}),
    });
    if (!query.success) return { gap: { code: 'unsure', hint: '' } };
    return { draft: { query: query.data, assumptions, doubts } };
  };

  const perName = (subject: Subject | undefined): string | null =>
    subject?.kind === 'dataset' ? subject.dataset : subject?.kind === 'grain' ? `@${subject.grain}` : null;
  const aggregateOf = (metric: string, aggregate: Aggregate, fraction: number | null): MetricRef => ({
    metric,
    aggregate,
    ...(fraction !== null ? { fraction } : {}),
  });
  let comparesGroups = false;

  /** The entity that is ranked or listed beside its figure. */
  const subjectFor = (measures: readonly Measure[], groups: readonly Subject[]): Subject | null => {
    if (reading.countedGrain) return null;
    const subject = reading.subject?.subject ?? null;
    if (subject) {
      if (
        subject.kind === 'dataset' &&
        measures.some((m) => m.counted === subject.dataset) &&
        reading.rank === null &&
        !reading.figureConditions.length
      )
        return null;
      return subject;
    }
    if (reading.form === 'who' && (reading.rank || reading.figureConditions.length > 0))
      return { kind: 'dataset', dataset: whoDataset() };
    if (!reading.rank && reading.figureConditions.length === 0) return null;
    const counted = new Set(measures.map((m) => m.counted));
    const mention = reading.mentions.find(
      (m) =>
        !counted.has(m.dataset) &&
        !reading.conditions.some((c) => c.dataset === m.dataset && c.filter.kind === 'compare') &&
        !groups.some((g) => g.kind === 'dataset' && g.dataset === m.dataset),
    );
    return mention && groups.length === 0 ? { kind: 'dataset', dataset: mention.dataset } : null;
  };

  const addDimension = (dimensions: DimensionRef[], subject: Subject): void => {
    const ref = dimensionOf(subject);
    if (ref && !dimensions.some((d) => d.member === ref.member && d.grain === ref.grain)) dimensions.push(ref);
  };
  const dimensionOf = (subject: Subject): DimensionRef | null => {
    if (subject.kind === 'field') {
      const field = findField(model, subject.member);
      return field?.isTime ? { member: subject.member, grain: 'day' } : { member: subject.member };
    }
    if (subject.kind === 'grain') return { member: timeMember(reading.measures), grain: subject.grain };
    const dataset = model.datasets.get(subject.dataset);
    const name = dataset?.label[0] ?? dataset?.primaryKey[0];
    return name ? { member: `${subject.dataset}.${name}` } : null;
  };
  const matches = (dimension: DimensionRef, subject: Subject): boolean => {
    const ref = dimensionOf(subject);
    return ref?.member === dimension.member && ref.grain === dimension.grain;
  };

  /** The time field that a time or a grain belongs to: the verb's, the figure's, the event's, the entity's. */
  const timeMember = (measures: readonly Measure[]): string => {
    const verbTime = verbTimeField(measures);
    if (verbTime) return verbTime;
    const verbField = reading.attributes.flatMap((a) => a.members).find((m) => findField(model, m)?.isTime);
    if (verbField) return verbField;
    const event = reading.events.find(
      (e) => model.datasets.get(e.dataset)?.event && model.datasets.get(e.dataset)?.defaultTime,
    );
    for (const measure of measures) {
      const metric = measure.ref.metric ? model.metrics.get(measure.ref.metric) : undefined;
      const rollup =
        metric && metric.rollups.size > 0
          ? [...metric.rollups.keys()].map((r) => model.datasets.get(r)).find((d) => d?.defaultTime)
          : undefined;
      if (rollup?.defaultTime) return `${rollup.name}.${rollup.defaultTime}`;
      if (metric?.time && findField(model, metric.time)) return metric.time;
      const field = measure.ref.field ? findField(model, measure.ref.field) : undefined;
      if (field?.isTime && !event) return memberOf(field);
      const own = metric ? model.datasets.get(metric.dataset) : undefined;
      if (own?.defaultTime && !event && !namedDataset()) {
        // "customers in May" may mean those who joined, rented or paid: better ask.
        unclearTime = true;
        return `${own.name}.${own.defaultTime}`;
      }
      const dataset = field ? model.datasets.get(field.dataset) : undefined;
      if (dataset?.event && dataset.defaultTime) return `${dataset.name}.${dataset.defaultTime}`;
    }
    if (event) return `${event.dataset}.${model.datasets.get(event.dataset)?.defaultTime ?? ''}`;
    const named = namedDataset();
    const mention = reading.mentions.find((m) => model.datasets.get(m.dataset)?.defaultTime);
    for (const name of [
      reading.rankMeasure?.metric ? model.metrics.get(reading.rankMeasure.metric)?.dataset : undefined,
      named,
      mention?.dataset,
    ]) {
      const time = name ? model.datasets.get(name)?.defaultTime : null;
      if (name && time) return `${name}.${time}`;
    }
    const first = [...model.datasets.values()].find((d) => d.event && d.defaultTime);
    return first ? `${first.name}.${first.defaultTime ?? ''}` : '';
  };

  /** "came back in March", "joined in 2022": the verb nearest the time says which of the dataset's times is meant. */
  const verbTimeField = (measures: readonly Measure[]): string | null => {
    const at = reading.times[0]?.at ?? reading.dimensions.find((d) => d.subject.kind === 'grain')?.at ?? 0;
    const near = [...reading.timeFields]
      .filter((t) => findField(model, t.member))
      .sort((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at))[0];
    if (!near || reading.times.length === 0) return null;
    const dataset = near.member.split('.')[0] ?? '';
    const bases = measures.map((m) =>
      m.ref.metric ? model.metrics.get(m.ref.metric)?.dataset : m.ref.field?.split('.')[0],
    );
    return bases.length === 0 ||
      bases.includes(dataset) ||
      bases.some((base) => base !== undefined && !model.datasets.get(base)?.event)
      ? near.member
      : null;
  };

  /** "store 1 versus store 2", "July or August": what is compared becomes the grouping. */
  const compareGroups = (dimensions: DimensionRef[], measures: readonly Measure[]): void => {
    const versus =
      reading.connectors.some((c) => c.op === 'versus' || c.op === 'compare' || c.op === 'than') ||
      reading.form === 'compare' ||
      reading.form === 'yes_no' ||
      reading.rank !== null ||
      reading.connectors.some((c) => c.op === 'difference');
    const byMember = new Map<string, Condition[]>();
    for (const c of reading.conditions)
      if (c.filter.kind === 'compare' && c.filter.op === 'eq' && c.filter.values.length === 1)
        byMember.set(c.filter.member, [...(byMember.get(c.filter.member) ?? []), c]);
    for (const [member, list] of byMember) {
      if (list.length < 2) continue;
      const values = list.flatMap((c) => (c.filter.kind === 'compare' ? c.filter.values : []));
      for (const c of list) reading.conditions.splice(reading.conditions.indexOf(c), 1);
      const first = list[0];
      const names = values.join(' or ');
      reading.conditions.push({
        filter: {
          kind: 'compare',
          member,
          op: 'in',
          values,
          label: `${member.split('.').at(-1)?.replaceAll('_', ' ') ?? ''} ${names}`,
        },
        dataset: first?.dataset ?? null,
        at: first?.at ?? 0,
        joined: null,
      });
      const joiner = list.at(-1)?.joined;
      if ((versus || joiner === 'and' || joiner === 'versus') && measures.length > 0 && dimensions.length < 3) {
        const field = findField(model, member);
        const dataset = field ? model.datasets.get(field.dataset) : undefined;
        const shown =
          dataset && dataset.primaryKey[0] === field?.name && dataset.label[0]
            ? `${dataset.name}.${dataset.label[0]}`
            : member;
        if (!dimensions.some((d) => d.member === shown)) dimensions.push({ member: shown });
        comparesGroups = true;
      }
    }
    const ranges = reading.times.filter((t) => t.time.kind === 'range' || t.time.kind === 'yearless');
    if (ranges.length >= 2 && measures.length > 0) {
      const member = timeMember(measures);
      const years = ranges.flatMap((t) => (t.time.kind === 'range' && t.time.from ? [t.time.from.slice(0, 4)] : []));
      const resolved = ranges
        .map((t) => resolveTime(t.time, member, clock, null).range)
        .map((r, i) => withYear(r, ranges[i]?.time.kind === 'yearless' ? years[0] : undefined));
      const usable = resolved.filter((r): r is TimeRange => r !== null && r.from !== null && r.to !== null);
      for (const t of ranges) reading.times.splice(reading.times.indexOf(t), 1);
      filters.push({
        kind: 'any',
        filters: usable.map((r) => ({
          kind: 'time',
          member,
          ...(r.from ? { from: r.from } : {}),
          ...(r.to ? { to: r.to } : {}),
        })),
        label: usable.map((r) => r.label).join(' or '),
      });
      const grain = grainOf(usable);
      if (grain && !dimensions.some((d) => d.grain)) {
        dimensions.push({ member, grain });
        comparesGroups = true;
      }
    }
  };
  /** "rented both Action and Comedy films": one event for each value, not one for either. */
  const separateBoth = (): void => {
    if (!reading.connectors.some((c) => c.op === 'both')) return;
    const event = positiveEvents()[0]?.dataset;
    const first = reading.conditions.find((c) => c.filter.kind === 'compare' && c.filter.op === 'eq');
    if (!first || first.filter.kind !== 'compare') return;
    const member = first.filter.member;
    const list = reading.conditions.filter(
      (c) => c.filter.kind === 'compare' && c.filter.member === member && c.filter.op === 'eq',
    );
    if (list.length < 2) return;
    for (const condition of list) {
      const inner = condition.filter;
      const filter: Filter = event
        ? { kind: 'exists', dataset: event, filters: [inner], label: inner.label ?? '' }
        : { kind: 'all', filters: [inner], label: inner.label ?? '' };
      reading.conditions[reading.conditions.indexOf(condition)] = { ...condition, filter, joined: null };
    }
    for (const e of positiveEvents()) reading.events.splice(reading.events.indexOf(e), 1);
  };
  const withYear = (range: TimeRange | null, year: string | undefined): TimeRange | null => {
    if (!range || !year) return range;
    const shift = (date: string | null): string | null =>
      date
        ? `${Number(date.slice(0, 4)) + Number(year) - Number((range.from ?? range.to ?? '0000').slice(0, 4))}${date.slice(4)}`
        : null;
    return { ...range, from: shift(range.from), to: shift(range.to), label: range.label.replace(/\d{4}/, year) };
  };
  const grainOf = (ranges: readonly TimeRange[]): 'month' | 'day' | 'year' | 'quarter' | null => {
    const days = ranges.map((r) => (Date.parse(r.to ?? '') - Date.parse(r.from ?? '')) / 86_400_000);
    if (days.every((d) => d === 1)) return 'day';
    if (days.every((d) => d >= 28 && d <= 31)) return 'month';
    if (days.every((d) => d >= 90 && d <= 92)) return 'quarter';
    return days.every((d) => d >= 365) ? 'year' : null;
  };

  /** "what percentage of returned rentals came back late": the condition after the noun is the part, the one before it the whole. */
  const shareOf = (
    measures: Measure[],
    dimensions: readonly DimensionRef[],
  ): { measures: Measure[]; ratio: boolean; used: Set<Condition> } => {
    const first = measures[0];
    const shareAt = reading.calculations.find((c) => c.kind === 'share')?.at ?? 0;
    if (!first || comparesGroups) return { measures, ratio: false, used: new Set() };
    const named = reading.conditions.filter((c) => c.filter.kind === 'named');
    const nounAt = Math.max(
      ...[...reading.mentions.map((m) => m.at), ...reading.measures.map((m) => m.at)].filter((at) => at > shareAt),
      -1,
    );
    const after = reading.conditions.filter((c) => c.at > nounAt && c.at > shareAt);
    const part = after.length > 0 ? after : named.length > 0 ? named.slice(-1) : reading.conditions.slice(-1);
    if (part.length === 0 && reading.figureConditions.length === 0) return { measures, ratio: false, used: new Set() };
    if (dimensions.length > 0 && part.every((c) => c.filter.kind !== 'named'))
      return { measures, ratio: false, used: new Set() };
    const partFilters = part.map((c) => c.filter);
    const rest = reading.conditions.filter((c) => !part.includes(c));
    const among =
      part.length === 1 && part[0]?.filter.kind === 'named' ? model.namedFilters.get(part[0].filter.name)?.among : null;
    if (among && !rest.some((c) => c.filter.kind === 'named')) {
      filters.push({ kind: 'named', name: among.name, ...(among.negate ? { negate: true } : {}) });
      assumptions.push(
        `The rate is taken over rows that are ${among.negate ? 'not ' : ''}${model.namedFilters.get(among.name)?.label ?? among.name}.`.replace(
          'not not ',
          '',
        ),
      );
    }
    const { over: _over, ...plain } = first.ref;
    return {
      measures: [
        { ...first, ref: { ...plain, filters: partFilters, over: plain, percent: true } },
        ...measures.slice(1),
      ],
      ratio: true,
      used: new Set(part),
    };
  };

  /** "how many customers rented in May": counted over what happened, so that every condition speaks about the same rows. */
  const countThroughEvent = (measures: Measure[], dimensions: readonly DimensionRef[]): Measure[] => {
    const event = positiveEvents()[0];
    return measures.map((measure) => {
      if (!measure.counted || measure.ref.per || measure.ref.over) return measure;
      const dataset = model.datasets.get(measure.counted);
      if (!dataset || dataset.event) return measure;
      const link = event?.dataset ?? linkEvent(measure.counted, dimensions);
      if (!link || link === measure.counted) return measure;
      const relationship = model.relationships.find((r) => r.from === link && r.to === measure.counted);
      const column = relationship?.fromColumns[0];
      return column && findField(model, `${link}.${column}`)
        ? { ...measure, ref: { field: `${link}.${column}`, aggregate: 'count_distinct' as const } }
        : measure;
    });
  };
  /** A verb such as "stock" links through a dataset that is no event. */
  const linkEvent = (counted: string, dimensions: readonly DimensionRef[]): string | null => {
    const link = reading.events.find(
      (e) =>
        !e.negated &&
        !model.datasets.get(e.dataset)?.bridge &&
        e.dataset !== counted &&
        model.relationships.some((r) => r.from === e.dataset && r.to === counted),
    );
    if (link) return link.dataset;
    void dimensions;
    return null;
  };

  const placeConditions = (measures: readonly Measure[], used: ReadonlySet<Condition>): void => {
    const base = baseOf(measures);
    const negated = reading.events.find((e) => e.negated);
    for (const condition of mergeAlternatives(reading.conditions.filter((c) => !used.has(c)))) {
      if (negated && condition.at > negated.at && condition.dataset !== base) continue;
      filters.push(condition.filter);
    }
    if (reading.edgeEvent) filters.push(...edgeFilters());
    if (negated) filters.push(deniedEvent(negated.dataset, negated.at, base));
    if (base && !negated) for (const event of positiveEvents()) addPositiveEvent(event.dataset, base, measures);
  };
  const addPositiveEvent = (dataset: string, base: string, measures: readonly Measure[]): void => {
    if (dataset === base || measures.some((m) => m.ref.field?.startsWith(`${dataset}.`))) return;
    const path = chooseJoinPath(model, base, dataset);
    if (!path || !fansOut(path) || model.datasets.get(base)?.event) return;
    if (reading.figureConditions.some((c) => model.metrics.get(c.measure.metric ?? '')?.dataset === dataset)) return;
    const inner = filters.filter(
      (f) =>
        f.kind === 'compare' &&
        (f.member.split('.')[0] ?? '') !== base &&
        !keepsRows(base, f.member.split('.')[0] ?? ''),
    );
    for (const f of inner) filters.splice(filters.indexOf(f), 1);
    const times = takeTimes(dataset);
    filters.push({
      kind: 'exists',
      dataset,
      filters: [...inner, ...times],
      label: [
        `with ${model.datasets.get(dataset)?.noun[1] ?? dataset}`,
        ...inner.map((f) => f.label ?? ''),
        ...times.map((f) => f.label ?? ''),
      ]
        .filter(Boolean)
        .join(', '),
    });
  };
  const keepsRows = (from: string, to: string): boolean => {
    const path = chooseJoinPath(model, from, to);
    return path !== null && !fansOut(path);
  };
  const deniedEvent = (dataset: string, at: number, base: string | null): Filter => {
    const inside = mergeAlternatives(reading.conditions.filter((c) => c.at > at && c.dataset !== base)).map(
      (c) => c.filter,
    );
    return {
      kind: 'exists',
      dataset,
      negate: true,
      filters: [...inside, ...takeTimes(dataset)],
      label: [`no ${model.datasets.get(dataset)?.noun[1] ?? dataset}`, ...inside.map((f) => f.label ?? '')]
        .filter(Boolean)
        .join(', '),
    };
  };
  /** "made their first rental in May": one in the range and none before it. */
  const edgeFilters = (): Filter[] => {
    const edge = reading.edgeEvent;
    if (!edge) return [];
    const noun = model.datasets.get(edge.dataset)?.noun[0] ?? edge.dataset;
    const inside = takeTimes(edge.dataset);
    const range = inside.find((f) => f.kind === 'time');
    if (range?.kind !== 'time') return [];
    const outside: Filter | null =
      edge.edge === 'first'
        ? range.from
          ? { kind: 'time', member: range.member, to: range.from }
          : null
        : range.to
          ? { kind: 'time', member: range.member, from: range.to }
          : null;
    return [
      {
        kind: 'exists',
        dataset: edge.dataset,
        filters: inside,
        label: `${edge.edge} ${noun} in ${range.label ?? 'the range'}`,
      },
      ...(outside
        ? [
            {
              kind: 'exists' as const,
              dataset: edge.dataset,
              negate: true,
              filters: [outside],
              label: `none ${edge.edge === 'first' ? 'before' : 'after'}`,
            },
          ]
        : []),
    ];
  };
  const takeTimes = (dataset: string): Filter[] => {
    const member = `${dataset}.${model.datasets.get(dataset)?.defaultTime ?? ''}`;
    if (!findField(model, member)) return [];
    return reading.times.splice(0).flatMap((t): Filter[] => {
      const resolved = resolveTime(t.time, member, clock, previousTime);
      if (resolved.assumption) assumptions.push(resolved.assumption);
      const range = resolved.range;
      return [
        ...resolved.filters,
        ...(range
          ? [
              {
                kind: 'time' as const,
                member,
                ...(range.from ? { from: range.from } : {}),
                ...(range.to ? { to: range.to } : {}),
                label: range.label,
              },
            ]
          : []),
      ];
    });
  };
  const baseOf = (measures: readonly Measure[]): string | null => {
    const ref = measures[0]?.ref;
    if (!ref) return null;
    return ref.metric ? (model.metrics.get(ref.metric)?.dataset ?? null) : (ref.field?.split('.')[0] ?? null);
  };

  /** Values of one field joined by "or"/"and"/commas become one list. */
  const mergeAlternatives = (conditions: readonly Condition[]): Condition[] => {
    const out: Condition[] = [];
    for (const condition of conditions) {
      const f = condition.filter;
      const same = out.find(
        (c) =>
          c.filter.kind === 'compare' &&
          f.kind === 'compare' &&
          c.filter.member === f.member &&
          ((['eq', 'in'].includes(c.filter.op) && ['eq', 'in'].includes(f.op)) ||
            (['ne', 'not_in'].includes(c.filter.op) && ['ne', 'not_in'].includes(f.op))),
      );
      if (same && same.filter.kind === 'compare' && f.kind === 'compare') {
        const denied = f.op === 'ne' || f.op === 'not_in';
        const values = [...new Set([...same.filter.values, ...f.values])];
        out[out.indexOf(same)] = {
          ...same,
          filter: {
            ...same.filter,
            op: denied ? 'not_in' : 'in',
            values,
            label: `${f.member.split('.').at(-1)?.replaceAll('_', ' ') ?? ''} ${denied ? 'not ' : ''}${values.join(' or ')}`,
          },
        };
      } else out.push(condition);
    }
    return out;
  };

  const placeTimes = (measures: readonly Measure[], dimensions: readonly DimensionRef[]): void => {
    const member = dimensions.find((d) => d.grain)?.member ?? timeMember(measures);
    for (const t of reading.times) {
      const resolved = resolveTime(t.time, member, clock, previousTime);
      if (resolved.assumption) assumptions.push(resolved.assumption);
      filters.push(
        ...resolved.filters.map((f): Filter =>
          t.negated && f.kind === 'compare' && f.op === 'in'
            ? { ...f, op: 'not_in', label: `not ${f.label ?? ''}` }
            : f,
        ),
      );
      if (!resolved.range) continue;
      if (t.negated)
        filters.push({
          kind: 'time',
          member,
          ...(resolved.range.from ? { from: resolved.range.from } : {}),
          ...(resolved.range.to ? { to: resolved.range.to } : {}),
          negate: true,
          label: `not ${resolved.range.label}`,
        });
      else if (timeRange)
        timeRange = {
          ...timeRange,
          from: later(timeRange.from, resolved.range.from),
          to: earlier(timeRange.to, resolved.range.to),
          label: `${timeRange.label}, ${resolved.range.label}`,
        };
      else timeRange = resolved.range;
    }
  };
  const later = (a: string | null, b: string | null): string | null => (a && b ? (a > b ? a : b) : (a ?? b));
  const earlier = (a: string | null, b: string | null): string | null => (a && b ? (a < b ? a : b) : (a ?? b));

  const growthNeedsTime = (dimensions: DimensionRef[], measures: readonly Measure[]): void => {
    const moves = reading.calculations.some((c) => c.kind === 'growth' || c.kind === 'running' || c.kind === 'moving');
    if (moves && !dimensions.some((d) => d.grain)) {
      dimensions.push({ member: timeMember(measures), grain: 'month' });
      assumptions.push('Taken month by month.');
    }
  };

  // ---- listings -----------------------------------------------------------------------------------------------
  const listing = (): { draft: Draft } | { gap: Gap } => {
    if (reading.form === 'how_long' && reading.attributes.length === 0) lengthAsked();
    const entity = listedDataset();
    if (reading.events.some((e) => e.negated && e.dataset === entity)) return { gap: { code: 'unsure', hint: '' } };
    if (!entity) {
      if (reading.subject?.subject.kind === 'field') return groupsOnly(reading.subject.subject.member);
      return { gap: { code: 'no-entity', hint: '' } };
    }
    const dataset = model.datasets.get(entity);
    if (!dataset) return { gap: { code: 'no-entity', hint: '' } };
    const label = dataset.label[0] ? [`${entity}.${dataset.label[0]}`] : [];
    const asked = reading.attributes.flatMap((a) => a.members).filter((m) => reachable(entity, m));
    const where = reading.form === 'where' ? dataset.where.map((name) => `${entity}.${name}`) : [];
    const sortMember =
      reading.rankMeasure?.field && reachable(entity, reading.rankMeasure.field) ? reading.rankMeasure.field : null;
    const about = reading.conditions.flatMap((c) =>
      c.filter.kind === 'compare' && c.filter.member.startsWith(`${entity}.`) && c.filter.op !== 'eq'
        ? [c.filter.member]
        : c.filter.kind === 'against' && c.filter.member
          ? [c.filter.member]
          : [],
    );
    const list = dataset.list.map((name) => `${entity}.${name}`);
    const fallback =
      label.length > 0 || list.length > 0 ? [] : [...dataset.fields.values()].map((f) => memberOf(f)).slice(0, 8);
    const attributes = [
      ...new Set([
        ...label,
        ...asked,
        ...where,
        ...(sortMember ? [sortMember] : []),
        ...about,
        ...(asked.length === 0 && where.length === 0 ? list : []),
        ...fallback,
      ]),
    ];
    separateBoth();
    const negated = reading.events.find((e) => e.negated);
    for (const condition of mergeAlternatives(reading.conditions)) {
      if (negated && condition.at > negated.at && condition.dataset !== entity) continue;
      filters.push(condition.filter);
    }
    if (reading.edgeEvent) filters.push(...edgeFilters());
    if (negated) filters.push(deniedEvent(negated.dataset, negated.at, entity));
    else
      for (const event of reading.events.filter((e) => e.dataset !== entity && !model.datasets.get(e.dataset)?.bridge))
        if (model.datasets.get(event.dataset)?.event || reading.conditions.length === 0)
          addPositiveEvent(event.dataset, entity, []);
    const own = reading.times.length > 0 ? timeOfEntity(entity) : null;
    if (reading.times.length > 0) {
      if (!own) return { gap: { code: 'unsure', hint: 'time' } };
      for (const t of reading.times) {
        const resolved = resolveTime(t.time, own, clock, previousTime);
        if (resolved.assumption) assumptions.push(resolved.assumption);
        filters.push(...resolved.filters);
        if (resolved.range) timeRange = resolved.range;
      }
    }
    const sortAt = sortMember ? attributes.indexOf(sortMember) : -1;
    const limit = reading.rank ? Math.min(200, Math.max(1, reading.rank.count ?? 1)) : null;
    const query = SemanticQuerySchema.safeParse({
      entity,
      attributes,
      filters,
      time_range: timeRange,
      sort: sortAt >= 0 ? [{ by: `attribute:${sortAt}`, direction: reading.rank?.direction ?? 'desc' }] : [],
      limit: sortAt >= 0 ? limit : null,
      ...(sortAt >= 0 && limit !== null && (reading.rank?.count ?? 1) === 1 ? { with_ties: true } : {}),
      ...(reading.rank?.offset ? { offset: reading.rank.offset } : {}),
      ...(reading.form === 'yes_no' ? { yes_no: true } : {}),
    });
    if (!query.success) return { gap: { code: 'unsure', hint: '' } };
    if (filters.length === 0 && reading.attributes.length === 0 && reading.form === null && reading.rank === null)
      return { gap: { code: 'no-figure', hint: '' } };
    return { draft: { query: query.data, assumptions, doubts } };
  };

  /** "how long is …": the field of the named thing that can be long. */
  const lengthAsked = (): void => {
    const dataset = model.datasets.get(reading.conditions.find((c) => c.filter.kind === 'compare')?.dataset ?? '');
    const field = [...(dataset?.fields.values() ?? [])].find((f) => f.moreWords.includes('long'));
    if (field) reading.attributes.push({ members: [memberOf(field)], at: 0 });
  };

  const groupsOnly = (member: string): { draft: Draft } | { gap: Gap } => {
    for (const condition of mergeAlternatives(reading.conditions)) filters.push(condition.filter);
    const query = SemanticQuerySchema.safeParse({ dimensions: [{ member }], filters });
    return query.success
      ? { draft: { query: query.data, assumptions, doubts } }
      : { gap: { code: 'unsure', hint: '' } };
  };

  const timeOfEntity = (entity: string): string | null => {
    const event = positiveEvents()[0]?.dataset;
    const named = reading.attributes.flatMap((a) => a.members).find((m) => findField(model, m)?.isTime);
    if (named) return named;
    const time = model.datasets.get(event ?? entity)?.defaultTime;
    return time ? `${event ?? entity}.${time}` : null;
  };

  const reachable = (entity: string, member: string): boolean => {
    const dataset = member.split('.')[0] ?? '';
    return dataset === entity || chooseJoinPath(model, entity, dataset) !== null;
  };

  /** What a listing lists: the subject; the entity of the value whose attribute is asked for; the persons behind "who". */
  const listedDataset = (): string | null => {
    const subject = reading.subject?.subject;
    if (subject?.kind === 'dataset') return subject.dataset;
    const person = reading.conditions.find(
      (c) => c.filter.kind === 'compare' && isLabel(c.filter.member) && c.filter.op === 'eq',
    );
    if (reading.form === 'who') return whoDataset();
    const attribute = subject?.kind === 'field' ? subject.member : reading.attributes[0]?.members[0];
    if (attribute) {
      if (subject?.kind === 'field') reading.attributes.unshift({ members: [subject.member], at: 0 });
      const dataset = attribute.split('.')[0] ?? '';
      if (person?.dataset && person.dataset !== dataset && keepsRows(person.dataset, dataset)) return person.dataset;
      const lookup = person !== undefined && (person.dataset === dataset || keepsRows(person.dataset ?? '', dataset));
      if (subject?.kind === 'field' && !lookup) {
        reading.attributes.shift();
        return null;
      }
      return dataset;
    }
    if (person?.dataset && reading.form === 'where') return person.dataset;
    return (
      reading.mentions.find((m) => !model.datasets.get(m.dataset)?.event)?.dataset ??
      reading.mentions[0]?.dataset ??
      (reading.form === 'list' || reading.form === 'what' ? (person?.dataset ?? null) : null)
    );
  };
  const isLabel = (member: string): boolean => {
    const [dataset, name] = member.split('.');
    const entry = model.datasets.get(dataset ?? '');
    return entry !== undefined && (entry.label.includes(name ?? '') || entry.primaryKey[0] === name);
  };
  const whoDataset = (): string => {
    const persons = [...model.datasets.values()].filter((d) => d.who);
    const links = reading.events.map((e) => e.dataset);
    const mentioned = reading.mentions.find((m) => persons.some((p) => p.name === m.dataset));
    if (mentioned) return mentioned.dataset;
    const score = (name: string): number =>
      links.reduce(
        (sum, link) =>
          sum +
          (link === name
            ? 5
            : model.datasets.get(link)?.bridge && model.relationships.some((r) => r.from === link && r.to === name)
              ? 4
              : 0),
        0,
      );
    return [...persons].sort((a, b) => score(b.name) - score(a.name))[0]?.name ?? '';
  };

  return { build };
}

function same(a: MetricRef, b: MetricRef): boolean {
  return (
    a.metric === b.metric &&
    a.field === b.field &&
    (a.metric !== undefined || a.field !== undefined) &&
    (a.aggregate ?? null) === (b.aggregate ?? null)
  );
}
