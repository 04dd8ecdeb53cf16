import type { Clarification } from '@copilot/contracts';
import type { Model } from '../model/model.js';
import type { Reading } from '../question/reading.js';

/**
 * The question back when it is not clear which figure or list is meant: made from the groups and things that the question names.
 * `canAnswer` keeps only options that lead to an answer; `fallback` fills up when too few do.
 */
export function clarifyGap(
  question: string,
  reading: Pick<Reading, 'dimensions' | 'mentions' | 'rank'>,
  model: Model,
  canAnswer: (question: string) => boolean,
  fallback: readonly string[],
): Clarification {
  const text = question.trim().replace(/[?.!\s]+$/, '');
  const groupsOnly = reading.dimensions.length > 0 && reading.mentions.length === 0;
  const rankOnly = reading.rank !== null && reading.mentions.length === 0;
  const candidates = rankOnly
    ? mainFigures(model).map((label) => `${capital(text)} by ${label}`)
    : groupsOnly
      ? mainFigures(model).map((label) => `${capital(label)} ${text}`)
      : reading.mentions.flatMap(({ dataset }) => aboutThings(dataset, model));
  const fitting = [...new Set(candidates)].filter(canAnswer);
  const options = [...new Set([...fitting, ...(fitting.length > 1 ? [] : fallback)])].slice(0, 4);
  const named = model.datasets.get(reading.mentions[0]?.dataset ?? '')?.noun[1];
  return {
    question: rankOnly
      ? `By which figure is “${text}” meant?`
      : groupsOnly
        ? `What would you like to see ${text[0]?.toLowerCase() ?? ''}${text.slice(1)}?`
        : named
          ? `What would you like to know about ${named}?`
          : 'What would you like to know?',
    options: options.map((option) => ({ label: option, question: option })),
  };
}

/** Figures that go through time, the most telling first. */
function mainFigures(model: Model): string[] {
  return [...model.metrics.values()]
    .filter((metric) => metric.time !== null || metric.rollups.size > 0)
    .map((metric) => metric.label);
}

/** What can be asked about a kind of thing: how many there are, which come first, how they go through time, which they are. */
export function aboutThings(name: string, model: Model): string[] {
  const dataset = model.datasets.get(name);
  if (!dataset) return [];
  const metric = model.metrics.get(dataset.measureMetric ?? '');
  return [
    `How many ${dataset.noun[1]} are there?`,
    ...(metric && !dataset.event ? [`Top 5 ${dataset.noun[1]} by ${metric.label}`] : []),
    ...(dataset.defaultTime ? [`${capital(dataset.noun[1])} by month`] : []),
    ...(dataset.label.length > 0 ? [`List all ${dataset.noun[1]}`] : []),
  ];
}

function capital(text: string): string {
  return `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;
}
