// `npm test`: every check of the project in one run, each on its own line, with the sum at the end.
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { buildServices } from './lib/build-services.mjs';
import { buildWeb, isWebBuilt } from './lib/build-web.mjs';
import { freePorts } from './lib/free-ports.mjs';
import { findChromium } from './lib/find-chromium.mjs';
import { withLock } from './lib/with-lock.mjs';

/**
 * Runs all suites and returns the exit code. A suite that fails does not keep the others from running, except that nothing runs when the
 * sources do not compile. What is skipped is said with its reason.
 */
export async function runTests({ root, args }) {
  const only = args.filter((arg) => !arg.startsWith('-'));
  const board = createBoard();
  const wants = (name) => only.length === 0 || only.includes(name);
  const context = { root, board, scratch: mkdtempSync(join(tmpdir(), 'copilot-test-')) };
  try {
    if (!(await board.check('build', () => build(context)))) return board.close();
    // each keeps one core busy
    await Promise.all([
      wants('lint') && board.check('lint', () => tool(context, ['eslint', 'bin', 'eslint.js'], ['.'])),
      wants('format') &&
        board.check('format', () => tool(context, ['prettier', 'bin', 'prettier.cjs'], ['--check', '.'])),
    ]);
    const hasWeb = existsSync(join(root, 'apps', 'web', 'package.json'));
    const webIsBuilt = hasWeb && (await board.check('web build and its type check', () => buildTheWeb(context)));
    if (wants('unit'))
      context.onEmbedded = await vitest(
        context,
        'unit and integration, embedded engine',
        ['--exclude', 'tests/browser/**'],
        { TEST_DATABASE_URL: '' },
      );
    if (wants('smoke')) await systemSuites(context, { engine: 'embedded engine', webIsBuilt });
    if (wants('postgres')) await realPostgres(context);
  } finally {
    rmSync(context.scratch, { recursive: true, force: true });
  }
  return board.close();
}

async function build({ root }) {
  await withLock({ root, say: console.log }, () => buildServices({ root, say: console.log }));
}

async function buildTheWeb({ root }) {
  await withLock({ root, say: console.log }, async () => {
    if (!isWebBuilt(root)) await buildWeb({ root, say: console.log });
  });
}

async function tool({ root }, path, args) {
  await run(process.execPath, [join(root, 'node_modules', ...path), ...args], { cwd: root });
}

/**
 * Runs test files and adds their counts; a file that breaks before its first test counts as one failure. Returns the passed tests of each
 * file.
 */
async function vitest({ root, board, scratch }, title, args, environment = {}) {
  console.log(`\n== ${title}`);
  const report = join(scratch, `${title.replace(/\W+/g, '-')}.json`);
  const cli = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await run(process.execPath, [cli, 'run', '--passWithNoTests', ...reporters, ...args], {
    cwd: root,
    environment,
    allowFailure: true,
  });
  if (!existsSync(report)) {
    board.add(title, { passed: 0, failed: 1, skipped: 0 });
    return new Map();
  }
  const result = JSON.parse(readFileSync(report, 'utf8'));
  const broken = result.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  for (const file of broken)
    board.fault(title, `${file.name.slice(root.length + 1)} broke before its first test`, file.message);
  const failed = result.numFailedTests + broken.length;
  board.add(title, {
    passed: result.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: result.numPendingTests + result.numTodoTests,
  });
  for (const file of result.testResults) {
    const skipped = file.assertionResults.filter((test) => test.status === 'pending' || test.status === 'skipped');
    for (const test of skipped) board.note(`${test.fullName} (${file.name.slice(root.length + 1)})`);
    const failing = file.assertionResults.filter((test) => test.status === 'failed');
    for (const test of failing)
      board.fault(title, `${test.fullName} (${file.name.slice(root.length + 1)})`, test.failureMessages.join('\n'));
  }
  return new Map(
    result.testResults.map((file) => [
      file.name.slice(root.length + 1),
      file.assertionResults.filter((test) => test.status === 'passed').map((test) => test.fullName),
    ]),
  );
}

/** Starts a fresh system as a person would, asks it from outside, drives it with a browser, and stops it. */
async function systemSuites(context, { engine, webIsBuilt, environment = {} }) {
  const { root, board, scratch } = context;
  console.log(`\n== freshly started system, ${engine}`);
  const [api, web, workflow, postgres] = await freePorts(4);
  const settings = {
    ...environment,
    COPILOT_HOME: join(scratch, `home-${postgres}`),
    API_PORT: String(api),
    WEB_PORT: String(web),
    WORKFLOW_PORT: String(workflow),
    POSTGRES_PORT: String(postgres),
    HOST: '127.0.0.1',
    NODE_ENV: 'development',
    ASK_RATE_PER_MINUTE: '10000',
  };
  const main = join(root, 'apps', 'cli', 'dist', 'main.js');
  let system;
  const started = await board.check(`start (${engine})`, async () => {
    system = await startSystem(main, webIsBuilt ? [] : ['--no-web'], { root, settings });
  });
  if (!started) return;
  const addresses = { ...settings, API_URL: `http://127.0.0.1:${api}`, WEB_URL: `http://127.0.0.1:${web}` };
  await smoke(context, engine, main, addresses);
  if (engine === 'embedded engine') await browser(context, webIsBuilt, addresses);
  const stopped = await board.check(`stop (${engine})`, () => stopSystem(system));
  if (stopped && engine === 'embedded engine')
    await board.check('second start within 10 s', () => startAgain(main, { root, settings }));
}

/** Measured here, where nothing else runs. */
async function startAgain(main, { root, settings }) {
  const started = Date.now();
  const system = await startSystem(main, ['--no-web'], { root, settings });
  const seconds = (Date.now() - started) / 1000;
  await stopSystem(system);
  if (seconds > 10) throw new Error(`it took ${seconds.toFixed(1)} s`);
}

async function smoke({ root, board }, engine, main, environment) {
  const output = [];
  await run(process.execPath, [main, 'test:smoke'], {
    cwd: root,
    environment,
    allowFailure: true,
    onLine: (line) => output.push(line),
  });
  const counts = /^(\d+) passed, (\d+) failed, (\d+) skipped$/m.exec(output.join('\n'));
  const [passed, failed, skipped] = counts ? counts.slice(1).map(Number) : [0, 1, 0];
  board.add(`API smoke (${engine})`, { passed, failed, skipped });
}

async function browser(context, webIsBuilt, environment) {
  const { root, board } = context;
  const title = 'browser';
  if (!existsSync(join(root, 'tests', 'browser'))) return;
  const chromium = findChromium();
  if (!chromium) {
    return board.skip(
      title,
      'no Chromium or Chrome was found: install one (Debian: apt-get install chromium) or set CHROME_PATH',
    );
  }
  if (!webIsBuilt) return board.skip(title, 'the web app was not built');
  await vitest(context, title, ['tests/browser'], { ...environment, CHROME_PATH: chromium });
}

/** The database tests and the smoke tests once more on a real PostgreSQL, when one can be had. */
async function realPostgres(context) {
  const { root, board } = context;
  const script = join(root, 'scripts', 'test-postgres.sh');
  const title = 'real PostgreSQL';
  const given = process.env.TEST_DATABASE_URL;
  if (!given && process.platform === 'win32') return board.skip(title, 'set TEST_DATABASE_URL to run it on Windows');
  // the server runs as a user of its own, who must be able to get into the folder
  const folder = mkdtempSync(join(tmpdir(), 'copilot-postgres-'));
  chmodSync(folder, 0o755);
  let address = given;
  if (!address) {
    console.log(`\n== ${title}`);
    const [port] = await freePorts(1);
    const lines = [];
    const code = await run('bash', [script, 'start', folder, String(port)], {
      cwd: root,
      allowFailure: true,
      onLine: (line) => lines.push(line),
    });
    address = lines.findLast((line) => line.startsWith('postgres'));
    if (code !== 0 || !address) {
      const last = lines.findLast((line) => line.trim() !== '') ?? '';
      rmSync(folder, { recursive: true, force: true });
      // the script says by itself when a server cannot be had; anything else is a fault
      if (last.startsWith('test-postgres: ')) return board.skip(title, last.replace('test-postgres: ', ''));
      return board.check(`${title} starts`, () => Promise.reject(new Error(last)));
    }
  }
  try {
    // what stands below embedded/ is about that engine alone
    const onServer = await vitest(
      context,
      'all that needs a database, real PostgreSQL',
      ['.pg.test.ts', '--exclude', 'packages/database/src/embedded/**'],
      { TEST_DATABASE_URL: address },
    );
    if (context.onEmbedded)
      await board.check('both engines passed the same tests', async () => requireSame(context.onEmbedded, onServer));
    const own = await createDatabase(root, address);
    await systemSuites(context, { engine: title, webIsBuilt: false, environment: { DATABASE_URL: own } });
  } finally {
    if (!given) await run('bash', [script, 'stop', folder], { cwd: root, allowFailure: true });
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What one engine cannot run, by the beginning of its full name; everything else must pass on both. */
const serverOnly = [
  // a lock held by a second session: the embedded engine has one backend
  'when something breaks in the middle of a question while its statement waits for a lock that we hold ',
  // a transaction that stays open beside others: the embedded engine runs one after the other, and would wait for its end
  'a question that is asked again sees nothing of a writer who has not finished, and everything when he has',
  'the version of the business data holds the change of a writer who was under way when the version was read',
  'the version of the business data never makes writers wait for each other',
];

/** A test that runs on one engine only is a difference that nobody would see in the sums. */
function requireSame(onEmbedded, onServer) {
  const lines = [...onServer].flatMap(([file, tests]) => {
    const others = onEmbedded.get(file) ?? [];
    return [
      ...tests
        .filter((name) => !others.includes(name) && !serverOnly.some((start) => name.startsWith(start)))
        .map((name) => `only on the server: ${name} (${file})`),
      ...others.filter((name) => !tests.includes(name)).map((name) => `only embedded: ${name} (${file})`),
    ];
  });
  if (lines.length > 0) throw new Error(lines.join('\n    '));
  console.log(`  ${[...onServer.values()].flat().length} tests of ${onServer.size} files, each on both engines`);
}

/** A database of its own for the system under test, so that it starts from nothing. */
async function createDatabase(root, address) {
  const { default: pg } = await import('pg');
  const name = `copilot_smoke_${process.pid}`;
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${name}`);
  } finally {
    await client.end();
  }
  const url = new URL(address);
  url.pathname = `/${name}`;
  return url.href;
}

async function startSystem(main, args, { root, settings }) {
  const child = spawn(process.execPath, [main, 'start', ...args], {
    cwd: root,
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  process.once('exit', () => child.kill('SIGTERM'));
  const lines = [];
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await new Promise((resolve, reject) => {
    const onLine = (line) => {
      lines.push(line);
      console.log(`  ${line}`);
      if (line.startsWith('Ready after')) resolve();
    };
    eachLine(child.stdout, onLine);
    eachLine(child.stderr, onLine);
    ended.then((code) => reject(new Error(`npm start ended with exit code ${code}`)));
  });
  return { child, ended };
}

async function stopSystem({ child, ended }) {
  child.kill(process.platform === 'win32' ? 'SIGKILL' : 'SIGTERM');
  const late = new Promise((resolve) => setTimeout(() => resolve('late'), 30_000).unref());
  const code = await Promise.race([ended, late]);
  if (code === 'late') child.kill('SIGKILL');
  if (code !== 0 && process.platform !== 'win32') throw new Error(`stopping ended with ${code}`);
}

/** Runs a program and shows its output as it comes. */
function run(file, args, { cwd, environment = {}, allowFailure = false, onLine }) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd,
      env: { ...process.env, ...environment },
      stdio: ['ignore', onLine ? 'pipe' : 'inherit', onLine ? 'pipe' : 'inherit'],
    });
    if (onLine) {
      const show = (line) => {
        onLine(line);
        console.log(line);
      };
      eachLine(child.stdout, show);
      eachLine(child.stderr, show);
    }
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0 || allowFailure) resolve(code);
      else reject(new Error(`exit code ${code}`));
    });
  });
}

function eachLine(stream, onLine) {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text) => {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop() ?? '';
    lines.forEach(onLine);
  });
}

/** Counts what passed, failed and was skipped, and prints it at the end, what failed with the beginning of its reason. */
function createBoard() {
  const rows = [];
  const notes = [];
  const faults = [];
  const add = (title, counts) => void rows.push({ title, ...counts });
  return {
    add,
    note: (text) => void notes.push(text),
    fault: (title, what, reason = '') =>
      void faults.push([`${title}: ${what}`, ...stripVTControlCharacters(reason).trim().split('\n').slice(0, 12)]),
    skip: (title, reason) => {
      console.log(`\n== ${title}: skipped, ${reason}`);
      notes.push(`${title}: ${reason}`);
      add(title, { passed: 0, failed: 0, skipped: 1 });
    },
    check: async (title, work) => {
      const started = Date.now();
      console.log(`\n== ${title}`);
      try {
        await work();
        console.log(`  passed (${((Date.now() - started) / 1000).toFixed(1)} s)`);
        add(title, { passed: 1, failed: 0, skipped: 0 });
        return true;
      } catch (error) {
        console.log(`  FAILED: ${error.message}`);
        faults.push([title, ...error.message.split('\n').slice(0, 12)]);
        add(title, { passed: 0, failed: 1, skipped: 0 });
        return false;
      }
    },
    close: () => {
      const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
      console.log('\n== all suites');
      for (const row of rows) {
        console.log(`  ${row.title.padEnd(44)} ${row.passed} passed, ${row.failed} failed, ${row.skipped} skipped`);
      }
      if (notes.length > 0) console.log('\nSkipped:');
      for (const note of notes) console.log(`  - ${note}`);
      if (faults.length > 0) console.log('\nFailed:');
      for (const [what, ...reason] of faults) console.log([`  - ${what}`, ...reason].join('\n      '));
      console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
      return sum('failed') === 0 ? 0 : 1;
    },
  };
}
