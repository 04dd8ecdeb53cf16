import { describe, expect, it } from 'vitest';
import { shareMemoryImport } from './shared-memory-import.js';

const header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const name = (text: string): number[] => [text.length, ...Buffer.from(text)];
/** A module that imports memory `env.memory` with these limits after a function, and exports a constant 7. */
function moduleWith(limits: number[]): Uint8Array {
  const imports = [2, ...name('env'), ...name('f'), 0, 0, ...name('env'), ...name('memory'), 2, ...limits];
  const sections = [
    [1, [1, 0x60, 0, 0]],
    [2, imports],
    [6, [1, 0x7f, 0, 0x41, 7, 0x0b]],
    [7, [1, ...name('seven'), 3, 0]],
  ] as const;
  return Uint8Array.from([...header, ...sections.flatMap(([id, body]) => [id, body.length, ...body])]);
}

interface Wasm {
  Module: new (bytes: Uint8Array) => object;
  Memory: new (limits: object) => object;
  Instance: new (module: object, imports: object) => { exports: { seven: { value: number } } };
}
const wasm = (globalThis as unknown as { WebAssembly: Wasm }).WebAssembly;

describe('shareMemoryImport', () => {
  it.each([
    ['without a maximum', [0, 1]],
    ['with a maximum', [1, 1, 0x80, 0x80, 0x02]],
  ])('makes a module that imports a memory %s run on a shared one', (_, limits) => {
    const memory = new wasm.Memory({ initial: 1, maximum: 32_768, shared: true });
    const imports = { env: { memory, f: () => undefined } };
    expect(() => new wasm.Instance(new wasm.Module(moduleWith(limits)), imports)).toThrow();
    const shared = new wasm.Module(shareMemoryImport(moduleWith(limits)));
    expect(new wasm.Instance(shared, imports).exports.seven.value).toBe(7);
  });

  it('leaves a module without imports as it is', () => {
    const plain = Uint8Array.from(header);
    expect(shareMemoryImport(plain)).toEqual(plain);
  });
});
