import { errorMessage, fromServer, readErrorFields, type TransactionStatus } from '../wire/messages.js';
import { withoutPrefix } from './statement-names.js';

/** What the filter tells while a batch's answer passes. */
export interface OutputEvents {
  /** Bytes for the client: whole messages only. */
  forward(bytes: Buffer): void;
  commandComplete(tag: string): void;
  ready(status: TransactionStatus): void;
}

/**
 * Passes the backend's answer on to the client message by message.
 * It leaves out the answers to messages that the client did not send, takes our prefix out of error texts,
 * and never forwards a part of a message: whatever happens to the backend, the client stays in step.
 */
export class OutputFilter {
  #kept: Buffer = Buffer.alloc(0);

  constructor(
    private readonly prefix: string,
    /** How many ParseComplete messages belong to statements that we parsed again for the client. */
    private ownParses: number,
    private readonly events: OutputEvents,
    /** Why the front has stopped the statement: PostgreSQL itself only knows that it was asked to. */
    private readonly whyStopped: () => string | null = () => null,
  ) {}

  push(chunk: Buffer): void {
    const bytes = this.#kept.length === 0 ? chunk : Buffer.concat([this.#kept, chunk]);
    let from = 0;
    let at = 0;
    while (at + 5 <= bytes.length) {
      const end = at + 1 + bytes.readInt32BE(at + 1);
      if (end > bytes.length) break;
      const type = bytes[at];
      if (type !== fromServer.dataRow) {
        const replacement = this.#look(type ?? 0, bytes.subarray(at, end));
        if (replacement !== null) {
          if (at > from) this.events.forward(bytes.subarray(from, at));
          if (replacement.length > 0) this.events.forward(replacement);
          from = end;
        }
      }
      at = end;
    }
    if (at > from) this.events.forward(bytes.subarray(from, at));
    this.#kept = bytes.subarray(at);
  }

  /** *Returns* what to send in place of a message, or null to let it pass. */
  #look(type: number, bytes: Buffer): Buffer | null {
    switch (type) {
      case fromServer.parseComplete:
        if (this.ownParses === 0) return null;
        this.ownParses--;
        return nothing;
      case fromServer.error: {
        this.ownParses = 0;
        const why = this.whyStopped();
        if (why !== null && readErrorFields(bytes)['C'] === '57014') return errorMessage({ code: '57014', text: why });
        const shown = withoutPrefix(bytes, this.prefix);
        return shown === bytes ? null : shown;
      }
      case fromServer.notification:
        return nothing;
      case fromServer.commandComplete:
        this.events.commandComplete(bytes.toString('latin1', 5, bytes.length - 1));
        return null;
      case fromServer.readyForQuery:
        this.events.ready(bytes.toString('latin1', 5, 6) as TransactionStatus);
        return null;
      default:
        return null;
    }
  }
}

const nothing: Buffer = Buffer.alloc(0);
