import { basename } from 'node:path';
import { openApi } from './ask-api.js';
import { checkRelation } from './check-relation.js';
import { readSet } from './read-set.js';
import { openDatabaseResults, openKeptResults, type ReferenceResults } from './reference-results.js';
import { scoreAnswer, type ScoredQuestion } from './score-answer.js';
import { toReport, type EvalReport } from './to-report.js';

export interface EvaluationInput {
  readonly apiUrl: string;
  readonly username: string;
  readonly password: string;
  /** Files of questions, one JSON object a line. */
  readonly sets: readonly string[];
  /** Files of kept reference results; without any, `adminUrl` must be given. */
  readonly gold?: readonly string[];
  /** A connection that may read the base tables, to run the reference SQL. */
  readonly adminUrl?: string;
  /** Only questions with this tag. */
  readonly only?: string;
  readonly onProgress: (done: number, total: number, last: ScoredQuestion) => void;
}

/** Asks every question of the sets through the real API, one after the other, and judges the answers. */
export async function runEvaluation(input: EvaluationInput): Promise<EvalReport> {
  const sets = await Promise.all(
    input.sets.map(async (file) => ({ name: basename(file), items: await readSet(file) })),
  );
  const asked = sets.map(({ name, items }) => ({
    name,
    items: items.filter(
      ({ tags, turns }) =>
        input.only === undefined || [tags, ...turns.map((turn) => turn.tags)].flat().includes(input.only),
    ),
  }));
  const total = asked.reduce(
    (sum, { items }) => sum + items.reduce((turns, item) => turns + Math.max(1, item.turns.length), 0),
    0,
  );
  const references = await openReferences(
    input,
    asked.some(({ items }) => items.some((item) => item.turns.length > 0)),
  );
  const scored: ScoredQuestion[] = [];
  try {
    const api = await openApi(input);
    for (const { name, items } of asked) {
      for (const item of items) {
        if (item.relation !== null) {
          const judged = await checkRelation({ id: item.id, set: name }, item.relation, api);
          scored.push(judged);
          input.onProgress(scored.length, total, judged);
        }
        let conversationId: string | null = null;
        for (const [index, turn] of item.turns.entries()) {
          const outcome = await api.ask(turn.question, conversationId);
          if (item.chain) conversationId = outcome.reply?.conversation_id ?? conversationId;
          const id = item.chain ? `${item.id}.${index + 1}` : item.id;
          const place = { id, set: name, chain: item.chain ? item.id : null };
          const judged = await scoreAnswer(place, turn, outcome, references);
          scored.push(judged);
          input.onProgress(scored.length, total, judged);
        }
      }
    }
  } finally {
    await references.close();
  }
  return toReport(scored);
}

async function openReferences(input: EvaluationInput, needed: boolean): Promise<ReferenceResults> {
  if (!needed) return openKeptResults([]);
  if (input.gold !== undefined && input.gold.length > 0) return openKeptResults(input.gold);
  if (input.adminUrl !== undefined) return openDatabaseResults(input.adminUrl);
  throw new Error(
    'Reference results are needed: give a file of kept results, or a connection that runs the reference SQL',
  );
}
