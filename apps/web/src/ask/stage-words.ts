import type { Stage } from '@copilot/contracts';

/** The stages of a run in order, as a person reads them while waiting. */
export const STAGE_WORDS: readonly { stage: Stage; doing: string; done: string }[] = [
  { stage: 'authorize', doing: 'Checking what you may see', done: 'Scope checked' },
  { stage: 'retrieve', doing: 'Looking up definitions', done: 'Definitions found' },
  { stage: 'plan', doing: 'Understanding the question', done: 'Understood' },
  { stage: 'guard', doing: 'Checking the query against your scope', done: 'Query checked' },
  { stage: 'execute', doing: 'Reading the data', done: 'Data read' },
  { stage: 'render', doing: 'Writing the answer', done: 'Answer written' },
  { stage: 'audit', doing: 'Recording the answer', done: 'Recorded' },
];
