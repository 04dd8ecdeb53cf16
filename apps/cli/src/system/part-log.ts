import { closeSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

const rotateBytes = 10 * 1024 * 1024;
const keptLines = 60;

export interface Log {
  follow(stream: Readable | null, onLine: (line: string) => void): void;
  write(line: string): void;
  /** The message of the last error that was logged, for the sentence that a person sees. */
  lastWords(): string | undefined;
  close(): void;
}

/** The log file of one part. A log that cannot be written (a full disk) never stops the part. */
export function openLog(path: string): Log {
  const file = openFile(path);
  const recent: string[] = [];
  let isOpen = file !== undefined;
  const write = (text: string): void => {
    const line = text.replace(/(:\/\/[^:/@\s]+:)[^@\s]+@/g, '$1…@');
    recent.push(line);
    if (recent.length > keptLines) recent.shift();
    if (file === undefined || !isOpen) return;
    try {
      writeSync(file, `${line}\n`);
    } catch {
      // the line is lost, the part goes on
    }
  };
  return {
    write,
    follow: (stream, onLine) => {
      if (!stream) return;
      createInterface({ input: stream }).on('line', (line) => {
        write(line);
        onLine(line);
      });
    },
    lastWords: () => lastWords(recent),
    close: () => {
      if (file !== undefined && isOpen) closeSync(file);
      isOpen = false;
    },
  };
}

/** The most telling of the last lines: an error's message, else the last line that is not part of a stack. */
export function lastWords(lines: readonly string[]): string | undefined {
  const told = lines
    .map(toMessage)
    .filter((line) => line !== '' && !/^(at |code: |\}|\{|Node\.js v|\^|file:|node:)/.test(line));
  const errors = told.filter((line) => /^(\w*Error|Fault|Uncaught)\b.*: /.test(line));
  const chosen = errors.at(-1) ?? told.at(-1);
  return chosen?.replace(/^(Uncaught )?\w*(Error|Fault)( \[\w+\])?: /, '').slice(0, 600);
}

function toMessage(line: string): string {
  const text = line.trim();
  if (!text.startsWith('{')) return text;
  try {
    const record: unknown = JSON.parse(text);
    if (typeof record !== 'object' || record === null) return text;
    const fields = new Map(Object.entries(record));
    const message = fields.get('error') ?? fields.get('message') ?? fields.get('msg');
    return typeof message === 'string' ? message : '';
  } catch {
    return text;
  }
}

function openFile(path: string): number | undefined {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > rotateBytes) renameSync(path, `${path}.1`);
    return openSync(path, 'a', 0o600);
  } catch {
    return undefined;
  }
}
