import { receiveMessageOnPort, workerData } from 'node:worker_threads';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { queryMessage } from '../wire/messages.js';
import { backendModule, createMessageLoop } from './backend-module.js';
import { findBackendMemory } from './backend-memory.js';
import { shareBackendMemory } from './share-backend-memory.js';
import { makeDurable, startParameters } from './start-parameters.js';
import { sharedClock, slot, type EngineSetup, type FromEngine, type ToEngine } from './protocol.js';

const administratorOid = 10;
const largestChunk = 256 * 1024;
const setup = workerData as EngineSetup;
const signals = new Int32Array(setup.signals);
const log: string[] = [];

let input: Uint8Array = new Uint8Array(0);
let offset = 0;
let chunks: Uint8Array[] = [];
let chunkBytes = 0;
let streaming = false;
let heard = 0;
let isOpen = false;

await serve().catch((error: unknown) =>
  send({ kind: 'lost', reason: error instanceof Error ? error.message : String(error), log }),
);

/** Opens the folder and answers messages until told to stop. Never yields to the event loop after that: it sleeps on the shared counter. */
async function serve(): Promise<void> {
  const started = performance.now();
  const shared = shareBackendMemory();
  const database = await PGlite.create({
    dataDir: setup.pgdata,
    database: setup.database,
    extensions: { vector },
    ...(setup.module === null
      ? {}
      : { pgliteWasmModule: setup.module as NonNullable<PGliteOptions['pgliteWasmModule']> }),
    startParams: startParameters(setup.durable),
    onStdout: keepLog,
    onStderr: keepLog,
  });
  const module = backendModule(database);
  if (setup.durable) makeDurable(database);
  const runAll = createMessageLoop(module, { read, write, hasMore: () => offset < input.length }, beginMessage);

  const runOwn = (sql: string): Uint8Array => {
    streaming = false;
    load(queryMessage(sql));
    runAll();
    return takeOutput();
  };
  const memory = findBackendMemory(module, (sql) => !hasError(runOwn(sql)));
  const watch = {
    memory: shared.memory(),
    interruptPending: shared.address('InterruptPending') >> 2,
    queryCancelPending: shared.address('QueryCancelPending') >> 2,
    statementTimeout: memory.statementTimeout,
  };
  const flags = new Int32Array(watch.memory);
  // From here on errors are the clients'; only what ends the backend is kept.
  isOpen = true;
  log.length = 0;
  send({ kind: 'ready', openMs: performance.now() - started, watch, module: shared.module() });

  for (;;) {
    const message = nextMessage();
    if (message.kind === 'stop') break;
    if (message.kind === 'more') continue;
    // A request to stop that came too late for the statement it meant must not stop this one.
    Atomics.store(flags, watch.queryCancelPending, 0);
    if (message.handOver !== null) {
      memory.setLoginOid(administratorOid);
      const output = runOwn(message.handOver.sql);
      if (hasError(output)) {
        send({ kind: 'handOverFailed', output });
        continue;
      }
      memory.setLoginOid(message.handOver.loginOid);
    }
    streaming = true;
    load(message.bytes);
    runAll();
    Atomics.store(signals, slot.busySince, 0);
    send({ kind: 'done', output: takeOutput(), state: memory.state() });
  }
  await database.close();
  send({ kind: 'stopped' });

  function beginMessage(): void {
    if (!streaming) return;
    Atomics.store(signals, slot.busySince, sharedClock());
  }
}

function load(bytes: Uint8Array): void {
  input = bytes;
  offset = 0;
}

/** The backend asks for bytes. It only ever runs dry in COPY FROM STDIN, whose data the client sends later. */
function read(target: Uint8Array): number {
  while (offset >= input.length) {
    if (!streaming) return 0;
    flushOutput();
    Atomics.store(signals, slot.busySince, 0);
    send({ kind: 'hungry' });
    const message = nextMessage();
    if (message.kind !== 'more') throw new Error('the front broke off in the middle of a COPY');
    load(message.bytes);
    Atomics.store(signals, slot.busySince, sharedClock());
  }
  const part = input.subarray(offset, offset + target.length);
  target.set(part);
  offset += part.length;
  return part.length;
}

function write(bytes: Uint8Array): void {
  chunks.push(bytes);
  chunkBytes += bytes.length;
  if (streaming && chunkBytes >= largestChunk) flushOutput();
}

function flushOutput(): void {
  if (chunkBytes > 0) send({ kind: 'output', bytes: takeOutput() });
}

function takeOutput(): Uint8Array {
  const bytes = new Uint8Array(chunkBytes);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  chunks = [];
  chunkBytes = 0;
  return bytes;
}

/** Sleeps until the main thread has sent something. */
function nextMessage(): ToEngine {
  for (;;) {
    const received = receiveMessageOnPort(setup.port);
    if (received !== undefined) return received.message as ToEngine;
    Atomics.wait(signals, slot.wake, heard);
    heard = Atomics.load(signals, slot.wake);
  }
}

function send(message: FromEngine): void {
  setup.port.postMessage(message);
}

function hasError(output: Uint8Array): boolean {
  const view = Buffer.from(output.buffer, output.byteOffset, output.byteLength);
  for (let at = 0; at + 5 <= view.length; at += 1 + view.readInt32BE(at + 1)) if (view[at] === 0x45) return true;
  return false;
}

function keepLog(line: string): boolean {
  if (isOpen && !/\b(?:PANIC|FATAL):/.test(line)) return false;
  log.push(line);
  if (log.length > 40) log.shift();
  return false;
}
