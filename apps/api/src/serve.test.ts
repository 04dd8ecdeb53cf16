import { pino } from 'pino';
import { expect, it } from 'vitest';
import { createRunningQuestions } from './ask/running-questions.js';
import { stop } from './serve.js';
import { startGateway } from './test/start-gateway.js';

const start = async (graceMs: number) => {
  const gateway = await startGateway();
  const token = await gateway.tokenOf('manager_store1');
  gateway.workflow.behaviour = { kind: 'answers-after', ms: 600 };
  const asked = gateway
    .call('POST', '/api/ask', { token, body: { question: 'revenue' } })
    .catch((error: unknown) => error);
  while (gateway.workflow.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  let closed = false;
  const stopped = stop({
    app: gateway.app,
    running: gateway.running,
    graceMs,
    log: pino({ level: 'silent' }),
    close: async () => void (closed = true),
  });
  return { gateway, asked, stopped, wasClosed: () => closed };
};

it('finishes a running question before it ends, and takes no new one', async () => {
  const { gateway, asked, stopped, wasClosed } = await start(5000);
  await expect(gateway.call('GET', '/api/health')).rejects.toThrow();
  expect(wasClosed()).toBe(false);
  expect(await asked).toMatchObject({ status: 200 });
  await stopped;
  expect(wasClosed()).toBe(true);
  await gateway.workflow.close();
});

it('cuts a question off when the grace is over', async () => {
  const startedAt = Date.now();
  const { gateway, asked, stopped } = await start(100);
  await stopped;
  expect(Date.now() - startedAt).toBeLessThan(1500);
  expect(await asked).toBeInstanceOf(Error);
  await gateway.workflow.close();
});

it('turns questions on open connections away while it stops', () => {
  const running = createRunningQuestions({ limit: 2 });
  void running.drain();
  expect(() => running.enter('ann')).toThrow('The service is restarting: try again in a moment');
});
