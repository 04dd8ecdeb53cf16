import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { silentLog } from '../test/fakes.js';
import { startRun } from './start-run.js';

const aborted = (signal: AbortSignal): Promise<unknown> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(signal.reason), { once: true }));

describe('the time of a run', () => {
  it('ends it as a timeout, and its caller ends it with a reason', async () => {
    const late = startRun({ timeoutMs: 5, log: silentLog });
    expect(await aborted(late.signal)).toMatchObject({ name: 'TimeoutError' });
    const caller = new AbortController();
    const left = startRun({ timeoutMs: 5_000, log: silentLog, signal: caller.signal });
    caller.abort(new Error('gone'));
    expect(left.signal.reason).toEqual(new Error('gone'));
    expect(startRun({ timeoutMs: 5_000, log: silentLog, signal: caller.signal }).signal.aborted).toBe(true);
  });

  it('is measured no more once the answer is there', async () => {
    const caller = new AbortController();
    const run = startRun({ timeoutMs: 5, log: silentLog, signal: caller.signal });
    run.end();
    await new Promise((resolve) => setTimeout(resolve, 20));
    caller.abort();
    expect(run.signal.aborted).toBe(false);
    expect(getEventListeners(caller.signal, 'abort')).toEqual([]);
  });
});
