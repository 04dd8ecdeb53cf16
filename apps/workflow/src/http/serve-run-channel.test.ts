import { connect, type AddressInfo, type Socket } from 'node:net';
import pino from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { answerQuestion } from '../answer-question.js';
import { stopped } from '../run/stage-outcome.js';
import { fakeNeeds, requestOf, silentLog } from '../test/fakes.js';
import type { Service } from './create-server.js';
import { createServer } from './create-server.js';

const TOKEN = 'token-of-the-tests';
const sockets: Socket[] = [];
const servers: ReturnType<typeof createServer>[] = [];
afterEach(async () => {
  sockets.splice(0).forEach((socket) => socket.destroy());
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const answers: Service['answer'] = (request, options) =>
  answerQuestion(request, fakeNeeds(), { requestId: request.request_id, timeoutMs: 5_000, log: silentLog, ...options });

/** *Returns* what writes to a connection that asked for the channel, and what waits for the next text from it. */
async function open(given: { answer?: Service['answer']; token?: string; path?: string } = {}) {
  const { answer = answers, token = TOKEN, path = '/run' } = given;
  const server = createServer({
    service: { answer } as Service, // no other route is called
    internalToken: TOKEN,
    log: pino({ level: 'silent' }),
  });
  servers.push(server);
  await server.listen({ host: '127.0.0.1', port: 0 });
  const socket = connect((server.server.address() as AddressInfo).port, '127.0.0.1');
  sockets.push(socket);
  const next = (): Promise<string> =>
    new Promise((resolve) => {
      let text = '';
      const onData = (part: Buffer): void => {
        text += part.toString();
        if (!text.endsWith('\n') && !text.endsWith('}')) return;
        socket.off('data', onData);
        resolve(text);
      };
      socket.on('data', onData);
      socket.once('close', () => resolve('closed'));
    });
  const opened = next();
  socket.write(
    `GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: Upgrade\r\nupgrade: copilot-run\r\nx-internal-token: ${token}\r\n\r\n`,
  );
  return { socket, next, head: await opened };
}

const line = (body: unknown): string => `${JSON.stringify(body)}\n`;

describe('the channel of runs', () => {
  it('opens to the internal token alone', async () => {
    const { head } = await open({ token: `${TOKEN}x` });
    expect(head).toMatch(/^HTTP\/1\.1 401 /);
    expect(head).toContain('Invalid internal token');
    expect((await open({ path: '/catalog' })).head).toMatch(/^HTTP\/1\.1 404 /);
    expect((await open()).head).toMatch(/^HTTP\/1\.1 101 /);
  });

  it('answers line by line', async () => {
    const { socket, next } = await open();
    for (const question of ['revenue', 'revenue by month']) {
      const reply = next();
      socket.write(line(requestOf(question)));
      const [, status, says, body = ''] = /^(\d+) (\S*) (.*)\n$/.exec(await reply) ?? [];
      expect([status, says]).toEqual(['200', '']);
      expect(JSON.parse(body)).toMatchObject({ request_id: 'run-1', status: 'answered' });
    }
  });

  it('says what is wrong with a request, and hides what broke', async () => {
    const { socket, next } = await open({ answer: () => Promise.reject(new Error('/secret/path')) });
    const say = (text: string): Promise<string> => {
      const reply = next();
      socket.write(text);
      return reply;
    };
    expect(await say('no json\n')).toMatch(/^400 {2}.*"statusCode":400/);
    expect(await say(line({ question: '' }))).toMatch(/^400 {2}.*question/);
    const broken = await say(line(requestOf('revenue')));
    expect(broken).toMatch(/^500 /);
    expect(broken).not.toContain('secret');
  });

  it('says 409 and 503 as the route does, and which headers it would send', async () => {
    const ends = ['run.overtaken', 'audit.unavailable', 'kept'];
    const { socket, next } = await open({
      answer: (request, { onConcluded, ...options }) => {
        const code = ends.shift() ?? '';
        if (code !== 'kept') return Promise.resolve(stopped({ code, message: 'x' }));
        onConcluded?.({ isKept: true, ahead: 'the same' });
        return answers(request, options);
      },
    });
    for (const expected of [/^409 /, /^503 /, /^200 x-exchange-kept,x-may-repeat \{/]) {
      const reply = next();
      socket.write(line(requestOf('revenue')));
      expect(await reply).toMatch(expected);
    }
  });

  it.each(['hangs up', 'speaks out of turn'])('ends the run, and the connection, of who %s', async (what) => {
    let begun = (): void => undefined;
    const started = new Promise<void>((resolve) => (begun = resolve));
    let aborted = (): void => undefined;
    const ended = new Promise<void>((resolve) => (aborted = resolve));
    const { socket, next } = await open({
      answer: (_request, { signal }) =>
        new Promise((resolve) => {
          begun();
          signal.addEventListener('abort', () => {
            aborted();
            resolve(stopped({ code: 'audit.unavailable', message: 'x' }));
          });
        }),
    });
    const closed = next();
    socket.write(line(requestOf('revenue')));
    await started;
    if (what === 'hangs up') socket.destroy();
    else socket.write(line(requestOf('revenue')));
    await ended;
    expect(await closed).toBe('closed');
  });

  it('closes on who says too much', async () => {
    const { socket, next } = await open();
    socket.on('error', () => undefined);
    const closed = next();
    socket.write('x'.repeat(1_100_000));
    expect(await closed).toBe('closed');
  });

  it('closes with the server, after the reply that it owes', async () => {
    let goOn = (): void => undefined;
    const gate = new Promise<void>((resolve) => (goOn = resolve));
    let begun = (): void => undefined;
    const started = new Promise<void>((resolve) => (begun = resolve));
    const { socket, next } = await open({
      answer: async (request, options) => {
        begun();
        await gate;
        return answers(request, options);
      },
    });
    const reply = next();
    socket.write(line(requestOf('revenue')));
    await started;
    const closing = servers[0]?.close();
    goOn();
    expect(await reply).toMatch(/^200 /);
    await closing;
  });
});
