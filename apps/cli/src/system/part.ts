import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../fault.js';
import { openLog, type Log } from './part-log.js';

/** How one part of the system is run. */
export interface PartPlan {
  readonly name: string;
  readonly title: string;
  /** File and arguments given to Node. */
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly folder: string;
  readonly logFile: string;
  /** The part is ready when this holds; asked several times a second. */
  readonly isReady: (output: readonly string[]) => Promise<boolean>;
  readonly readyLimitMs: number;
}

export interface Part {
  readonly name: string;
  pid(): number | undefined;
  /** Asks the part to stop, and ends it by force when it has not stopped within the grace. */
  stop(graceMs: number): Promise<void>;
  killNow(): void;
}

export interface PartHooks {
  readonly say: (line: string) => void;
  /** Loaded into the part before its own code. */
  readonly preload: string;
}

/** Starts a part, waits until it is ready, and from then on starts it again whenever it ends by itself. */
export async function startPart(
  plan: PartPlan,
  { say, preload }: PartHooks,
  /** Told at once, so that a part which is still starting can be stopped too. */
  onLaunched: (part: Part) => void = () => undefined,
): Promise<Part> {
  const state: PartState = { child: undefined, stopping: false, output: [], restarts: 0 };
  const log = openLog(plan.logFile);
  const launch = (): ChildProcess => launchChild({ plan, preload, state, log });

  const part: Part = {
    name: plan.name,
    pid: () => state.child?.pid,
    stop: (graceMs) => stopChild(state, graceMs).finally(() => log.close()),
    killNow: () => {
      state.stopping = true;
      killGroup(state.child);
    },
  };
  const first = launch();
  onLaunched(part);
  try {
    await becomesReady(plan, first, state, log);
  } catch (fault) {
    await part.stop(2000);
    throw fault;
  }
  keepAlive({ plan, state, log, launch, say }, first);
  return part;
}

interface PartState {
  child: ChildProcess | undefined;
  stopping: boolean;
  output: string[];
  restarts: number;
}

interface Keeper {
  readonly plan: PartPlan;
  readonly state: PartState;
  readonly log: Log;
  readonly launch: () => ChildProcess;
  readonly say: (line: string) => void;
}

function launchChild({
  plan,
  preload,
  state,
  log,
}: {
  plan: PartPlan;
  preload: string;
  state: PartState;
  log: Log;
}): ChildProcess {
  const child = spawn(process.execPath, ['--import', preload, ...plan.args], {
    cwd: plan.folder,
    env: { ...plan.environment, COPILOT_PARENT_IPC: '1' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // a group of its own: Ctrl-C reaches the supervisor alone, which then stops the parts in order
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  state.child = child;
  state.output = [];
  log.follow(child.stdout, (line) => {
    if (state.output.length < 200) state.output.push(line);
  });
  log.follow(child.stderr, () => undefined);
  child.on('error', (error) => log.write(`could not be started: ${error.message}`));
  return child;
}

async function becomesReady(plan: PartPlan, child: ChildProcess, state: PartState, log: Log): Promise<void> {
  const deadline = Date.now() + plan.readyLimitMs;
  while (Date.now() < deadline) {
    if (hasEnded(child)) {
      await sleep(50);
      throw new Fault(
        `The ${plan.title} did not start: ${log.lastWords() ?? howEnded(child)}\nIts whole log is in ${plan.logFile}.`,
      );
    }
    if (await plan.isReady(state.output)) return;
    await sleep(80);
  }
  throw new Fault(
    `The ${plan.title} did not become ready within ${Math.round(plan.readyLimitMs / 1000)} s. Its log is in ${plan.logFile}.`,
  );
}

function keepAlive(keeper: Keeper, child: ChildProcess): void {
  const { plan, state, say } = keeper;
  const readySince = Date.now();
  const onEnd = (): void => {
    if (state.stopping) return;
    if (Date.now() - readySince > 60_000) state.restarts = 0;
    void restart(keeper).catch((error: unknown) => say(`${plan.title}: ${String(error)}`));
  };
  if (hasEnded(child)) onEnd();
  else child.once('exit', onEnd);
}

async function restart(keeper: Keeper): Promise<void> {
  const { plan, state, log, launch, say } = keeper;
  for (;;) {
    const waitMs = Math.min(15_000, 250 * 2 ** state.restarts);
    say(`The ${plan.title} stopped (${howEnded(state.child)}): starting it again in ${waitMs / 1000} s …`);
    state.restarts += 1;
    await sleep(waitMs);
    if (state.stopping) return;
    const started = Date.now();
    const child = launch();
    try {
      await becomesReady(plan, child, state, log);
      if (state.stopping) return;
      say(`The ${plan.title} runs again (after ${((Date.now() - started) / 1000).toFixed(1)} s).`);
      keepAlive(keeper, child);
      return;
    } catch (error) {
      if (state.stopping) return;
      say(error instanceof Fault ? error.message : String(error));
      killGroup(child);
      await ended(child, 5000);
    }
  }
}

async function stopChild(state: PartState, graceMs: number): Promise<void> {
  state.stopping = true;
  const { child } = state;
  if (!child || hasEnded(child)) return;
  if (child.connected) child.send('stop', () => (child.connected ? child.disconnect() : undefined));
  if (await ended(child, graceMs)) {
    killGroup(child);
    return;
  }
  killGroup(child);
  await ended(child, 5000);
}

/** Also what the part itself started; the group outlives its leader, so this is right after an orderly end too. */
function killGroup(child: ChildProcess | undefined): void {
  if (child?.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // gone already
  }
}

function ended(child: ChildProcess, limitMs: number): Promise<boolean> {
  if (hasEnded(child)) return Promise.resolve(true);
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), limitMs);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

function howEnded(child: ChildProcess | undefined): string {
  if (child?.signalCode) return `killed by ${child.signalCode}`;
  return `exit code ${child?.exitCode ?? 'unknown'}`;
}
