import type { Reading } from '../../question/reading.js';

/** What is left for the checks of a reading whose nouns a step of the follow-up has placed: they say by what to sort, or what goes. */
export function withoutNouns(reading: Reading): Reading {
  return {
    ...reading,
    form: null,
    subject: null,
    mentions: [],
    dimensions: [],
    attributes: [],
    measures: [],
    verbs: [],
    conditions: [],
    times: [],
    sets: [],
    connectors: [],
    rank: null,
    rankMeasure: null,
    aggregate: null,
    counting: false,
  };
}
