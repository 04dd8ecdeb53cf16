import type { TimeGrain } from '@copilot/contracts';
import { findField, memberOf, type Model } from '../../model/model.js';
import type { Item } from '../lex.js';
import type { Measure, Reading, Subject } from '../reading.js';
import type { ScanContext } from './scan-context.js';

/** Prepares what the rules share for one question; the reading is the one they fill. */
export function createScanContext(items: readonly Item[], model: Model, reading: Reading): ScanContext {
  const datasets = mentionedDatasets(items, model);
  const words = wordLookUps(items);
  const { meaning, meanings } = words;

  const field: ScanContext['field'] = (at) => {
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
                (datasets.has(found.dataset) ? 2 : 0) +
                (found.entity || found.values ? 1 : 0),
            },
          ]
        : [];
    });
    return scored.sort((a, b) => b.score - a.score)[0]?.found;
  };
  /** Datasets named, or whose values are named, a few words around. */
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
  /** "the biggest spenders": the noun names those who are ranked and the figure alike. */
  const doerMetric = (at: number): { readonly name: string } | null => {
    const doer = meaning(at, 'doer');
    return doer && model.metrics.has(doer.metric) ? { name: doer.metric } : null;
  };
  const measureAt = (at: number): Measure | null => {
    const metric = meaning(at, 'metric') ?? doerMetric(at);
    if (metric) return { ref: { metric: metric.name }, from: 'noun', at, counted: null };
    const verb = meanings(at, 'verb').find((v) => v.of === 'metric');
    if (verb) return { ref: { metric: verb.name }, from: 'verb', at, counted: null };
    const dataset = meaning(at, 'dataset');
    if (dataset) return countOf({ kind: 'dataset', dataset: dataset.name }, at);
    const event = meanings(at, 'verb').find((v) => v.of === 'dataset' && model.datasets.get(v.name)?.event);
    if (event) return countOf({ kind: 'dataset', dataset: event.name }, at);
    return null;
  };
  const addMeasure = (measure: Measure): void => {
    const key = JSON.stringify(measure.ref);
    if (!reading.measures.some((m) => JSON.stringify(m.ref) === key)) reading.measures.push(measure);
  };
  const takeAggregate: ScanContext['takeAggregate'] = () => {
    const found = reading.aggregate;
    reading.aggregate = null;
    return found;
  };

  return {
    items,
    model,
    reading,
    datasets,
    pendingCount: null,
    negation: null,
    ...words,
    field,
    subjectOf,
    countOf,
    measureAt,
    addMeasure,
    takeAggregate,
  };
}

function mentionedDatasets(items: readonly Item[], model: Model): ReadonlySet<string> {
  const out = new Set<string>();
  for (const item of items)
    for (const m of item.meanings) if (m.kind === 'dataset' && model.datasets.has(m.name)) out.add(m.name);
  return out;
}

type WordLookUps = Pick<ScanContext, 'ops' | 'has' | 'meaning' | 'meanings' | 'numberAt' | 'next' | 'before' | 'use'>;

/** The look-ups that need the words alone, not the model. */
function wordLookUps(items: readonly Item[]): WordLookUps {
  const ops: WordLookUps['ops'] = (at) =>
    items[at]?.meanings.flatMap((m) => (m.kind === 'operator' ? [m.op] : [])) ?? [];
  const has: WordLookUps['has'] = (at, ...wanted) => ops(at).some((op) => wanted.includes(op));
  const meanings: WordLookUps['meanings'] = (at, kind) =>
    items[at]?.meanings.filter((m): m is Extract<typeof m, { kind: typeof kind }> => m.kind === kind) ?? [];
  const meaning: WordLookUps['meaning'] = (at, kind) =>
    items[at]?.meanings.find((m): m is Extract<typeof m, { kind: typeof kind }> => m.kind === kind);
  const numberAt = (at: number): number | null => items[at]?.number ?? null;
  const use = (at: number, as: string): void => {
    const item = items[at];
    if (item && item.status === 'open') [item.status, item.as] = ['used', as];
  };
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
  return { ops, has, meaning, meanings, numberAt, next, before, use };
}
