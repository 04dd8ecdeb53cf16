/** A WebAssembly memory can be at most this large with PGlite: 32768 pages of 64 KiB. */
export const largestMemoryPages = 32_768;

const importSection = 2;
const kind = { function: 0, table: 1, memory: 2, global: 3, tag: 4 } as const;

/**
 * Rewrites a WebAssembly module so that the memory it imports is a shared one.
 * Only the type of the import changes (the flag, and a maximum where there was none); the code is the same.
 * *Source* WebAssembly core specification, "Modules: import section"; threads proposal, "limits".
 */
export function shareMemoryImport(module: Uint8Array): Uint8Array<ArrayBuffer> {
  const reader = { bytes: module, at: 8 };
  while (reader.at < module.length) {
    const start = reader.at;
    const id = module[reader.at++];
    const length = readNumber(reader);
    const end = reader.at + length;
    if (id === importSection) {
      const section = shareInSection(module.subarray(reader.at, end));
      return join([
        module.subarray(0, start),
        Uint8Array.of(importSection),
        writeNumber(section.length),
        section,
        module.subarray(end),
      ]);
    }
    reader.at = end;
  }
  return module.slice();
}

function shareInSection(section: Uint8Array): Uint8Array {
  const reader = { bytes: section, at: 0 };
  for (let left = readNumber(reader); left > 0; left--) {
    skip(reader, readNumber(reader));
    skip(reader, readNumber(reader));
    const what = section[reader.at++];
    if (what === kind.memory) {
      const at = reader.at;
      const { minimum, maximum } = readLimits(reader);
      const limits = join([Uint8Array.of(3), writeNumber(minimum), writeNumber(maximum ?? largestMemoryPages)]);
      return join([section.subarray(0, at), limits, section.subarray(reader.at)]);
    }
    if (what === kind.function) readNumber(reader);
    else if (what === kind.global) skip(reader, 2);
    else if (what === kind.table) {
      skip(reader, 1);
      readLimits(reader);
    } else if (what === kind.tag) {
      skip(reader, 1);
      readNumber(reader);
    } else throw new Error(`a WebAssembly import of unknown kind ${what ?? 'none'}`);
  }
  return section;
}

interface Reader {
  readonly bytes: Uint8Array;
  at: number;
}

function readLimits(reader: Reader): { minimum: number; maximum: number | null } {
  const flags = reader.bytes[reader.at++] ?? 0;
  const minimum = readNumber(reader);
  return { minimum, maximum: (flags & 1) === 1 ? readNumber(reader) : null };
}

function skip(reader: Reader, count: number): void {
  reader.at += count;
}

/** Unsigned LEB128. */
function readNumber(reader: Reader): number {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = reader.bytes[reader.at++] ?? 0;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return value;
  }
}

function writeNumber(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value; ;) {
    const low = rest & 0x7f;
    rest = Math.floor(rest / 128);
    bytes.push(rest === 0 ? low : low | 0x80);
    if (rest === 0) return Uint8Array.from(bytes);
  }
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
