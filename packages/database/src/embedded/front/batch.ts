import type { Frame } from '../wire/frame-reader.js';
import { fromClient } from '../wire/messages.js';
import type { StatementNames } from './statement-names.js';
import { readTraces, type Traces } from './session-traces.js';

/** What ends a batch: a Query or Sync answers with ReadyForQuery; a Flush asks for the answers so far and goes on. */
export type BatchEnd = 'ready' | 'flush';

/**
 * Messages of one connection that run in the backend without another connection's in between.
 * Filled until a message ends it; COPY data that follows it belongs to it as well.
 */
export class Batch {
  readonly frames: Buffer[] = [];
  /** Prepared statements that must exist before it runs; those it parses itself do not count. */
  readonly needs = new Set<string>();
  readonly parses = new Set<string>();
  traces: Traces = { settings: false, any: false };
  end: BatchEnd | null = null;
  bytes = 0;
  copyData: Buffer[] = [];
  copyBytes = 0;
  done = false;
  /** When it was complete. */
  since = 0;

  /** Adds one message of the client, renamed; *returns* whether the batch is complete. */
  add(frame: Frame, names: StatementNames): boolean {
    const renamed = names.rename(frame);
    this.frames.push(renamed.bytes);
    this.bytes += renamed.bytes.length;
    if (frame.type === fromClient.parse) this.parses.add(parsedName(frame.bytes));
    else if (renamed.needs !== null && !this.parses.has(renamed.needs)) this.needs.add(renamed.needs);
    if (renamed.sql !== null) this.#remember(readTraces(renamed.sql));
    this.end = endOf(frame.type, this.bytes);
    this.since = Date.now();
    return this.end !== null;
  }

  #remember(traces: Traces): void {
    this.traces = { settings: this.traces.settings || traces.settings, any: this.traces.any || traces.any };
  }
}

/** A pipeline without an end is cut here, so that no client fills the memory. */
const largestBatch = 32 * 1024 * 1024;

function endOf(type: number, bytes: number): BatchEnd | null {
  if (type === fromClient.query || type === fromClient.sync || type === fromClient.functionCall) return 'ready';
  return type === fromClient.flush || bytes > largestBatch ? 'flush' : null;
}

function parsedName(bytes: Buffer): string {
  return bytes.toString('utf8', 5, bytes.indexOf(0, 5));
}
