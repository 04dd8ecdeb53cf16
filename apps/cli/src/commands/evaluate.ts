import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { formatFailures, formatReport, runEvaluation, type EvalReport } from '@copilot/evals';
import { samplePassword } from '../client/sample-users.js';
import { apiUrlFromEnvironment, callerFolder, inheritedEnvironment, root, settingsFromEnvironment } from '../env.js';
import { Fault } from '../fault.js';
import { withOwnSystem, withSystem, type SystemInUse } from '../system/with-system.js';
import { chooseSets, pagilaData, type Sets } from './choose-sets.js';
import { otherThanPagila } from './holds-pagila.js';
import { toObservation, type Observation } from './to-observation.js';

const usage =
  'npm run eval -- [--set FILE]… [--gold FILE]… [--only TAG] [--running] [--write] [--failures FILE] [--observe FILE]';

/** `npm run eval`: asks every question through the real API and prints accuracy by tag and difficulty, and latency. */
export async function evaluate(args: readonly string[]): Promise<number> {
  const { values } = parse(args);
  const sets = chooseSets(values, usage);
  const user = { username: 'admin_user', password: samplePassword('admin_user') ?? '' };
  console.log(`Evaluation: ${sets.title}`);
  const seen: Observation[] = [];
  const report = await withData(sets, values.running ?? false, async ({ api, adminUrl }) => {
    const other = sets.about === 'pagila' ? await otherThanPagila(api, user.username, user.password) : null;
    if (other !== null) return other;
    return runEvaluation({
      apiUrl: api.url,
      ...user,
      sets: sets.sets,
      gold: sets.gold,
      adminUrl,
      only: values.only,
      onProgress: (done, total, last) => {
        seen.push(...toObservation(last));
        if (done % 25 === 0 || done === total) console.error(`  ${done} of ${total} questions asked`);
      },
    });
  });
  if (typeof report === 'string') {
    console.log(`Skipped, because it cannot be judged. ${report} Load them with “npm run data:load” and ask again.`);
    return 0;
  }
  console.log(`\n${formatReport(report)}\n`);
  if (values.failures !== undefined) writeFileSync(resolve(callerFolder(), values.failures), formatFailures(report));
  if (values.observe !== undefined)
    writeFileSync(resolve(callerFolder(), values.observe), `${seen.map((one) => JSON.stringify(one)).join('\n')}\n`);
  if (values.write) {
    writeScoreboard(sets, report);
    console.log(`Written: evals/SCOREBOARD.md`);
  }
  return 0;
}

/** A fresh system with the data that the sets are about, where they can be had; else the one that runs, whatever it holds. */
async function withData<T>(sets: Sets, running: boolean, work: (system: SystemInUse) => Promise<T>): Promise<T> {
  const say = (line: string): void => console.error(line);
  const data = sets.about === 'sample' ? '' : pagilaData;
  if (running || sets.about === null || data === undefined || apiUrlFromEnvironment() !== undefined) {
    return withSystem({ settings: settingsFromEnvironment(), say }, work);
  }
  const overrides = {
    ...(sets.about === 'sample' ? { SAMPLE_SCALE: '1' } : {}),
    PAGILA_DATA_FILE: data,
    PAGILA_SCHEMA_FILE: '',
    ...(await freePorts()),
    COPILOT_HOME: join('.copilot', `eval-${sets.about}`),
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
        observe: { type: 'string' },
      },
    });
  } catch (error) {
    throw new Fault(`${error instanceof Error ? error.message : String(error)}. Usage: ${usage}`);
  }
}
