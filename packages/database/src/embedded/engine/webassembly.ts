/** The part of the WebAssembly interface that is wrapped; Node's types do not bring it without those of a browser. */
export interface WebAssemblyApi {
  Memory: new (descriptor: MemoryDescriptor) => WebAssemblyMemory;
  Module: new (bytes: Uint8Array) => object;
  Global: new () => { readonly value: unknown };
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(source: object, imports?: object): Promise<WebAssemblySource | WebAssemblyInstance>;
}

export interface MemoryDescriptor {
  readonly initial: number;
  readonly maximum?: number;
  readonly shared?: boolean;
}

export interface WebAssemblyMemory {
  readonly buffer: ArrayBuffer | SharedArrayBuffer;
}

export interface WebAssemblyInstance {
  readonly exports: Readonly<Record<string, unknown>>;
}

/** Compiled code; it can be handed to another thread. */
export type WebAssemblyModule = object;

export interface WebAssemblySource {
  readonly module: WebAssemblyModule;
  readonly instance: WebAssemblyInstance;
}

/** WebAssembly of this thread. */
export const webAssembly: WebAssemblyApi = (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly;
