import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameReader, FrameTooLarge } from './frame-reader.js';
import { message, queryMessage } from './messages.js';

describe('FrameReader', () => {
  it('finds the same messages however the stream is cut into packets', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string(), { maxLength: 8 }),
        fc.array(fc.nat(40), { minLength: 1, maxLength: 30 }),
        (texts, cuts) => {
          const stream = Buffer.concat(texts.map(queryMessage));
          const reader = new FrameReader();
          reader.typed = true;
          const found: Buffer[] = [];
          for (let at = 0, cut = 0; at < stream.length; cut++) {
            const size = (cuts[cut % cuts.length] ?? 0) + 1;
            reader.add(stream.subarray(at, at + size));
            at += size;
            for (let frame = reader.next(); frame !== null; frame = reader.next()) found.push(frame.bytes);
          }
          expect(found.map((bytes) => bytes.toString('hex'))).toEqual(
            texts.map((text) => queryMessage(text).toString('hex')),
          );
        },
      ),
    );
  });

  it('reads the start-up message without a type byte, and later ones with it', () => {
    const reader = new FrameReader();
    reader.add(Buffer.from([0, 0, 0, 8, 4, 210, 22, 47, 0x53, 0, 0, 0, 4]));
    expect(reader.next()).toEqual({ type: 0, bytes: Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]) });
    reader.typed = true;
    expect(reader.next()).toEqual({ type: 0x53, bytes: message(0x53) });
    expect(reader.next()).toBeNull();
  });

  it.each([[[0x51, 0xff, 0xff, 0xff, 0xff]], [[0x51, 0, 0, 0, 3]], [[0x51, 0x7f, 0, 0, 0]]])(
    'refuses the length in %j',
    (bytes) => {
      const reader = new FrameReader();
      reader.typed = true;
      reader.add(Buffer.from(bytes));
      expect(() => reader.next()).toThrow(FrameTooLarge);
    },
  );
});
