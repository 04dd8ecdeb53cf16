import type { AskOutcome } from './ask-api.js';
import { isSameResult } from './compare-results.js';
import type { EvalRelation } from './read-set.js';
import { toTable, type ScoredQuestion } from './score-answer.js';

interface Asking {
  ask(question: string, conversationId: string | null, storeId?: number): Promise<AskOutcome>;
}

/** Half a cent for each part, for parts that were rounded. */
const ROUNDING = 0.006;

/** Asks the questions of a relation, each on its own, and judges whether their answers obey it. Needs no reference results. */
export async function checkRelation(
  place: { readonly id: string; readonly set: string },
  relation: EvalRelation,
  api: Asking,
): Promise<ScoredQuestion> {
  const outcomes: AskOutcome[] = [];
  for (const [index, question] of relation.questions.entries()) {
    outcomes.push(await api.ask(question, null, index === 0 ? relation.store_id : undefined));
  }
  const unanswered = outcomes.find((outcome) => outcome.reply?.status !== 'answered');
  const reason =
    unanswered === undefined
      ? findBreach(relation, outcomes)
      : (unanswered.fault ?? `status ${unanswered.reply?.status ?? 'missing'}`);
  const [first, second] = outcomes;
  return {
    ...place,
    chain: null,
    question: relation.questions.join(' / '),
    kind: 'answer',
    difficulty: null,
    tags: [relation.relation, ...relation.tags],
    right: reason === '',
    reason,
    status: (unanswered ?? first)?.reply?.status ?? null,
    confidence: null,
    durationMs: Math.max(...outcomes.map((outcome) => outcome.durationMs)),
    sql: outcomes.map((outcome) => outcome.reply?.explain?.sql ?? '').join('\n;\n'),
    referenceSql: null,
    got: first === undefined ? [] : toTable(first).rows.slice(0, 5),
    expected: second === undefined ? [] : toTable(second).rows.slice(0, 5),
  };
}

function findBreach(relation: EvalRelation, outcomes: readonly AskOutcome[]): string {
  const [first = [], second = []] = outcomes.map(toFigures);
  const total = (figures: readonly number[]): number => figures.reduce((sum, figure) => sum + figure, 0);
  switch (relation.relation) {
    case 'parts': {
      const distance = Math.abs(total(first) - total(second));
      return distance <= ROUNDING * Math.max(1, second.length)
        ? ''
        : `the parts sum to ${total(second)}, the whole is ${total(first)}`;
    }
    case 'narrower':
      return total(second) <= total(first) ? '' : `${total(second)} with a narrower filter, ${total(first)} without it`;
    case 'shares':
      return Math.abs(total(first) - 100) <= ROUNDING * first.length ? '' : `the shares sum to ${total(first)}`;
    case 'same': {
      const [one, other] = outcomes.map(toTable);
      if (one === undefined || other === undefined) return 'two questions are needed';
      return isSameResult(one, other, false) || isSameResult(other, one, false) ? '' : 'the two answers differ';
    }
  }
}

/** The figures of the last metric column: a share stands after the figure that it is a share of. */
function toFigures(outcome: AskOutcome): number[] {
  const columns = outcome.reply?.data?.columns ?? [];
  const metric = columns.findLastIndex((column) => typeof column !== 'string' && column.role === 'metric');
  const index = metric < 0 ? columns.length - 1 : metric;
  return (outcome.reply?.data?.rows ?? []).map((row) => Number(row[index] ?? 0));
}
