import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import {
  slot,
  sharedClock,
  type BackendState,
  type BackendWatch,
  type FromEngine,
  type HandOver,
  type ToEngine,
} from './protocol.js';
import { collectGarbage } from './collect-garbage.js';
import type { WebAssemblyModule } from './webassembly.js';

/** The thread of the database is gone; what it had not committed is lost, what it had committed is on disk. */
export class EngineLost extends Error {
  /** What PostgreSQL itself said last, or what ended its thread. */
  readonly reason: string;

  constructor(
    cause: string,
    /** The last lines that PostgreSQL logged. */
    readonly log: readonly string[] = [],
  ) {
    const last =
      log.findLast((line) => /\b(?:PANIC|FATAL):/.test(line)) ?? log.findLast((line) => /\bERROR:/.test(line));
    const reason = last === undefined ? cause : last.replace(/^.*?(?:PANIC|FATAL|ERROR): +/, '').trim();
    super(reason);
    this.name = 'EngineLost';
    this.reason = reason;
  }
}

/** PostgreSQL refuses statements nested too deep by its own measure; the thread's stack must not end before that. */
const stackSizeMb = 64;
const stopMs = 8_000;

/** One trip of bytes through the backend, with what happens on the way. */
export interface EngineRun {
  readonly handOver: HandOver | null;
  readonly bytes: Uint8Array;
  onOutput(bytes: Buffer): void;
  /** The backend waits for COPY data: answer with `feed`. */
  onHungry(): void;
}

export type EngineOutcome =
  | { readonly kind: 'done'; readonly state: BackendState }
  | { readonly kind: 'handOverFailed'; readonly output: Buffer };

/** How long the running message has run and how long it may; null while nothing runs. */
export interface EngineBusy {
  readonly runningMs: number;
  readonly statementTimeoutMs: number;
}

interface Pending {
  readonly run: EngineRun;
  resolve(outcome: EngineOutcome): void;
  reject(error: Error): void;
}

/** The database's thread, seen from the main thread. It runs one thing at a time; callers queue before it. */
export class Engine {
  /** Grows with each new thread: prepared statements of an older one are gone. */
  generation = 0;
  #worker: Worker | null = null;
  #port: MessagePort | null = null;
  #signals = new Int32Array(new SharedArrayBuffer(slot.count * 4));
  #watch: BackendWatch | null = null;
  #module: WebAssemblyModule | null = null;
  #flags: Int32Array = new Int32Array(0);
  #pending: Pending | null = null;
  #started: { resolve(openMs: number): void; reject(error: Error): void } | null = null;
  #stopped: (() => void) | null = null;

  constructor(private readonly settings: { pgdata: string; database: string; durable: boolean }) {}

  /** Opens the data folder in a new thread. *Returns* the milliseconds it took. *Throws* EngineLost when it cannot be opened. */
  start(): Promise<number> {
    this.generation++;
    this.#signals = new Int32Array(new SharedArrayBuffer(slot.count * 4));
    const { port1, port2 } = new MessageChannel();
    const workerData = { ...this.settings, port: port2, module: this.#module, signals: this.#signals.buffer };
    const worker = new Worker(workerFile(), { workerData, transferList: [port2], resourceLimits: { stackSizeMb } });
    this.#worker = worker;
    this.#port = port1;
    port1.on('message', (message: FromEngine) => this.#receive(message));
    worker.on('error', (error) => this.#lose(worker, new EngineLost(error.message)));
    worker.on('exit', () => this.#lose(worker, new EngineLost('the thread of the database ended')));
    return new Promise((resolve, reject) => {
      this.#started = { resolve, reject };
    });
  }

  /** Runs bytes in the backend; rejects with EngineLost when the thread ends meanwhile. */
  run(run: EngineRun): Promise<EngineOutcome> {
    if (this.#pending !== null) throw new Error('the engine runs one thing at a time');
    return new Promise((resolve, reject) => {
      this.#pending = { run, resolve, reject };
      this.#send({ kind: 'run', handOver: run.handOver, bytes: run.bytes });
    });
  }

  /** Hands COPY data to the backend that waits for it. */
  feed(bytes: Uint8Array): void {
    this.#send({ kind: 'more', bytes });
  }

  busy(): EngineBusy | null {
    const since = Atomics.load(this.#signals, slot.busySince);
    if (since === 0) return null;
    const statementTimeoutMs = this.#watch === null ? 0 : Atomics.load(this.#flags, this.#watch.statementTimeout);
    return { runningMs: (sharedClock() - since) & 0x7fffffff, statementTimeoutMs };
  }

  /**
   * Asks the running statement to stop, as a signal would: it fails with SQLSTATE 57014 at its next safe point.
   * Code that never comes to one (a sleep) does not notice; `terminate` is left for that.
   */
  askToStop(): void {
    if (this.#watch === null || this.#pending === null) return;
    Atomics.store(this.#flags, this.#watch.queryCancelPending, 1);
    Atomics.store(this.#flags, this.#watch.interruptPending, 1);
  }

  /** Ends the thread in the middle of what it does. The pending run rejects; call `start` again afterwards. */
  async terminate(reason: string): Promise<void> {
    const worker = this.#worker;
    if (worker === null) return;
    this.#lose(worker, new EngineLost(reason));
    await this.#end(worker);
  }

  async #end(worker: Worker): Promise<void> {
    this.#watch = null;
    this.#flags = new Int32Array(0);
    await worker.terminate();
    collectGarbage();
  }

  /** Closes the database properly (checkpoint) and ends the thread; a backend that does not answer in time is ended as it is. */
  async stop(): Promise<void> {
    const worker = this.#worker;
    if (worker === null) return;
    await new Promise<void>((resolve) => {
      this.#stopped = resolve;
      setTimeout(resolve, stopMs).unref();
      this.#send({ kind: 'stop' });
    });
    this.#worker = null;
    await this.#end(worker);
  }

  #send(message: ToEngine): void {
    this.#port?.postMessage(message);
    Atomics.add(this.#signals, slot.wake, 1);
    Atomics.notify(this.#signals, slot.wake);
  }

  #receive(message: FromEngine): void {
    switch (message.kind) {
      case 'ready':
        this.#watch = message.watch;
        this.#module = message.module;
        this.#flags = new Int32Array(message.watch.memory);
        if (this.generation > 1) collectGarbage();
        this.#started?.resolve(message.openMs);
        this.#started = null;
        return;
      case 'output':
        this.#pending?.run.onOutput(asBuffer(message.bytes));
        return;
      case 'hungry':
        this.#pending?.run.onHungry();
        return;
      case 'handOverFailed':
        this.#finish({ kind: 'handOverFailed', output: asBuffer(message.output) });
        return;
      case 'done':
        if (message.output.length > 0) this.#pending?.run.onOutput(asBuffer(message.output));
        this.#finish({ kind: 'done', state: message.state });
        return;
      case 'stopped':
        this.#stopped?.();
        return;
      case 'lost':
        if (this.#worker !== null) this.#lose(this.#worker, new EngineLost(message.reason, message.log));
        return;
    }
  }

  #finish(outcome: EngineOutcome): void {
    const pending = this.#pending;
    this.#pending = null;
    pending?.resolve(outcome);
  }

  #lose(worker: Worker, error: EngineLost): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    this.#watch = null;
    this.#flags = new Int32Array(0);
    this.#port?.close();
    this.#port = null;
    const pending = this.#pending;
    this.#pending = null;
    this.#started?.reject(error);
    this.#started = null;
    this.#stopped?.();
    pending?.reject(error);
  }
}

/** Threads run compiled files only; from the sources (tests) the compiled one beside them is taken. */
function workerFile(): string {
  const here = import.meta.url;
  const path = here.endsWith('.ts') ? '../../../dist/embedded/engine/engine-worker.js' : './engine-worker.js';
  return fileURLToPath(new URL(path, here));
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
