import { fromClient, message, readCstring } from '../wire/messages.js';
import type { Frame } from '../wire/frame-reader.js';

interface KnownStatement {
  readonly parse: Buffer;
  readonly sql: string;
  /** Generation of the engine in which it was parsed. */
  generation: number;
}

/** What renaming a client's message yields for its batch. */
export interface Renamed {
  readonly bytes: Buffer;
  /** SQL text that the message brings or refers to; null for messages about portals. */
  readonly sql: string | null;
  /** Wire name of the prepared statement that must exist when the batch runs. */
  readonly needs: string | null;
}

/**
 * Gives each connection its own names for prepared statements and portals in the one backend.
 * It keeps the Parse messages, so that a statement can be parsed again when the backend no longer has it:
 * the unnamed one after another connection used that place, any of them after a restart or a DEALLOCATE ALL.
 */
export class StatementNames {
  readonly #known = new Map<string, KnownStatement>();

  constructor(readonly prefix: string) {}

  /** Rewrites Parse, Bind, Describe, Execute and Close; other messages pass as they are. */
  rename({ type, bytes }: Frame): Renamed {
    switch (type) {
      case fromClient.parse: {
        const name = readCstring(bytes, 5);
        const sql = readCstring(bytes, name.next).text;
        const renamed = message(type, this.#wireName(name.text), bytes.subarray(name.next));
        this.#known.set(name.text, { parse: renamed, sql, generation: -1 });
        return { bytes: renamed, sql, needs: null };
      }
      case fromClient.bind: {
        const portal = readCstring(bytes, 5);
        const statement = readCstring(bytes, portal.next);
        const sql = this.#known.get(statement.text)?.sql ?? null;
        const renamed = message(
          type,
          this.#portalName(portal.text),
          this.#existingName(statement.text),
          bytes.subarray(statement.next),
        );
        return { bytes: renamed, sql, needs: statement.text };
      }
      case fromClient.describe:
      case fromClient.close: {
        const kind = bytes.subarray(5, 6);
        const name = readCstring(bytes, 6).text;
        const isStatement = kind.toString() === 'S';
        if (type === fromClient.close && isStatement) this.#known.delete(name);
        const wireName = isStatement ? this.#existingName(name) : this.#portalName(name);
        return {
          bytes: message(type, kind, wireName),
          sql: null,
          needs: isStatement && type === fromClient.describe ? name : null,
        };
      }
      case fromClient.execute: {
        const portal = readCstring(bytes, 5);
        return {
          bytes: message(type, this.#portalName(portal.text), bytes.subarray(portal.next)),
          sql: null,
          needs: null,
        };
      }
      case fromClient.query:
        this.#known.delete('');
        return { bytes, sql: readCstring(bytes, 5).text, needs: null };
      default:
        return { bytes, sql: null, needs: null };
    }
  }

  /** The Parse message to send first when a batch needs a statement that this generation of the engine does not have. */
  missing(name: string, generation: number): Buffer | null {
    const known = this.#known.get(name);
    return known === undefined || (known.generation === generation && name !== '') ? null : known.parse;
  }

  /** Notes that the backend now has a statement. */
  parsed(name: string, generation: number): void {
    const known = this.#known.get(name);
    if (known !== undefined) known.generation = generation;
  }

  /** Forgets that the backend has any: it dropped them all. */
  dropped(): void {
    for (const known of this.#known.values()) known.generation = -1;
  }

  /** Close messages for all that the backend holds of this connection. */
  closeAll(generation: number): Buffer {
    const held = [...this.#known].filter(([name, known]) => name !== '' && known.generation === generation);
    return Buffer.concat(held.map(([name]) => message(fromClient.close, Buffer.from('S'), this.#wireName(name))));
  }

  #wireName(name: string): string {
    return name === '' ? '' : `${this.prefix}s${name}`;
  }

  /** Without an unnamed statement of its own a connection must not reach the one that another left in the backend. */
  #existingName(name: string): string {
    return name === '' && !this.#known.has('') ? `${this.prefix}s` : this.#wireName(name);
  }

  /** The unnamed portal ends with its transaction, and no other connection comes in between. */
  #portalName(name: string): string {
    return name === '' ? '' : `${this.prefix}p${name}`;
  }
}

/** Takes the connection's prefix out of a message of the server, so that people see the names they gave. */
export function withoutPrefix(bytes: Buffer, prefix: string): Buffer {
  if (!bytes.includes(prefix)) return bytes;
  const body = bytes.subarray(5).toString('latin1').replaceAll(`${prefix}s`, '').replaceAll(`${prefix}p`, '');
  return message(bytes[0] ?? 0, Buffer.from(body, 'latin1'));
}
