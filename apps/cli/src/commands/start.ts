import { Fault } from '../fault.js';
import { sampleUsers } from '../client/sample-users.js';
import { inheritedEnvironment, isUnderNpm, settingsFromEnvironment } from '../env.js';
import { startSystem, type RunningSystem } from '../system/start-system.js';

/** `npm start`: runs the whole system in the foreground until it is told to stop. */
export async function start(args: readonly string[]): Promise<number> {
  const unknown = args.find((arg) => arg !== '--no-web');
  if (unknown !== undefined) throw new Fault(`"${unknown}" is not known here: \`npm start\` takes --no-web only.`);
  const withWeb = !args.includes('--no-web');
  const started = Date.now();
  const settings = settingsFromEnvironment();
  const stopper = new AbortController();
  const asked = stopRequested(stopper);

  const system = await startSystem({
    settings,
    inherited: inheritedEnvironment(),
    withWeb,
    say: (line) => console.log(line),
    signal: stopper.signal,
  });
  console.log(readyText(system, withWeb, (Date.now() - started) / 1000));
  await asked;
  console.log('Stopping …');
  await system.stop();
  console.log('Stopped: every part has ended.');
  return 0;
}

/** Resolves at the first request to stop; the second one does not wait for anybody. */
function stopRequested(stopper: AbortController): Promise<void> {
  return new Promise((resolve) => {
    let requests = 0;
    const onSignal = (): void => {
      requests += 1;
      // the exit handler of the system ends every part by force
      if (requests > 1 && Date.now() - first > 500) process.exit(1);
      if (requests === 1) first = Date.now();
      stopper.abort();
      resolve();
    };
    let first = 0;
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, onSignal);
    if (isUnderNpm()) whenOrphaned(onSignal);
  });
}

/** `kill` on npm ends npm and its shell, which passes the signal on to nobody: losing them is a request to stop as well. */
function whenOrphaned(act: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    act();
  }, 500);
  timer.unref();
}

function readyText({ settings, addresses, secrets }: RunningSystem, withWeb: boolean, seconds: number): string {
  const psql =
    settings.databaseUrl === undefined
      ? `PGPASSWORD=${secrets.databasePassword} psql -h 127.0.0.1 -p ${settings.ports.postgres} -U postgres pagila`
      : 'psql "$DATABASE_URL"';
  const lines = [
    '',
    `Ready after ${seconds.toFixed(1)} s.`,
    '',
    ...(withWeb ? [`  Web app    ${shown(addresses.web)}`] : []),
    `  API        ${shown(addresses.api)}/api   (documentation: ${shown(addresses.api)}/api/docs)`,
    `  Database   ${psql}`,
    `  Data, logs ${settings.home}`,
    '',
  ];
  if (settings.sampleUsers) {
    lines.push('  Sample users (name / password):');
    for (const user of sampleUsers) lines.push(`    ${`${user.username} / ${user.password}`.padEnd(32)} ${user.sees}`);
    lines.push('');
  } else {
    lines.push('  Sample users were not seeded (SEED_SAMPLE_USERS=true seeds them).', '');
  }
  lines.push('  Ctrl-C stops everything.', '');
  return lines.join('\n');
}

function shown(address: string): string {
  return address.replace('//127.0.0.1:', '//localhost:');
}
