import type { MessagePort } from 'node:worker_threads';
import type { WebAssemblyModule } from './webassembly.js';

/** How a session is to be established before its bytes run. */
export interface HandOver {
  /** Statements that the administrator runs to make the session what it was: settings, session user, role. */
  readonly sql: string;
  /** The role that logged in; PostgreSQL judges later changes of the session user by this one. */
  readonly loginOid: number;
}

/** What the main thread sends to the thread of the database. */
export type ToEngine =
  | { readonly kind: 'run'; readonly handOver: HandOver | null; readonly bytes: Uint8Array }
  | { readonly kind: 'more'; readonly bytes: Uint8Array }
  | { readonly kind: 'stop' };

/** What the backend's own memory says about the session that has just run. */
export interface BackendState {
  readonly sessionUserOid: number;
  /** Differs from the session user while SET ROLE holds. */
  readonly currentUserOid: number;
  readonly statementTimeoutMs: number;
  readonly idleInTransactionTimeoutMs: number;
  /** Size of the backend's memory; it grows with a large statement and never shrinks. */
  readonly memoryBytes: number;
}

/** What the thread of the database sends back. */
export type FromEngine =
  | {
      readonly kind: 'ready';
      readonly openMs: number;
      readonly watch: BackendWatch;
      readonly module: WebAssemblyModule;
    }
  | { readonly kind: 'output'; readonly bytes: Uint8Array }
  | { readonly kind: 'hungry' }
  | { readonly kind: 'handOverFailed'; readonly output: Uint8Array }
  | { readonly kind: 'done'; readonly output: Uint8Array; readonly state: BackendState }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'lost'; readonly reason: string; readonly log: readonly string[] };

/** Where the main thread finds the backend's variables in the memory it shares with it. */
export interface BackendWatch {
  readonly memory: SharedArrayBuffer;
  /** Indexes of 32-bit integers. */
  readonly interruptPending: number;
  readonly queryCancelPending: number;
  readonly statementTimeout: number;
}

/** What a new thread of the database is given. */
export interface EngineSetup {
  readonly pgdata: string;
  readonly database: string;
  readonly durable: boolean;
  readonly port: MessagePort;
  /** The backend compiled by an earlier thread, or null. */
  readonly module: WebAssemblyModule | null;
  readonly signals: SharedArrayBuffer;
}

/** Slots of the shared integers by which the two threads see each other without messages. */
export const slot = {
  /** Counts messages to the engine; the engine sleeps on it. */
  wake: 0,
  /** Date.now() in the low 31 bits when the running message began, 0 while idle. */
  busySince: 1,
  count: 2,
} as const;

/** The clock of `busySince`: wraps every 24 days, so only differences mean something. */
export function sharedClock(): number {
  return Date.now() & 0x7fffffff || 1;
}
