import { parseArgs } from 'node:util';
import { samplePassword } from '../client/sample-users.js';
import { passwordFromEnvironment, settingsFromEnvironment, wantsColour } from '../env.js';
import { Fault } from '../fault.js';
import { withSystem } from '../system/with-system.js';
import { colourStyle, plainStyle, printAnswer } from '../terminal/print-answer.js';

const usage = 'npm run ask -- "total revenue by month" --user manager_store1 [--password …] [--store N] [--json]';

/** `npm run ask`: one question in the terminal. Exit code 0 for an answer, 2 when there is none but everything worked. */
export async function ask(args: readonly string[]): Promise<number> {
  const input = readArguments(args);
  const settings = settingsFromEnvironment();
  const say = (line: string): void => console.error(line);
  const reply = await withSystem({ settings, say }, async ({ api }) => {
    const session = await api.login(input.user, input.password);
    return api.ask(session.access_token, { question: input.question, store_id: input.store });
  });
  if (input.json) process.stdout.write(`${reply.text.trimEnd()}\n`);
  else console.log(`\n${printAnswer(reply.answer, wantsColour(process.stdout) ? colourStyle : plainStyle)}\n`);
  return reply.answer.status === 'answered' ? 0 : 2;
}

interface AskInput {
  readonly question: string;
  readonly user: string;
  readonly password: string;
  readonly store: number | undefined;
  readonly json: boolean;
}

function readArguments(args: readonly string[]): AskInput {
  const { values, positionals } = parse(args);
  const question = positionals.join(' ').trim();
  if (question === '') throw new Fault(`The question is missing. Usage: ${usage}`);
  const user = values.user ?? 'manager_store1';
  const password = values.password ?? samplePassword(user) ?? passwordFromEnvironment();
  if (password === undefined) {
    throw new Fault(`${user} is not a sample user: give --password, or set COPILOT_PASSWORD.`);
  }
  if (values.store !== undefined && !/^\d+$/.test(values.store)) {
    throw new Fault(`--store is "${values.store}": use the number of one store.`);
  }
  return {
    question,
    user,
    password,
    store: values.store === undefined ? undefined : Number(values.store),
    json: values.json ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        user: { type: 'string' },
        password: { type: 'string' },
        store: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new Fault(`${error instanceof Error ? error.message : String(error)}. Usage: ${usage}`);
  }
}
