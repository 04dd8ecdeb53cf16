import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorMessage, message, readyForQuery } from '../wire/messages.js';
import { OutputFilter } from './output-filter.js';

const answer = [
  message(0x31),
  message(0x31),
  message(0x32),
  message(0x44, Buffer.from([0, 1, 0, 0, 0, 2, 0x31, 0x31])),
  message(0x43, 'SELECT 1'),
  errorMessage({ code: '26000', text: 'prepared statement "c1_sname" does not exist' }),
  readyForQuery('E'),
];

function pass(
  chunks: readonly Buffer[],
  ownParses: number,
  why: string | null = null,
): { forwarded: Buffer[]; tags: string[]; statuses: string[] } {
  const seen = { forwarded: [] as Buffer[], tags: [] as string[], statuses: [] as string[] };
  const events = {
    forward: (bytes: Buffer) => void seen.forwarded.push(bytes),
    commandComplete: (tag: string) => void seen.tags.push(tag),
    ready: (status: string) => void seen.statuses.push(status),
  };
  const filter = new OutputFilter('c1_', ownParses, events, () => why);
  for (const chunk of chunks) filter.push(chunk);
  return seen;
}

describe('OutputFilter', () => {
  it('leaves out our own ParseComplete and our prefix, wherever the answer is cut', () => {
    const expected = Buffer.concat([
      ...answer.slice(1, 5),
      errorMessage({ code: '26000', text: 'prepared statement "name" does not exist' }),
      readyForQuery('E'),
    ]);
    const stream = Buffer.concat(answer);
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: stream.length }), { maxLength: 20 }), (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), stream.length];
        const seen = pass(
          at.slice(1).map((end, index) => stream.subarray(at[index], end)),
          1,
        );
        expect(Buffer.concat(seen.forwarded).equals(expected)).toBe(true);
        expect(seen.tags).toEqual(['SELECT 1']);
        expect(seen.statuses).toEqual(['E']);
      }),
    );
  });

  it('forwards nothing of a message whose end never comes', () => {
    const [, , , row = Buffer.alloc(0)] = answer;
    expect(Buffer.concat(pass([message(0x32), row.subarray(0, row.length - 1)], 0).forwarded)).toEqual(message(0x32));
  });

  it('tells a stopped statement why it was stopped, and leaves other errors alone', () => {
    const cancelled = errorMessage({ code: '57014', text: 'canceling statement due to user request' });
    expect(
      Buffer.concat(pass([cancelled], 0, 'canceling statement due to statement timeout').forwarded).toString(),
    ).toContain('statement timeout');
    const other = errorMessage({ code: '22012', text: 'division by zero' });
    expect(Buffer.concat(pass([other], 0, 'canceling statement due to statement timeout').forwarded)).toEqual(other);
  });
});
