import type { BareSql } from './open-bare-sql.js';
import { readAnswer, type Caller, type Reply } from './create-caller.js';
import { round, summarise, time, type Summary } from './timings.js';

export interface AskingFigures {
  readonly first: Summary;
  readonly again: Summary;
  readonly bare: Summary;
  readonly health: Summary;
  readonly stages: Readonly<Record<string, Summary>>;
  /** Share of the median over the bare median. */
  readonly addedMs: number;
  /** One question again and again, and `GET /health` as often: in blocks, and one by one. */
  readonly repeated: Repeated;
  readonly repeatedInTurn: Repeated;
  readonly byQuestion: readonly { readonly question: string; readonly ask: number; readonly bare: number }[];
}

export interface Repeated {
  readonly question: Summary;
  readonly health: Summary;
  /** Between the two medians. */
  readonly addedMs: number;
}

/** Questions after which the services run as they do all day: the engine of JavaScript compiles what is used often only by and by. */
const WARM_UP = 2_000;
/** Times a round that one question is repeated. */
const REPEATED = 200;
/** So many of one kind stand together: what drifts within a second hits both kinds alike. */
const BLOCK = 20;

/**
 * One client, on services that are warm: each question, and its statement alone, in the order ask – bare – bare – ask, so that what drifts hits both alike. The
 * first time a question is asked stands apart: planned, judged and estimated for the first time.
 * *Returns* also the statements, by question.
 */
export async function benchAsking(input: {
  readonly caller: Caller;
  readonly token: string;
  readonly bare: BareSql;
  readonly questions: readonly string[];
  readonly rounds: number;
  /** Done before whatever is timed. */
  readonly change: () => Promise<void>;
}): Promise<{ readonly figures: AskingFigures; readonly statements: ReadonlyMap<string, string> }> {
  const { caller, token, bare, change } = input;
  const first: number[] = [];
  const statements = new Map<string, string>();
  for (const question of input.questions) {
    const { status, explain } = readAnswer(await time(first, () => caller.ask(token, question)));
    if (status !== 'answered' || explain.sql === null) console.log(`  (left out, ${status}: ${question})`);
    else statements.set(question, explain.sql);
  }
  const known = [...statements.keys()];
  for (let turn = 0; turn < WARM_UP && known.length > 0; turn += 1) {
    if (turn % 500 === 0) console.log(`  warming up: ${turn} of ${WARM_UP} questions`);
    await change();
    await caller.ask(token, known[turn % known.length] ?? '');
    await caller.send({ method: 'GET', path: '/health' });
  }
  const times = new Map<string, { ask: number[]; bare: number[] }>();
  const health: number[] = [];
  const stages = new Map<string, number[]>();
  for (let turn = 0; turn < input.rounds; turn += 1)
    for (const [question, sql] of statements) {
      const own = times.get(question) ?? { ask: [], bare: [] };
      times.set(question, own);
      const ask = async (): Promise<void> => {
        await change();
        const { explain } = readAnswer(await time(own.ask, () => caller.ask(token, question)));
        for (const [stage, ms] of Object.entries(explain.timings_ms))
          stages.set(stage, [...(stages.get(stage) ?? []), ms]);
      };
      await ask();
      for (let run = 0; run < 2; run += 1) {
        await change();
        own.bare.push(await bare.run(sql));
      }
      await ask();
      await time(health, () => caller.send({ method: 'GET', path: '/health' }));
    }
  const [repeatedQuestion = ''] = statements.keys();
  const repeat = async (block: number): Promise<Repeated> => {
    const question: number[] = [];
    const health: number[] = [];
    while (question.length < REPEATED * input.rounds) {
      let reply: Reply | undefined;
      for (let turn = 0; turn < block; turn += 1)
        reply = await time(question, () => caller.ask(token, repeatedQuestion));
      for (let turn = 0; turn < block; turn += 1)
        await time(health, () => caller.send({ method: 'GET', path: '/health' }));
      if (reply?.status !== 200) throw new Error(`the repeated question was replied to with ${reply?.status}`);
    }
    const summaries = { question: summarise(question), health: summarise(health) };
    return { ...summaries, addedMs: round(summaries.question.p50 - summaries.health.p50) };
  };
  const repeated = await repeat(BLOCK);
  const repeatedInTurn = await repeat(1);
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
      repeated,
      repeatedInTurn,
      byQuestion: [...times].map(([question, own]) => ({
        question,
        ask: summarise(own.ask).p50,
        bare: summarise(own.bare).p50,
      })),
    },
  };
}
