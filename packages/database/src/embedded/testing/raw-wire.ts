import type { Socket } from 'node:net';
import type pg from 'pg';
import { FrameReader } from '../wire/frame-reader.js';
import { message, readErrorFields } from '../wire/messages.js';
import { readRows } from '../wire/read-rows.js';

/** The wire of a connection that a client has opened, to say what no client library says. */
export interface RawWire {
  send(...messages: Buffer[]): void;
  /** Waits for one message of a type (or an error when asked for), and returns all that came up to it. */
  until(type: string): Promise<{ types: string; cells: (string | null)[][]; errors: string[] }>;
  destroy(): void;
}

/** Takes over the socket of a connected client; the client is of no use afterwards. */
export function takeWire(client: pg.Client): RawWire {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  stream.removeAllListeners('data');
  const reader = new FrameReader();
  reader.typed = true;
  reader.largest = 1e9;
  let seen: { type: string; bytes: Buffer }[] = [];
  let look = (): void => undefined;
  stream.on('data', (bytes: Buffer) => {
    reader.add(bytes);
    for (let frame = reader.next(); frame !== null; frame = reader.next())
      seen.push({ type: String.fromCharCode(frame.type), bytes: frame.bytes });
    look();
  });
  return {
    send: (...messages) => {
      stream.write(Buffer.concat(messages));
    },
    until: (type) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`no ${type} came, only ${seen.map((one) => one.type).join('')}`)),
          5000,
        );
        look = () => {
          const at = seen.findIndex((one) => one.type === type);
          if (at < 0) return;
          clearTimeout(timer);
          look = () => undefined;
          const taken = seen.slice(0, at + 1);
          seen = seen.slice(at + 1);
          const errors = taken.filter((one) => one.type === 'E').map((one) => readErrorFields(one.bytes)['C'] ?? '');
          resolve({
            types: taken.map((one) => one.type).join(''),
            cells: readRows(Buffer.concat(taken.map((one) => one.bytes))).rows,
            errors,
          });
        };
        look();
      }),
    destroy: () => stream.destroy(),
  };
}

const none = Buffer.alloc(2);

export const parse = (name: string, sql: string): Buffer => message(0x50, name, sql, none);
export const bind = (portal: string, statement: string): Buffer => message(0x42, portal, statement, none, none, none);
export const execute = (portal: string, rows = 0): Buffer => message(0x45, portal, Buffer.from([0, 0, 0, rows]));
export const sync = (): Buffer => message(0x53);
export const flush = (): Buffer => message(0x48);
