import type { SemanticQuery } from '@copilot/contracts';
import type { Model } from '../../model/model.js';
import type { Meaning } from '../../question/lexicon.js';
import type { Vocabulary } from '../../question/rewrite/rephrase.js';
import type { Wording } from '../../question/rewrite/wording.js';

/** Words that point at what was said or shown before. */
const POINTS =
  /^(?:they|them|their|theirs|those|these|this|that|it|its|he|she|him|his|her|hers|there|same|instead|else|other|others|one|ones|also|too|again|latter|former)$/;
const PERSONS = /^(?:they|their|theirs)$/;
const THING = /^(?:it|its)$/;
/** A share that says what it is of. */
const SHARES = /^(?:(?:what|which) )?(?:share|percentage|percent|proportion|part|fraction) of\b/;
/** Words that begin a change of the answer before when nothing else is said. */
const LEADS = /^compare\b|^(?:break|split) (?:down|up)?\b|^rank\b/;
/** Words that begin a question of its own. */
const ASKS =
  /^(?:how|what|which|who|whose|when|where|did|do|does|is|are|was|were|has|have|list|show|give|find|name|count|total|revenue|top|bottom)\b/;

/** How a question stands to the answer before it. */
export type Standing =
  /** All that its pronouns mean, or what it is a share of, is said in it: it is read by itself. */
  | 'whole'
  /** It compares, splits or ranks what it names: it is read by itself unless it goes on with the figure before. */
  | 'own'
  /** It points at nothing: by itself it may be read where nothing came of it as a change. */
  | 'free'
  | 'leaning';

/** "top 5 members by the loans they had", "share of takings by genre": whether a question within a talk says itself what it is about. */
export function standingOf(wording: Wording, vocabulary: Vocabulary, model: Model): Standing {
  const tokens = vocabulary.tokensOf(wording.text);
  const words = tokens.map((token) => token.lower);
  const isBefore = (at: number, fits: (meaning: Meaning) => boolean): boolean =>
    words.slice(0, at).some((_, i) => vocabulary.lexicon.match(tokens, i)?.meanings.some(fits) ?? false);
  const thing = (meaning: Meaning) => (meaning.kind === 'dataset' ? model.datasets.get(meaning.name) : undefined);
  const isNamed = (at: number): boolean =>
    words.slice(0, at).some((_, i) => vocabulary.values.match(words, i).some((m) => i + m.length <= at));
  const isMeant = (at: number): boolean => {
    const word = words[at] ?? '';
    if (PERSONS.test(word)) return isBefore(at, (m) => thing(m)?.who === true);
    if (THING.test(word)) return isNamed(at);
    if (word === 'there') return isBefore(at, (m) => thing(m)?.numbered === true);
    return (
      word === 'that' && at > 0 && (vocabulary.lexicon.match(tokens, at - 1)?.meanings.some((m) => thing(m)) ?? false)
    );
  };
  const points = words.flatMap((word, at) => (POINTS.test(word) ? [at] : []));
  if (!points.every(isMeant)) return 'leaning';
  const text = words.join(' ');
  if (SHARES.test(text)) return 'whole';
  if (LEADS.test(text)) return 'own';
  if (words.length < 5) return 'leaning';
  return points.length > 0 ? 'whole' : ASKS.test(text) ? 'free' : 'leaning';
}

/** "break the takings down by store", after takings in May: more of the same figure is asked for, under what was said of it before. */
export function goesOn(alone: SemanticQuery, last: SemanticQuery): boolean {
  const isSame = JSON.stringify(alone.metrics) === JSON.stringify(last.metrics);
  const isNarrowed = last.filters.length > 0 || last.time_range !== null;
  return isSame && isNarrowed && last.dimensions.length === 0 && alone.filters.length === 0;
}

/** Whether a question read by itself says what it is over, so that it asks for more than the figure before in another form. */
export function saysOverWhat({ metrics, dimensions, filters, entity }: SemanticQuery): boolean {
  return (
    entity !== undefined ||
    dimensions.length > 0 ||
    filters.length > 0 ||
    metrics.some((metric) => (metric.filters?.length ?? 0) > 0)
  );
}
