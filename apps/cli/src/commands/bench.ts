import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createReader, loadPolicy } from '@copilot/database';
import { benchAsking } from '../bench/bench-asking.js';
import { benchClients } from '../bench/bench-clients.js';
import { benchGrowth } from '../bench/bench-growth.js';
import { benchMixedLoad } from '../bench/bench-mixed-load.js';
import { benchAudit, benchCertificate, benchGuard } from '../bench/bench-parts.js';
import { benchPlanning } from '../bench/bench-planning.js';
import { createCaller } from '../bench/create-caller.js';
import { drawResults } from '../bench/draw-results.js';
import { openBareSql } from '../bench/open-bare-sql.js';
import { openChanges } from '../bench/open-changes.js';
import { readOwnProcesses } from '../bench/own-processes.js';
import { printSummary, round, spreadOf } from '../bench/timings.js';
import { typicalQuestions } from '../bench/typical-questions.js';
import { callerFolder, inheritedEnvironment, settingsFromEnvironment } from '../env.js';
import { Fault } from '../fault.js';
import { addressesOf } from '../system/parts.js';
import { policyFile } from '../system/prepare.js';
import { loadSecrets } from '../system/secrets.js';
import { withOwnSystem } from '../system/with-system.js';

const usage =
  'npm run bench -- [--rounds N] [--seconds N] [--clients 1,8,32] [--load MINUTES | --growth] [--fresh | --changing] [--json FILE] | --plot   (DATABASE_URL: a real PostgreSQL)';

/**
 * `npm run bench`: planning, guard, certificate, audit, then the whole question over HTTP beside its statement alone, on a system started
 * for it, on the embedded engine or on the PostgreSQL of `DATABASE_URL`. In their place, with `--load`, mixed traffic of all users; with
 * `--growth`, what grows with the data, to be run at several scales. With `--plot`, the committed results are drawn.
 */
export async function bench(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  const settings = settingsFromEnvironment();
  if (options.isPlot) {
    console.log(`Drawn: ${drawResults(join(settings.root, 'docs', 'benchmarks')).join(', ')}`);
    return 0;
  }
  const policy = loadPolicy(policyFile(settings));
  const engine = settings.databaseUrl === undefined ? 'embedded' : 'PostgreSQL';
  const machine = `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB`;
  console.log(`${machine}; engine: ${engine}; load average ${loadavg()[0]?.toFixed(1) ?? '?'}`);
  console.log('Every figure in milliseconds unless it says otherwise.\n');
  if (options.isFresh) console.log('No rows are kept: every question reads (--fresh).\n');
  if (options.isChanging) console.log('The data change before whatever is timed (--changing).\n');
  const inherited = {
    ...inheritedEnvironment(),
    ASK_RATE_PER_MINUTE: '1000000',
    ...(options.isFresh ? { KEPT_ROWS_MB: '0' } : {}),
  };
  const started = performance.now();
  return withOwnSystem({ settings, say: (line) => console.error(line), inherited }, async ({ api }) => {
    const startSeconds = round((performance.now() - started) / 1000, 1);
    console.log(`Start without the web app: ${startSeconds} s`);
    const caller = createCaller(api.url);
    const secrets = loadSecrets(settings.home, settings.given);
    const { databaseAdmin: adminUrl, databaseBase: baseUrl } = addressesOf(settings, secrets);
    const database = {
      baseUrl,
      secret: secrets.databaseSecret,
      scopeKey: secrets.scopeKey,
      policy,
      isEmbedded: engine === 'embedded',
    };
    const report: Record<string, unknown> = {
      machine,
      engine,
      date: new Date().toISOString(),
      startSeconds,
      isFresh: options.isFresh,
      isChanging: options.isChanging,
    };
    try {
      if (options.loadMinutes > 0) report['load'] = await runLoad(options, caller);
      else if (options.isGrowth) await runGrowth();
      else await runSuite();
    } finally {
      caller.close();
    }
    report['loadAverage'] = loadavg();
    if (options.json !== undefined) writeReport(options.json, report);
    return 0;

    async function runPlanningAndGuard(): Promise<void> {
      const reader = createReader({ ...database, limits: { maxBytes: 16_000_000 } });
      try {
        const planning = await benchPlanning({ root: settings.root, policy, reader });
        console.log(`\nIndex of ${planning.values} values: ${planning.indexMs} ms to build, ${planning.indexMb} MB`);
        printSummary('planning, typical questions', planning.typical);
        printSummary('planning, misspelt questions', planning.misspelt);
        printSummary('planning, a customer by name', planning.named);
        printSummary('planning, a customer by a misspelt name', planning.misnamed);
        report['planning'] = planning;
      } finally {
        await reader.close();
      }
      report['guard'] = await shown('guard, a statement', benchGuard({ root: settings.root, policy }));
    }

    async function runGrowth(): Promise<void> {
      await runPlanningAndGuard();
      const token = await caller.login('admin_user');
      const found = await benchGrowth({ caller, token, questions: typicalQuestions });
      report['growth'] = found;
      console.log(`The first question of all, names and clock of the scope read for it: ${found.coldMs} ms`);
      printSummary('a question asked first', found.first);
      printSummary('a question asked again', found.again);
      printSummary('suggestions', found.suggestions);
      printSummary('completions', found.completions);
      for (const { question, status, firstMs } of found.byQuestion)
        console.log(`  ${question.padEnd(52)} ${String(firstMs).padStart(8)}  ${status}`);
    }

    async function runSuite(): Promise<void> {
      await runPlanningAndGuard();
      report['certificate'] = await shown('certificate over 200 rows', Promise.resolve(benchCertificate(policy)));
      report['audit'] = await shown('audit, a record of seven stages', benchAudit(database));

      const token = await caller.login('admin_user');
      const bare = await openBareSql(database);
      const changes = options.isChanging ? await openChanges(adminUrl) : null;
      const { figures, statements } = await benchAsking({
        caller,
        token,
        bare,
        questions: typicalQuestions,
        rounds: options.rounds,
        change: async () => changes?.change(),
      }).finally(() => Promise.all([bare.close(), changes?.close()]));
      report['asking'] = figures;
      console.log('');
      printSummary('the whole question over HTTP, asked first', figures.first);
      printSummary('the whole question over HTTP, asked again', figures.again);
      for (const [stage, summary] of Object.entries(figures.stages)) printSummary(`  of it: ${stage}`, summary);
      printSummary('its statement alone, same login and scope', figures.bare);
      printSummary('GET /health', figures.health);
      console.log(`  the question adds ${figures.addedMs} ms to the statement's median`);
      for (const [how, repeated] of [
        ['in blocks with', figures.repeated],
        ['in turn with', figures.repeatedInTurn],
      ] as const) {
        printSummary('one question, asked again and again', repeated.question);
        printSummary(`  ${how} GET /health`, repeated.health);
        console.log(`  it takes ${repeated.addedMs} ms more`);
      }

      const clients = [];
      for (const count of options.clients) {
        const found = await benchClients({
          clients: count,
          windowMs: options.seconds * 1000,
          caller,
          token,
          statements,
          openBare: () => openBareSql(database),
        });
        clients.push(found);
        console.log('');
        printSummary(`${count} clients: the whole question`, found.ask);
        printSummary(`${count} clients: the statement alone`, found.bare);
        console.log(
          `  a second: ${found.askPerSecond} questions, ${found.barePerSecond} statements; ratio ${spreadOf(found.ratios)}; ${found.turnedAway} turned away`,
        );
        if (Object.keys(found.cpuMs).length > 0)
          console.log(`  processor time a question: ${JSON.stringify(found.cpuMs)}`);
      }
      report['clients'] = clients;
      report['memoryMb'] = Object.fromEntries(readOwnProcesses().map(({ name, memoryMb }) => [name, memoryMb]));
      console.log(`\nMemory in MB: ${JSON.stringify(report['memoryMb'])}`);
    }
  });
}

interface Options {
  readonly rounds: number;
  readonly seconds: number;
  readonly clients: readonly number[];
  readonly loadMinutes: number;
  readonly isGrowth: boolean;
  /** Keep no rows, so that every question runs its statement. */
  readonly isFresh: boolean;
  /** Write to the data before each question and each statement of one client. */
  readonly isChanging: boolean;
  readonly json: string | undefined;
  readonly isPlot: boolean;
}

function readOptions(args: readonly string[]): Options {
  try {
    const text = { type: 'string' } as const;
    const flag = { type: 'boolean' } as const;
    const { values } = parseArgs({
      args: [...args],
      options: {
        rounds: text,
        seconds: text,
        clients: text,
        load: text,
        json: text,
        plot: flag,
        fresh: flag,
        changing: flag,
        growth: flag,
      },
    });
    const options = {
      rounds: Number(values.rounds ?? 5),
      seconds: Number(values.seconds ?? 5),
      clients: (values.clients ?? '1,8,32').split(',').map(Number),
      loadMinutes: Number(values.load ?? 0),
      isGrowth: values.growth ?? false,
      isPlot: values.plot ?? false,
      isFresh: values.fresh ?? false,
      isChanging: values.changing ?? false,
      json: values.json === undefined ? undefined : resolve(callerFolder(), values.json),
    };
    const numbers = [options.rounds, options.seconds, ...options.clients];
    if (numbers.every((value) => value > 0) && options.loadMinutes >= 0) return options;
  } catch {
    // an option that is not known: told below
  }
  throw new Fault(`That is not how the benchmark is called: ${usage}`);
}

async function shown<T extends Parameters<typeof printSummary>[1]>(title: string, measured: Promise<T>): Promise<T> {
  const summary = await measured;
  printSummary(title, summary);
  return summary;
}

async function runLoad(options: Options, caller: ReturnType<typeof createCaller>): Promise<unknown> {
  const runs = [];
  for (const clients of options.clients) {
    const found = await benchMixedLoad({ caller, clients, minutes: options.loadMinutes });
    runs.push(found);
    console.log('');
    printSummary(`${clients} clients, mixed traffic, ${found.minutes} minutes`, found.times);
    console.log(`  ${found.perSecond} answers a second; ${JSON.stringify(found.outcomes)}`);
    console.log(`  answers a client of each user, 1 is the mean: ${JSON.stringify(found.shareByUser)}`);
    console.log(`  memory in MB: ${JSON.stringify(found.memoryMb.at(0))} … ${JSON.stringify(found.memoryMb.at(-1))}`);
    for (const fault of found.faults) console.log(`  FAULT ${fault}`);
  }
  return runs;
}

function writeReport(file: string, report: object): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  console.log(`\nWritten: ${file}`);
}
