import type { Filter } from '@copilot/contracts';
import { chooseJoinPath } from '../../plan/join-path.js';
import type { FigureCondition, Measure } from '../../question/reading.js';
import type { Assembly } from './assembly.js';

/**
 * "what share of the members have at least three loans": a bound on how many of something each thing has becomes a condition on the thing,
 * so that the things that meet it can be set against all of them. *Returns* false for a bound on a figure that is no such count.
 */
export function boundsOfShare(assembly: Assembly, measures: Measure[]): boolean {
  const { reading, filters } = assembly;
  const share = reading.calculations.find((c) => c.kind === 'share');
  const thing = share ? (measures.find((m) => m.counted !== null)?.counted ?? thingAfter(assembly, share.at)) : null;
  if (!thing || !share || reading.figureConditions.length === 0 || reading.dimensions.length > 0) return true;
  const placed = reading.figureConditions.map((c) => countOf(assembly, thing, c));
  if (placed.some((filter) => filter === null))
    return !reading.mentions.some((m) => m.dataset === thing && m.at > share.at && m.at <= share.at + 3);
  filters.push(...placed.filter((filter): filter is Filter => filter !== null));
  reading.figureConditions.length = 0;
  if (reading.subject?.subject.kind === 'dataset' && reading.subject.subject.dataset === thing) reading.subject = null;
  const metric = assembly.model.datasets.get(thing)?.countMetric;
  if (measures.length === 0 && metric)
    measures.push({ ref: { metric }, from: 'count', at: share.at + 1, counted: thing });
  assembly.setsPlaced = true;
  return true;
}

function thingAfter({ reading, model }: Assembly, at: number): string | null {
  const named = [
    ...reading.mentions,
    ...(reading.subject?.subject.kind === 'dataset'
      ? [{ dataset: reading.subject.subject.dataset, at: reading.subject.at }]
      : []),
  ];
  const first = named.filter((m) => m.at > at).sort((a, b) => a.at - b.at)[0]?.dataset;
  return first && model.datasets.get(first)?.event === false ? first : null;
}

/** The bound as a condition on one thing; null where it is on no plain count of what the thing has many of. */
function countOf({ model }: Assembly, thing: string, { measure, op, values, against }: FigureCondition): Filter | null {
  const counted = [...model.datasets.values()].find((d) => d.countMetric !== null && d.countMetric === measure.metric);
  const [value] = values;
  if (!counted || against || op === 'between' || value === undefined || Object.keys(measure).length > 1) return null;
  if (chooseJoinPath(model, thing, counted.name)?.[0]?.direction !== 'many') return null;
  const label = `${WORDS[op]} ${String(value)} ${counted.noun[1]}`;
  return { kind: 'exists', dataset: counted.name, filters: [], count: { op, value }, label };
}

const WORDS = { eq: 'exactly', gt: 'more than', gte: 'at least', lt: 'fewer than', lte: 'at most' } as const;
