import { describe, expect, it } from 'vitest';
import { readEvents } from './read-events';

async function events(...chunks: string[]) {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(encoder.encode(chunk));
      controller.close();
    },
  });
  const found = [];
  for await (const event of readEvents(body)) found.push(event);
  return found;
}

describe('an event stream', () => {
  it('is read across chunks that cut lines in two', async () => {
    expect(await events('event: sta', 'ge\ndata: {"a":', '1}\n', '\nevent: answer\ndata: 2\n\n')).toEqual([
      { event: 'stage', data: '{"a":1}' },
      { event: 'answer', data: '2' },
    ]);
  });

  it('keeps an event that the end of the stream cuts off, joins data lines and skips comments', async () => {
    expect(await events(': ping\n\nevent: answer\r\ndata: a\r\ndata: b')).toEqual([{ event: 'answer', data: 'a\nb' }]);
  });
});
