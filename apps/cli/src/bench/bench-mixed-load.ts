import { sampleUsers } from '../client/sample-users.js';
import type { Caller } from './create-caller.js';
import { readOwnProcesses, type ProcessUse } from './own-processes.js';
import { round, summarise, type Summary } from './timings.js';
import { misspeltQuestions, typicalQuestions } from './typical-questions.js';

export interface LoadFigures {
  readonly clients: number;
  readonly minutes: number;
  readonly perSecond: number;
  readonly times: Summary;
  /** By what became of them; `turned away` are 429 and 503 with Retry-After. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly faults: readonly string[];
  /** Questions answered a client of each user, over the mean: 1 is fair. */
  readonly shareByUser: Readonly<Record<string, number>>;
  readonly memoryMb: readonly { readonly minute: number; readonly parts: Readonly<Record<string, number>> }[];
}

const PAUSE_AFTER_REFUSAL_MS = 200;
const BACKGROUND = ['/suggestions', '/schema', '/conversations', '/auth/me'];

/**
 * All sample users at once, each with its share of the clients: questions, misspelt ones, questions of things their role may not see, and
 * now and then the other pages of the web app. Anything but 200, or 429 and 503 with Retry-After, is a fault.
 */
export async function benchMixedLoad(input: {
  readonly caller: Caller;
  readonly clients: number;
  readonly minutes: number;
}): Promise<LoadFigures> {
  const { caller, clients, minutes } = input;
  const tokens = await Promise.all(
    sampleUsers.map(async ({ username }) => ({ username, token: await caller.login(username) })),
  );
  const questions = [...typicalQuestions, ...misspeltQuestions];
  const times: number[] = [];
  const outcomes: Record<string, number> = {};
  const faults: string[] = [];
  const answered = new Map(tokens.map(({ username }) => [username, 0]));
  const memory: { minute: number; parts: Record<string, number> }[] = [];
  const begun = performance.now();
  const end = begun + minutes * 60_000;
  const noteMemory = (): void => {
    const minute = round((performance.now() - begun) / 60_000, 1);
    memory.push({ minute, parts: toMemory(readOwnProcesses()) });
  };
  noteMemory();
  const timer = setInterval(noteMemory, 30_000);
  const count = (what: string): number => (outcomes[what] = (outcomes[what] ?? 0) + 1);
  const fault = (text: string): void => void (faults.length < 20 && faults.push(text));

  const ask = async (client: number, turn: number): Promise<void> => {
    const who = tokens[client % tokens.length];
    if (who === undefined) return;
    const question = questions[(turn * 7 + client) % questions.length] ?? '';
    const page = turn % 10 === 9 ? BACKGROUND[(turn + client) % BACKGROUND.length] : undefined;
    const start = performance.now();
    const reply = await (page === undefined
      ? caller.ask(who.token, question)
      : caller.send({ method: 'GET', path: page, token: who.token }));
    if (reply.status === 200) {
      if (page !== undefined) return void count('page');
      times.push(performance.now() - start);
      answered.set(who.username, (answered.get(who.username) ?? 0) + 1);
      const status = /"status":"([a-z_]+)"/.exec(reply.text)?.[1] ?? 'unknown';
      count(status);
      if (status === 'failed')
        fault(`${who.username}: ${question}: ${/"answer":"([^"]*)/.exec(reply.text)?.[1] ?? ''}`);
      return;
    }
    if ((reply.status === 429 || reply.status === 503) && reply.retryAfter !== undefined) {
      count('turned away');
      await new Promise((resolve) => setTimeout(resolve, PAUSE_AFTER_REFUSAL_MS));
      return;
    }
    count('fault');
    fault(`${who.username}: ${page ?? question}: ${reply.status} ${reply.text.slice(0, 120)}`);
  };
  try {
    await Promise.all(
      Array.from({ length: clients }, async (_, client) => {
        for (let turn = client; performance.now() < end; turn += 1)
          await ask(client, turn).catch((error: unknown) => {
            count('fault');
            fault(String(error));
          });
      }),
    );
  } finally {
    clearInterval(timer);
  }
  noteMemory();
  const byClient = [...answered].map(([name, value], at) => {
    const own = Math.max(1, Math.ceil((clients - at) / tokens.length));
    return [name, value / own] as const;
  });
  const mean = byClient.reduce((sum, [, value]) => sum + value, 0) / byClient.length;
  return {
    clients,
    minutes,
    perSecond: round(times.length / ((performance.now() - begun) / 1000), 1),
    times: summarise(times),
    outcomes,
    faults,
    shareByUser: Object.fromEntries(byClient.map(([name, value]) => [name, round(value / Math.max(1, mean))])),
    memoryMb: memory,
  };
}

const toMemory = (parts: readonly ProcessUse[]): Record<string, number> =>
  Object.fromEntries(parts.map(({ name, memoryMb }) => [name, memoryMb]));
