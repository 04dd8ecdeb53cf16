import { Fault } from './fault.js';

type Command = (args: readonly string[]) => Promise<number>;

/** Each is loaded when asked for: a start waits for no other, and an installation without the question sets runs everything but those. */
const commands: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['start', async (args) => (await import('./commands/start.js')).start(args)],
  ['ask', async (args) => (await import('./commands/ask.js')).ask(args)],
  ['test:smoke', async () => (await import('./commands/smoke.js')).smoke()],
  ['attack', async () => (await import('./commands/attack.js')).attack()],
  ['bench', async (args) => (await import('./commands/bench.js')).bench(args)],
  ['verify', async (args) => (await import('./commands/verify-certificate.js')).verifyCertificateFile(args)],
  ['eval', async (args) => (await import('./commands/evaluate.js')).evaluate(args)],
  ['data:load', async (args) => (await import('./commands/load-data.js')).loadData(args)],
  ['rag:index', async () => (await import('./commands/index-rag.js')).indexRag()],
  ['audit:verify', async () => (await import('./commands/verify-audit.js')).verifyAudit()],
  ['users', async (args) => (await import('./commands/users.js')).users(args)],
  ['keys', async (args) => (await import('./commands/keys.js')).keys(args)],
  ['retention', async (args) => (await import('./commands/retention.js')).retention(args)],
  ['backup', async (args) => (await import('./commands/backup.js')).backup(args)],
  ['restore', async (args) => (await import('./commands/backup.js')).restore(args)],
  ['prepare', async () => (await import('./commands/prepare.js')).prepareOnly()],
]);

/** Runs one command and ends the process with its exit code. */
async function main([name = '', ...args]: readonly string[]): Promise<number> {
  const command = commands.get(name);
  if (!command) throw new Fault(`Unknown command "${name}": use one of ${[...commands.keys()].join(', ')}.`);
  return command(args);
}

// a reader such as `head` may leave before everything is written
process.stdout.on('error', () => process.exit(0));
main(process.argv.slice(2)).then(exitWith, (error: unknown) => {
  console.error(error instanceof Fault ? error.message : error);
  exitWith(error instanceof Fault ? error.exitCode : 1);
});

/** Ends when everything is written: a pipe may still hold back a part of a long answer. */
function exitWith(code: number): void {
  process.stdout.write('', () => process.exit(code));
}
