import type { Caller } from './create-caller.js';
import type { BareSql } from './open-bare-sql.js';
import { readOwnProcesses } from './own-processes.js';
import { round, summarise, time, type Summary } from './timings.js';

export interface ClientsFigures {
  readonly clients: number;
  readonly askPerSecond: number;
  readonly barePerSecond: number;
  /** Of the two, for each pair of neighbouring windows. */
  readonly ratios: readonly number[];
  readonly ask: Summary;
  readonly bare: Summary;
  readonly turnedAway: number;
  /** Milliseconds of processor time a question, by part; empty where the system does not tell. */
  readonly cpuMs: Readonly<Record<string, number>>;
}

/** Several clients at once, over as many connections for the statements alone; windows in the order ask, bare, bare, ask. */
export async function benchClients(input: {
  readonly clients: number;
  readonly windowMs: number;
  readonly caller: Caller;
  readonly token: string;
  readonly statements: ReadonlyMap<string, string>;
  readonly openBare: () => Promise<BareSql>;
}): Promise<ClientsFigures> {
  const { clients, windowMs, caller, token } = input;
  const list = [...input.statements];
  const bares = await Promise.all(Array.from({ length: clients }, input.openBare));
  const asked: number[] = [];
  const run: number[] = [];
  let turnedAway = 0;
  const spent = new Map<string, number>();
  const window = async (work: (client: number, turn: number) => Promise<boolean>): Promise<number> => {
    const end = performance.now() + windowMs;
    const begun = performance.now();
    let count = 0;
    await Promise.all(
      bares.map(async (_, client) => {
        for (let turn = client; performance.now() < end; turn += 1) if (await work(client, turn)) count += 1;
      }),
    );
    return count / ((performance.now() - begun) / 1000);
  };
  const askWindow = async (): Promise<number> => {
    const before = readOwnProcesses();
    const from = asked.length;
    const rate = await window(async (_, turn) => {
      const { status } = await time(asked, () => caller.ask(token, list[turn % list.length]?.[0] ?? ''));
      if (status === 200) return true;
      asked.pop();
      turnedAway += 1;
      return false;
    });
    for (const { name, cpuMs } of readOwnProcesses()) {
      const used = cpuMs - (before.find((part) => part.name === name)?.cpuMs ?? 0);
      spent.set(name, (spent.get(name) ?? 0) + used / Math.max(1, asked.length - from) / 2);
    }
    return rate;
  };
  const bareWindow = (): Promise<number> =>
    window(async (client, turn) => {
      const ms = await bares[client]?.run(list[turn % list.length]?.[1] ?? '');
      if (ms !== undefined) run.push(ms);
      return true;
    });
  try {
    const first = await askWindow();
    const second = await bareWindow();
    const third = await bareWindow();
    const fourth = await askWindow();
    return {
      clients,
      askPerSecond: round((first + fourth) / 2, 1),
      barePerSecond: round((second + third) / 2, 1),
      ratios: [round(first / second), round(fourth / third)],
      ask: summarise(asked),
      bare: summarise(run),
      turnedAway,
      cpuMs: Object.fromEntries([...spent].map(([name, ms]) => [name, round(ms)])),
    };
  } finally {
    await Promise.all(bares.map((bare) => bare.close()));
  }
}
