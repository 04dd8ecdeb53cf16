import { shareMemoryImport } from './shared-memory-import.js';
import {
  webAssembly,
  type MemoryDescriptor,
  type WebAssemblyMemory,
  type WebAssemblyModule,
  type WebAssemblySource,
} from './webassembly.js';

/** The memory of the backend as another thread can see it, and the places of its exported variables in it. */
export interface SharedBackend {
  memory(): SharedArrayBuffer;
  address(variable: string): number;
  /** The backend's compiled code, to spare a later thread the compiling. */
  module(): WebAssemblyModule;
}

/** 512 MB: a statement that needs more fails with PostgreSQL's own "out of memory". */
const largestPages = 8192;

/**
 * Makes WebAssembly in this thread use shared memories, so that another thread can ask a running statement to stop
 * in the way PostgreSQL's own signal handler does: by setting InterruptPending and QueryCancelPending.
 * Call it before PGlite is opened, in a thread that does nothing else (initdb needs a memory of its own and cannot run in it).
 */
export function shareBackendMemory(): SharedBackend {
  const { Memory, Module, Global } = webAssembly;
  const compile = webAssembly.compile.bind(webAssembly);
  const instantiate = webAssembly.instantiate.bind(webAssembly);
  let memory: WebAssemblyMemory | null = null;
  let backend: WebAssemblySource | null = null;
  Object.assign(webAssembly, {
    Memory: new Proxy(Memory, {
      construct: (target, [descriptor]: [MemoryDescriptor]) =>
        (memory = new target({ ...descriptor, maximum: largestPages, shared: true })),
    }),
    Module: new Proxy(Module, {
      construct: (target, [bytes]: [Uint8Array]) => new target(shareMemoryImport(asBytes(bytes))),
    }),
    compile: (bytes: Uint8Array) => compile(shareMemoryImport(asBytes(bytes))),
    instantiate: async (source: object, imports?: object) => {
      const result = await instantiate(source instanceof Module ? source : shareMemoryImport(asBytes(source)), imports);
      const made = 'instance' in result ? result : { instance: result, module: source };
      if ('InterruptPending' in made.instance.exports) backend = made;
      return result;
    },
    // Without streaming PGlite takes the functions above.
    compileStreaming: undefined,
    instantiateStreaming: undefined,
  });
  return {
    memory: () => {
      const buffer = memory?.buffer;
      if (!(buffer instanceof SharedArrayBuffer)) throw new Error('the memory of the backend is not shared');
      return buffer;
    },
    address: (variable) => {
      const found = backend?.instance.exports[variable];
      if (!(found instanceof Global) || typeof found.value !== 'number')
        throw new Error(`the backend does not export ${variable}`);
      return found.value;
    },
    module: () => {
      if (backend === null) throw new Error('the backend was compiled in an unknown way');
      return backend.module;
    },
  };
}

function asBytes(source: object): Uint8Array {
  if (ArrayBuffer.isView(source)) return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  throw new Error('a WebAssembly module came in an unknown form');
}
