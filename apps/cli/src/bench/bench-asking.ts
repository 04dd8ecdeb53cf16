import type { BareSql } from './open-bare-sql.js';
import { readAnswer, type Caller } from './create-caller.js';
import { round, summarise, time, type Summary } from './timings.js';

export interface AskingFigures {
  readonly first: Summary;
  readonly again: Summary;
  readonly bare: Summary;
  readonly health: Summary;
  readonly stages: Readonly<Record<string, Summary>>;
  /** Share of the median over the bare median. */
  readonly addedMs: number;
  /** One question in a row, and `GET /health` in turn with it. */
  readonly repeated: Summary;
  readonly healthBetween: Summary;
  readonly repeatedAddedMs: number;
  readonly byQuestion: readonly { readonly question: string; readonly ask: number; readonly bare: number }[];
}

/** Times a round that one question is repeated: most of them long after the code that answers it was compiled, as in a service that runs. */
const REPEATED = 200;

/**
 * One client: each question, and its statement alone, in the order ask – bare – bare – ask, so that what drifts hits both alike. The
 * first time a question is asked stands apart: planned, judged and estimated for the first time.
 * *Returns* also the statements, by question.
 */
export async function benchAsking(input: {
  readonly caller: Caller;
  readonly token: string;
  readonly bare: BareSql;
  readonly questions: readonly string[];
  readonly rounds: number;
}): Promise<{ readonly figures: AskingFigures; readonly statements: ReadonlyMap<string, string> }> {
  const { caller, token, bare } = input;
  const first: number[] = [];
  const statements = new Map<string, string>();
  for (const question of input.questions) {
    const { status, explain } = readAnswer(await time(first, () => caller.ask(token, question)));
    if (status !== 'answered' || explain.sql === null) console.log(`  (left out, ${status}: ${question})`);
    else statements.set(question, explain.sql);
  }
  const times = new Map<string, { ask: number[]; bare: number[] }>();
  const health: number[] = [];
  const stages = new Map<string, number[]>();
  for (let turn = 0; turn < input.rounds; turn += 1)
    for (const [question, sql] of statements) {
      const own = times.get(question) ?? { ask: [], bare: [] };
      times.set(question, own);
      const ask = async (): Promise<void> => {
        const { explain } = readAnswer(await time(own.ask, () => caller.ask(token, question)));
        for (const [stage, ms] of Object.entries(explain.timings_ms))
          stages.set(stage, [...(stages.get(stage) ?? []), ms]);
      };
      await ask();
      own.bare.push(await bare.run(sql), await bare.run(sql));
      await ask();
      await time(health, () => caller.send({ method: 'GET', path: '/health' }));
    }
  const [repeatedQuestion = ''] = statements.keys();
  const repeated: number[] = [];
  const healthBetween: number[] = [];
  for (let turn = 0; turn < REPEATED * input.rounds; turn += 1) {
    readAnswer(await time(repeated, () => caller.ask(token, repeatedQuestion)));
    await time(healthBetween, () => caller.send({ method: 'GET', path: '/health' }));
  }
  const all = [...times.values()];
  const again = summarise(all.flatMap(({ ask }) => ask));
  const alone = summarise(all.flatMap((own) => own.bare));
  return {
    statements,
    figures: {
      first: summarise(first),
      again,
      bare: alone,
      health: summarise(health),
      stages: Object.fromEntries([...stages].map(([stage, ms]) => [stage, summarise(ms)])),
      addedMs: round(again.p50 - alone.p50),
      repeated: summarise(repeated),
      healthBetween: summarise(healthBetween),
      repeatedAddedMs: round(summarise(repeated).p50 - summarise(healthBetween).p50),
      byQuestion: [...times].map(([question, own]) => ({
        question,
        ask: summarise(own.ask).p50,
        bare: summarise(own.bare).p50,
      })),
    },
  };
}
