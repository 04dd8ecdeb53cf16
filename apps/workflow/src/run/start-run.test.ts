import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { silentLog } from '../test/fakes.js';
import { passed, stopped } from './stage-outcome.js';
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

describe('the log of a run', () => {
  const stageOf = (code: string | null) => () => (code === null ? passed(null) : stopped({ code, message: code }));
  const lineOf = async (codes: readonly (string | null)[]): Promise<unknown> => {
    const lines: object[] = [];
    const log = { ...silentLog, info: (fields: object) => void lines.push(fields) };
    const run = startRun({ requestId: 'run-1', timeoutMs: 5_000, log });
    for (const code of codes) await run.stage('guard', passed(null), stageOf(code));
    await run.stage(
      'execute',
      codes.at(-1) === null ? passed(null) : stopped({ code: 'x', message: 'x' }),
      stageOf(null),
    );
    await run.stage('audit', passed(null), stageOf(null));
    run.end();
    expect(lines).toHaveLength(1);
    return lines[0];
  };

  it('is one line with the time of each stage that ran and the problem that ended it', async () => {
    const line = await lineOf(['guard.views']);
    const time = expect.any(Number) as number;
    expect(line).toEqual({
      request_id: 'run-1',
      timings_ms: { guard: time, audit: time },
      problem: { stage: 'guard', code: 'guard.views' },
    });
  });

  it('names no problem that was mended', async () => {
    expect(await lineOf(['guard.views', null])).toMatchObject({ problem: undefined });
  });
});
