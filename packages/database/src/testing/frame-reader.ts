export interface Frame {
  /** The letter of the message; empty for the start-up message, which has none. */
  readonly type: string;
  readonly body: Buffer;
  readonly whole: Buffer;
}

/** Cuts the bytes of one direction of PostgreSQL's protocol into messages. */
export class FrameReader {
  #rest: Buffer = Buffer.alloc(0);
  #expectsStart: boolean;

  constructor(expectsStart: boolean) {
    this.#expectsStart = expectsStart;
  }

  take(bytes: Buffer): Frame[] {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    const frames: Frame[] = [];
    for (;;) {
      const head = this.#expectsStart ? 0 : 1;
      if (this.#rest.length < head + 4) return frames;
      const length = head + this.#rest.readUInt32BE(head);
      if (this.#rest.length < length) return frames;
      const whole = this.#rest.subarray(0, length);
      frames.push({ type: whole.toString('latin1', 0, head), body: whole.subarray(head + 4), whole });
      this.#rest = this.#rest.subarray(length);
      this.#expectsStart = false;
    }
  }
}
