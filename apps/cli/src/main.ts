import { ask } from './commands/ask.js';
import { attack } from './commands/attack.js';
import { backup, restore } from './commands/backup.js';
import { bench } from './commands/bench.js';
import { indexRag } from './commands/index-rag.js';
import { keys } from './commands/keys.js';
import { loadData } from './commands/load-data.js';
import { prepareOnly } from './commands/prepare.js';
import { retention } from './commands/retention.js';
import { smoke } from './commands/smoke.js';
import { start } from './commands/start.js';
import { verifyCertificateFile } from './commands/verify-certificate.js';
import { users } from './commands/users.js';
import { verifyAudit } from './commands/verify-audit.js';
import { Fault } from './fault.js';

type Command = (args: readonly string[]) => Promise<number>;

const commands: ReadonlyMap<string, Command> = new Map([
  ['start', start],
  ['ask', ask],
  ['test:smoke', smoke],
  ['attack', attack],
  ['bench', bench],
  ['verify', verifyCertificateFile],
  // loaded when asked for: an installation without the question sets runs everything else
  ['eval', async (args) => (await import('./commands/evaluate.js')).evaluate(args)],
  ['data:load', loadData],
  ['rag:index', indexRag],
  ['audit:verify', verifyAudit],
  ['users', users],
  ['keys', keys],
  ['retention', retention],
  ['backup', backup],
  ['restore', restore],
  ['prepare', prepareOnly],
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
