import { findField, memberOf } from '../../model/model.js';
import type { Measure } from '../../question/reading.js';
import type { Assembly } from './assembly.js';

/**
 * "how short is the shortest of our films", "what does the dearest film cost to replace": the highest or lowest value itself is asked for, not the
 * things that have it, of which there may be several. *Takes* whether the field that ranks was named outright. *Returns* null where
 * things are asked for.
 */
export function takeEdgeOfThings(assembly: Assembly, fieldIsNamed: boolean): Measure | null {
  const { reading, model } = assembly;
  const ranked = findField(model, reading.rankMeasure?.field ?? '');
  const { rank, extreme } = reading;
  if (!ranked || ranked.isTime || !rank || !extreme || (rank.count ?? 1) !== 1 || rank.offset > 0) return null;
  if (reading.measures.length + reading.dimensions.length + reading.figureConditions.length > 0) return null;
  // "the longest film we own": what is had of it leaves the figure as it is.
  if (reading.events.some((e) => e.negated || model.datasets.get(e.dataset)?.event)) return null;
  if (reading.calculations.length > 0) return null;
  const subject = reading.subject?.subject;
  if (subject && (subject.kind !== 'dataset' || subject.dataset !== ranked.dataset)) return null;
  const owned = reading.mentions.some((m) => m.owns && m.dataset === ranked.dataset);
  const asked =
    owned || (fieldIsNamed && whatItIs(assembly)) ? memberOf(ranked) : askedField(assembly, memberOf(ranked));
  if (asked !== memberOf(ranked)) return null;
  reading.rank = null;
  reading.rankMeasure = null;
  reading.subject = null;
  reading.attributes.length = 0;
  return { ref: { field: asked, aggregate: extreme }, from: 'noun', at: rank.at, counted: null };
}

/** "what does the dearest film cost to replace": nothing but the named field is asked for. */
function whatItIs({ reading: { form, attributes } }: Assembly): boolean {
  return attributes.length === 0 && (form === 'what' || form === 'how_much');
}

/** The one field that the question word asks for; what something is long or short by stands for "how long". */
function askedField({ reading, model }: Assembly, ranked: string): string | null {
  const { form, attributes } = reading;
  if (form === 'which' || form === 'who' || form === 'list' || form === 'where' || form === 'when') return null;
  const [attribute] = attributes;
  if (attributes.length === 1) return attribute?.members[0] ?? null;
  const lasting = findField(model, ranked)?.moreWords.includes('long') ?? false;
  return attributes.length === 0 && form === 'how_long' && lasting ? ranked : null;
}
