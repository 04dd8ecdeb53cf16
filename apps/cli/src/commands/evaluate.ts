import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { formatFailures, formatReport, runEvaluation, type EvalReport } from '@copilot/evals';
import { samplePassword } from '../client/sample-users.js';
import { apiUrlFromEnvironment, callerFolder, inheritedEnvironment, root, settingsFromEnvironment } from '../env.js';
import { Fault } from '../fault.js';
import { withOwnSystem, withSystem, type SystemInUse } from '../system/with-system.js';

const usage = 'npm run eval -- [--set FILE]… [--gold FILE]… [--only TAG] [--running] [--write] [--failures FILE]';

/** Question sets, their reference results, and the data that they are about. */
interface Sets {
  readonly title: string;
  readonly sets: readonly string[];
  readonly gold: readonly string[];
  /** Settings of a fresh system with the right data; undefined: the system that runs, whatever it holds. */
  readonly data: Readonly<Record<string, string>> | undefined;
}

/** `npm run eval`: asks every question through the real API and prints accuracy by tag and difficulty, and latency. */
export async function evaluate(args: readonly string[]): Promise<number> {
  const { values } = parse(args);
  const sets = chooseSets(values);
  console.log(`Evaluation: ${sets.title}`);
  const report = await withData(sets, values.running ?? false, ({ api, adminUrl }) =>
    runEvaluation({
      apiUrl: api.url,
      username: 'admin_user',
      password: samplePassword('admin_user') ?? '',
      sets: sets.sets,
      gold: sets.gold,
      adminUrl,
      only: values.only,
      onProgress: (done, total) => {
        if (done % 25 === 0 || done === total) console.error(`  ${done} of ${total} questions asked`);
      },
    }),
  );
  console.log(`\n${formatReport(report)}\n`);
  if (values.failures !== undefined) writeFileSync(resolve(callerFolder(), values.failures), formatFailures(report));
  if (values.write) {
    writeScoreboard(sets, report);
    console.log(`Written: evals/SCOREBOARD.md`);
  }
  return 0;
}

type Values = ReturnType<typeof parse>['values'];

/** Sets that were named; else the shared ones beside the clone, when they are there; else the project's own. */
function chooseSets(values: Values): Sets {
  const shared = join(dirname(root), 'shared', 'eval');
  const named = (values.set ?? []).map((name) => toExisting('--set', name));
  const gold = (values.gold ?? []).map((name) => toExisting('--gold', name));
  const sharedData = {
    PAGILA_DATA_FILE: join(dirname(root), 'shared', 'pagila', 'pagila-data.sql'),
    PAGILA_SCHEMA_FILE: '',
  };
  const isShared = (path: string): boolean => dirname(path) === shared;
  if (named.length === 0 && existsSync(join(shared, 'pagila-dev.jsonl'))) {
    return {
      title: 'the shared development set over Pagila',
      sets: [join(shared, 'pagila-dev.jsonl'), join(shared, 'pagila-dev-chains.jsonl')],
      gold: [join(shared, 'pagila-dev-gold.json.gz')],
      data: sharedData,
    };
  }
  const own = join(root, 'evals');
  if (named.length === 0)
    console.log('(no shared development set beside this clone: its own questions over generated data)');
  const sets =
    named.length > 0 ? named : ['pagila-sample.jsonl', 'pagila-sample-chains.jsonl'].map((name) => join(own, name));
  if (sets.every(isShared)) {
    const kept = gold.length > 0 ? gold : [join(shared, 'pagila-dev-gold.json.gz')];
    return { title: sets.join(', '), sets, gold: kept, data: sharedData };
  }
  if (sets.every((path) => dirname(path) === own)) {
    const kept = gold.length > 0 ? gold : [join(own, 'pagila-sample-gold.json.gz')];
    return { title: 'our own questions over generated data', sets, gold: kept, data: generated };
  }
  return { title: sets.join(', '), sets, gold, data: undefined };
}

const generated = { PAGILA_DATA_FILE: '', PAGILA_SCHEMA_FILE: '', SAMPLE_SCALE: '1' };

async function withData(
  sets: Sets,
  running: boolean,
  work: (system: SystemInUse) => Promise<EvalReport>,
): Promise<EvalReport> {
  const say = (line: string): void => console.error(line);
  if (running || sets.data === undefined || apiUrlFromEnvironment() !== undefined) {
    return withSystem({ settings: settingsFromEnvironment(), say }, work);
  }
  const kind = sets.data === generated ? 'sample' : 'pagila';
  const overrides = {
    ...sets.data,
    ...(await freePorts()),
    COPILOT_HOME: join('.copilot', `eval-${kind}`),
    DATABASE_URL: '',
  };
  const settings = settingsFromEnvironment({ ...overrides, SEED_SAMPLE_USERS: 'true', HOST: '127.0.0.1' });
  const onlyNamed = { ...settings, useFilesOfClone: false };
  const inherited = { ...inheritedEnvironment(), ASK_RATE_PER_MINUTE: '1000000' };
  return withOwnSystem({ settings: onlyNamed, say, inherited }, work);
}

function writeScoreboard(sets: Sets, report: EvalReport): void {
  const revision = git(['rev-parse', '--short', 'HEAD']);
  const isClean = git(['status', '--porcelain', '--', 'apps', 'packages', 'models']) === '';
  const text = `# Scoreboard

Written by \`npm run eval -- --write\`; losses included.

| | |
| --- | --- |
| date | ${new Date().toISOString().slice(0, 10)} |
| revision | ${revision}${isClean ? '' : ' with changes that were not committed'} |
| questions | ${sets.title}: ${sets.sets.map((path) => path.split(/[\\/]/).at(-1)).join(', ')} |
| asked | through the real API, as an administrator, embedded database, Node ${process.versions.node} |
| planner | ${settingsFromEnvironment().planner}, ${settingsFromEnvironment().hasModelKey ? 'with' : 'without'} a language model |

\`\`\`
${formatReport(report)}
\`\`\`

${report.failures.length === 0 ? 'No question failed.' : `${report.failures.length} not right: ${report.failures.map((failure) => failure.id).join(', ')}.`}
`;
  writeFileSync(join(root, 'evals', 'SCOREBOARD.md'), text);
}

function git(args: readonly string[]): string {
  try {
    return execFileSync('git', [...args], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return 'unknown';
  }
}

async function freePorts(): Promise<Record<string, string>> {
  const names = ['API_PORT', 'WEB_PORT', 'WORKFLOW_PORT', 'POSTGRES_PORT'];
  const servers = names.map(() => createServer());
  await Promise.all(servers.map((server) => new Promise<void>((done) => server.listen(0, '127.0.0.1', done))));
  const ports = servers.map((server) => {
    const address = server.address();
    return typeof address === 'object' && address !== null ? String(address.port) : '0';
  });
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return Object.fromEntries(names.map((name, index) => [name, ports[index] ?? '0']));
}

function toExisting(option: string, name: string): string {
  const path = resolve(callerFolder(), name);
  if (!existsSync(path)) throw new Fault(`${option} names ${path}, and there is no such file. Usage: ${usage}`);
  return path;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        set: { type: 'string', multiple: true },
        gold: { type: 'string', multiple: true },
        only: { type: 'string' },
        running: { type: 'boolean' },
        write: { type: 'boolean' },
        failures: { type: 'string' },
      },
    });
  } catch (error) {
    throw new Fault(`${error instanceof Error ? error.message : String(error)}. Usage: ${usage}`);
  }
}
