import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPart, type Part, type PartPlan } from './part.js';

// Real processes: what is promised here is about processes.
const orderly = `
  process.on('SIGTERM', () => { console.log('stopping'); process.exit(0); });
  console.log('ready ' + process.pid);
  setInterval(() => {}, 1000);`;
const stubborn = `
  process.on('SIGTERM', () => {});
  console.log('ready ' + process.pid);
  setInterval(() => {}, 1000);`;
// As sonic-boom does: at the end it writes what is left until it is written.
const flushing = `
  import { writeSync } from 'node:fs';
  process.on('SIGTERM', () => process.exit(0));
  process.on('exit', () => { for (;;) { try { writeSync(1, 'last words'); break; } catch { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100); } } });
  console.log('ready ' + process.pid);
  setInterval(() => {}, 1000);`;
const hanging = `console.log('ready ' + process.pid); process.stdout.write('', () => { for (;;); });`;
const failing = `console.error('TypeError: the folder is made of cheese'); process.exit(3);`;

let folder: string;
let preload: string;
let compiledFolder: string;
const parts: Part[] = [];
const others: ChildProcess[] = [];

beforeAll(() => {
  const source = readFileSync(join(import.meta.dirname, '..', 'parent-watch.ts'), 'utf8');
  const compiled = ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  compiledFolder = mkdtempSync(join(tmpdir(), 'copilot-preload-'));
  writeFileSync(join(compiledFolder, 'parent-watch.mjs'), compiled.outputText);
  preload = pathToFileURL(join(compiledFolder, 'parent-watch.mjs')).href;
});
afterAll(() => rmSync(compiledFolder, { recursive: true, force: true }));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'copilot-part-'));
});
afterEach(async () => {
  await Promise.all(parts.splice(0).map((part) => part.stop(100)));
  others.splice(0).forEach((child) => child.kill('SIGKILL'));
  rmSync(folder, { recursive: true, force: true });
});

function planOf(code: string): PartPlan {
  const file = join(folder, 'part.mjs');
  writeFileSync(file, code);
  return {
    name: 'sample',
    title: 'sample part',
    args: [file],
    environment: { PATH: process.env['PATH'] },
    folder,
    logFile: join(folder, 'logs', 'sample.log'),
    isReady: (output) => Promise.resolve(output.some((line) => line.startsWith('ready'))),
    readyLimitMs: 20_000,
  };
}

async function run(code: string, said: string[] = []): Promise<Part> {
  const part = await startPart(planOf(code), { say: (line) => said.push(line), preload });
  parts.push(part);
  return part;
}

function isAlive(pid: number | undefined): boolean {
  try {
    return pid !== undefined && process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function until(holds: () => boolean, limitMs = 20_000): Promise<void> {
  const deadline = Date.now() + limitMs;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error('it did not happen in time');
    await sleep(30);
  }
}

describe('startPart', () => {
  it('lets a part stop in its own way and keeps its log', async () => {
    const part = await run(orderly);
    const pid = part.pid();
    await part.stop(10_000);
    expect(isAlive(pid)).toBe(false);
    expect(readFileSync(join(folder, 'logs', 'sample.log'), 'utf8')).toContain('stopping');
  });

  it.each([
    ['will not stop', stubborn],
    ['hangs', hanging],
  ])('ends a part that %s by force', async (_what, code) => {
    const part = await run(code);
    const pid = part.pid();
    await part.stop(300);
    expect(isAlive(pid)).toBe(false);
  });

  it('starts a killed part again and says so', async () => {
    const said: string[] = [];
    const part = await run(orderly, said);
    const first = part.pid() ?? 0;
    process.kill(first, 'SIGKILL');
    await until(() => said.some((line) => line.includes('runs again')));
    expect(said[0]).toBe('The sample part stopped (killed by SIGKILL): starting it again in 0.25 s …');
    expect(part.pid()).not.toBe(first);
    expect(isAlive(part.pid())).toBe(true);
  });

  it('gives the part’s own last words when it cannot start, and leaves nothing behind', async () => {
    await expect(run(failing)).rejects.toThrow(/The sample part did not start: the folder is made of cheese\n/);
  });

  it.runIf(process.platform !== 'win32').each([
    ['stops in its own way', orderly],
    ['flushes its log to the pipe that nobody reads', flushing],
    ['will not stop', stubborn],
  ])('leaves no part behind that %s when the supervisor itself is killed', async (_what, code) => {
    const part = join(folder, 'child.mjs');
    writeFileSync(part, code);
    const supervisor = join(folder, 'supervisor.mjs');
    writeFileSync(
      supervisor,
      `import { spawn } from 'node:child_process';
       const child = spawn(process.execPath, ['--import', ${JSON.stringify(preload)}, ${JSON.stringify(part)}],
         { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], detached: true });
       console.log(child.pid);
       setInterval(() => {}, 1000);`,
    );
    const child = spawn(process.execPath, [supervisor], { stdio: ['ignore', 'pipe', 'inherit'] });
    others.push(child);
    let pid = 0;
    child.stdout.on('data', (data: Buffer) => (pid = Number(data.toString())));
    await until(() => pid > 0);
    await sleep(500);
    expect(isAlive(pid)).toBe(true);
    child.kill('SIGKILL');
    await until(() => !isAlive(pid));
  });
});
