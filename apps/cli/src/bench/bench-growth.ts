import { readAnswer, type Caller } from './create-caller.js';
import { round, summarise, time, type Summary } from './timings.js';

export interface GrowthFigures {
  /** The first question of all: names and clock of the scope are read for it. */
  readonly coldMs: number;
  readonly first: Summary;
  readonly again: Summary;
  readonly suggestions: Summary;
  readonly completions: Summary;
  readonly byQuestion: readonly { readonly question: string; readonly status: string; readonly firstMs: number }[];
}

const ROUNDS = 10;
const BEGINNINGS = ['rev', 'revenue of m', 'rentals by c', 'customers in', 'top 10 f'];

/** What a person waits for as the data grow: each question once with its statement run, then again; suggestions and completions. */
export async function benchGrowth(input: {
  readonly caller: Caller;
  readonly token: string;
  readonly questions: readonly string[];
}): Promise<GrowthFigures> {
  const { caller, token } = input;
  const cold: number[] = [];
  await time(cold, () => caller.ask(token, 'number of stores'));
  const byQuestion = [];
  for (const question of input.questions) {
    const times: number[] = [];
    const { status } = readAnswer(await time(times, () => caller.ask(token, question)));
    byQuestion.push({ question, status, firstMs: round(times[0] ?? 0) });
  }
  const answered = byQuestion.filter(({ status }) => status === 'answered');
  const again: number[] = [];
  const suggestions: number[] = [];
  const completions: number[] = [];
  for (let turn = 0; turn < ROUNDS; turn += 1) {
    for (const { question } of answered) await time(again, () => caller.ask(token, question));
    await time(suggestions, () => caller.send({ method: 'GET', path: '/suggestions', token }));
    for (const text of BEGINNINGS)
      await time(completions, () =>
        caller.send({ method: 'GET', path: `/complete?q=${encodeURIComponent(text)}`, token }),
      );
  }
  return {
    coldMs: round(cold[0] ?? 0),
    first: summarise(answered.map(({ firstMs }) => firstMs)),
    again: summarise(again),
    suggestions: summarise(suggestions),
    completions: summarise(completions),
    byQuestion,
  };
}
