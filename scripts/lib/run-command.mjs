import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepareClone } from './prepare-clone.mjs';
import { Sentence } from './sentence.mjs';

/** Command name to the parts that must be built before it runs. */
const commands = {
  start: 'web',
  ask: 'services',
  'test:smoke': 'services',
  eval: 'services',
  bench: 'services',
  'data:load': 'services',
  'rag:index': 'services',
  verify: 'services',
  attack: 'services',
  'audit:verify': 'services',
  users: 'services',
  keys: 'services',
  retention: 'services',
  backup: 'services',
  restore: 'services',
  prepare: 'services',
  test: 'nothing',
};

/** Installs and builds what is missing or stale, reads `.env`, and hands over to the command line application. */
export async function runCommand(root, argv) {
  const [command, ...given] = argv;
  if (!(command in commands)) {
    throw new Sentence(`Unknown command "${command ?? ''}": use one of ${Object.keys(commands).join(', ')}.`);
  }
  const args = withNpmFlags(command, given);
  const say = command === 'start' || command === 'test' ? toStdout : toStderr;
  const build = command === 'start' && args.includes('--no-web') ? 'services' : commands[command];
  await prepareClone({ root, build, say });
  if (command === 'test') {
    const { runTests } = await import('../test.mjs');
    process.exitCode = await runTests({ root, args });
    return;
  }
  loadEnvFile(join(root, '.env'));
  const main = join(root, 'apps', 'cli', 'dist', 'main.js');
  process.argv = [process.argv[0], main, command, ...args];
  await import(pathToFileURL(main).href);
}

/** `npm start --no-web` (without `--`) reaches a script only as the environment variable npm_config_web. */
function withNpmFlags(command, args) {
  const swallowed = process.env.npm_config_web;
  const isOff = swallowed === '' || swallowed === 'false';
  return command === 'start' && isOff && !args.includes('--no-web') ? [...args, '--no-web'] : args;
}

function loadEnvFile(path) {
  if (!existsSync(path)) return;
  try {
    process.loadEnvFile(path);
  } catch (error) {
    throw new Sentence(`The settings file ${path} cannot be read (${error.code ?? error.message}): mend or remove it.`);
  }
}

function toStdout(line) {
  console.log(line);
}

function toStderr(line) {
  console.error(line);
}
