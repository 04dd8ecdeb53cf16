import { existsSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { examplePolicy } from '../testing/example-policy.js';
import { createContainedGuard, type ContainedGuard } from './create-contained-guard.js';

const compiledWorker = new URL('../../dist/contained/guard-worker.js', import.meta.url);
const policy = examplePolicy('store_manager');
const small = { sql: 'SELECT title FROM v_films', policy, rowLimit: 200 };
const large = { ...small, sql: `SELECT title FROM v_films WHERE film_id IN (${'1, '.repeat(1500)}1)` };
const script = (code: string): URL => new URL(`data:text/javascript,${encodeURIComponent(code)}`);

let guard: ContainedGuard | undefined;
afterEach(() => guard?.close());

describe('createContainedGuard', () => {
  it('judges small SQL without a worker', async () => {
    guard = await createContainedGuard({ workerUrl: script('throw new Error("must not start")') });
    expect(await guard.check(small)).toMatchObject({ ok: true });
  });

  // The worker runs compiled: `npx tsc -b packages/guard` makes it.
  it.skipIf(!existsSync(compiledWorker))('judges large SQL in a worker, with the same verdicts', async () => {
    guard = await createContainedGuard({ workerUrl: compiledWorker, timeLimitMs: 20_000 });
    expect(await guard.check(large)).toMatchObject({ ok: true, rowLimit: 200, relations: [{ name: 'v_films' }] });
    const blocked = { ...large, sql: large.sql.replace('v_films', 'payment') };
    expect(await guard.check(blocked)).toMatchObject({ ok: false, rule: 'allowed_views' });
  });

  it('refuses when the worker hangs, and asks a new one next time', async () => {
    const hangsOnPayment = `
      import { parentPort } from 'node:worker_threads';
      parentPort.on('message', ({ sql }) => {
        while (sql.includes('hang'));
        parentPort.postMessage({ ok: true });
      });`;
    guard = await createContainedGuard({ workerUrl: script(hangsOnPayment), timeLimitMs: 500 });
    const hanging = guard.check({ ...large, sql: `${large.sql} -- hang` });
    const waiting = guard.check(large);
    expect(await hanging).toMatchObject({ ok: false, problem: { code: 'guard.timeout' } });
    expect(await waiting).toMatchObject({ ok: true });
  });

  it('refuses when the worker breaks, ends or cannot start', async () => {
    for (const code of [
      "import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => { throw new Error('x'); });",
      "import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => process.exit(0));",
      'this is not JavaScript',
    ]) {
      guard = await createContainedGuard({ workerUrl: script(code), timeLimitMs: 5000 });
      expect(await guard.check(large), code).toMatchObject({ ok: false, problem: { code: 'guard.parser-broken' } });
      await guard.close();
    }
  });
});
