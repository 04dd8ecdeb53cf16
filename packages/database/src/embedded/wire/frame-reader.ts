/** One message of the wire protocol, whole: `bytes` includes its type byte and length. */
export interface Frame {
  /** ASCII code of the type byte; 0 for the untyped messages before the start-up is done. */
  readonly type: number;
  readonly bytes: Buffer;
}

/** Thrown when a peer sends a length that no honest peer sends; the connection cannot be resynchronised after that. */
export class FrameTooLarge extends Error {
  constructor(length: number) {
    super(`message length ${length} is out of range`);
    this.name = 'FrameTooLarge';
  }
}

/**
 * Cuts a byte stream into whole messages, whatever packets they came in.
 * `typed` is false until the start-up message has been read (that one has no type byte); `largest` bounds one message.
 */
export class FrameReader {
  typed = false;
  largest = 10_000;
  #kept: Buffer = Buffer.alloc(0);

  add(bytes: Buffer): void {
    this.#kept = this.#kept.length === 0 ? bytes : Buffer.concat([this.#kept, bytes]);
  }

  /** The next whole message, or null when more bytes are needed. */
  next(): Frame | null {
    const head = this.typed ? 1 : 0;
    if (this.#kept.length < head + 4) return null;
    const length = this.#kept.readInt32BE(head);
    if (length < 4 || length > this.largest) throw new FrameTooLarge(length);
    const end = head + length;
    if (this.#kept.length < end) return null;
    const frame = { type: this.typed ? (this.#kept[0] ?? 0) : 0, bytes: this.#kept.subarray(0, end) };
    this.#kept = this.#kept.subarray(end);
    return frame;
  }
}
