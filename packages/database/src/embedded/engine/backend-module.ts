import type { PGlite } from '@electric-sql/pglite';

/** The few entry points of the compiled PostgreSQL that the driver calls. PGlite uses them itself but does not type them for others. */
export interface BackendModule {
  readonly HEAPU8: Uint8Array;
  stackSave(): number;
  stackRestore(pointer: number): void;
  addFunction(callback: (pointer: number, length: number) => number, signature: string): number;
  _pgl_set_rw_cbs(read: number, write: number): void;
  _PostgresMainLoopOnce(): void;
  _PostgresMainLongJmp(): void;
  _PostgresSendReadyForQueryIfNecessary(): void;
  _pgl_pq_flush(): void;
  _pq_buffer_remaining_data(): number;
}

/** PGlite's compiled module, seen through the entry points above. The version is pinned exactly, and start-up probes them. */
export function backendModule(database: PGlite): BackendModule {
  return database.Module as unknown as BackendModule;
}

/** Exit status by which the compiled PostgreSQL leaves its C stack after an ERROR (`POSTGRES_MAIN_LONGJMP` in PGlite). */
const longJump = 100;

/** Where the backend's bytes come from and go to. */
export interface ByteStreams {
  /** Fills `target` with the next bytes and returns how many; blocks while there are none. 0 means the client is gone. */
  read(target: Uint8Array): number;
  write(bytes: Uint8Array): void;
  /** Whether unread bytes are left of what was handed in. */
  hasMore(): boolean;
}

/**
 * Runs the backend's message loop over byte streams of ours instead of PGlite's own buffers,
 * so that COPY can wait for its data and long results leave while they are made.
 * *Returns* a function that runs all messages that `streams` holds; it throws when the backend is beyond use.
 */
export function createMessageLoop(module: BackendModule, streams: ByteStreams, onMessage: () => void): () => void {
  const read = module.addFunction(
    (pointer, length) => streams.read(module.HEAPU8.subarray(pointer, pointer + length)),
    'ipi',
  );
  const write = module.addFunction((pointer, length) => {
    streams.write(module.HEAPU8.slice(pointer, pointer + length));
    return length;
  }, 'ipi');
  module._pgl_set_rw_cbs(read, write);
  return () => {
    while (streams.hasMore() || module._pq_buffer_remaining_data() > 0) {
      onMessage();
      const stack = module.stackSave();
      try {
        module._PostgresMainLoopOnce();
      } catch (error) {
        module.stackRestore(stack);
        if (!isLongJump(error)) throw error;
        module._PostgresMainLongJmp();
      }
    }
    module._PostgresSendReadyForQueryIfNecessary();
    module._pgl_pq_flush();
  };
}

function isLongJump(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'status' in error && error.status === longJump;
}
