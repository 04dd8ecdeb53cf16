import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createRunChannel } from './create-run-channel.js';
import { readText, type HttpCall } from './create-send-http.js';

const token = 'internal-token-of-the-tests';
let server: Server | undefined;
const sockets: Socket[] = [];
afterEach(async () => {
  sockets.splice(0).forEach((socket) => socket.destroy());
  await new Promise((resolve) => (server === undefined ? resolve(null) : server.close(resolve)));
});

/** A service whose every line is answered by `answer`; without it, one that keeps to HTTP. *Returns* its address. */
async function serve(answer?: (line: string, socket: Socket) => string | undefined | void): Promise<string> {
  server = createServer((_request, response) => response.writeHead(404).end());
  if (answer !== undefined)
    server.on('upgrade', (request, socket: Socket) => {
      if (server?.listening !== true) return void socket.destroy(); // the test is over
      sockets.push(socket);
      expect(request.headers['x-internal-token']).toBe(token);
      socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: copilot-run\r\n\r\n');
      socket.on('data', (line) => {
        const reply = answer(line.toString().trimEnd(), socket);
        if (reply !== undefined) socket.write(reply);
      });
    });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function open(address: string) {
  const send = createRunChannel({
    address,
    internalToken: token,
    otherwise: async ({ body = '' }) => ({ status: 200, headers: {}, body: [Buffer.from(`by HTTP: ${body}`)] }),
    now: Date.now,
  });
  return async (body: string, signal = new AbortController().signal) => {
    const call: HttpCall = { method: 'POST', path: '/run', headers: {}, body, signal };
    const reply = await send(call);
    return { ...reply, text: await readText(reply, 1000) };
  };
}

/** *Returns* what asks, once a connection is open. */
async function opened(answer: (line: string, socket: Socket) => string | undefined | void) {
  const ask = await open(await serve((line, socket) => (line === 'hello' ? '200  hello\n' : answer(line, socket))));
  while ((await ask('hello')).text !== 'hello') await new Promise((resolve) => setTimeout(resolve, 5));
  return ask;
}

describe('the channel to the workflow service', () => {
  it('is opened behind a question that goes by HTTP', async () => {
    const ask = await open(await serve((line) => `200  ${line}\n`));
    expect(await ask('1')).toMatchObject({ text: 'by HTTP: 1' });
    while (sockets.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    while ((await ask('2')).text !== '2') await new Promise((resolve) => setTimeout(resolve, 5));
  });

  it('sends one question after the other over one connection', async () => {
    const ask = await opened((line) => `200 x-exchange-kept,x-may-repeat ${line}é\n`);
    expect(await ask('{"a":1}')).toMatchObject({
      status: 200,
      headers: { 'x-exchange-kept': 'yes', 'x-may-repeat': 'yes' },
      text: '{"a":1}é',
    });
    expect(await ask('{"a":2}')).toMatchObject({ text: '{"a":2}é' });
    expect(sockets).toHaveLength(1);
  });

  it('sends by HTTP what runs beside another question', async () => {
    const ask = await opened((line) => `200  ${line}\n`);
    const replies = await Promise.all(['1', '2'].map((line) => ask(line)));
    expect(replies.map(({ text }) => text)).toEqual(['1', 'by HTTP: 2']);
  });

  it('reads a reply that comes in pieces', async () => {
    const ask = await opened((_line, socket) => {
      socket.write('409 ');
      setTimeout(() => socket.write(' {"a"'), 5);
      setTimeout(() => socket.write(':1}\n'), 10);
    });
    expect(await ask('{}')).toMatchObject({ status: 409, text: '{"a":1}' });
  });

  it('sends again by HTTP what a connection that was closed meanwhile did not take', async () => {
    const ask = await opened((_line, socket) => void socket.destroy());
    expect(await ask('1')).toMatchObject({ text: 'by HTTP: 1' });
  });

  it('keeps to HTTP where the service does, or says nothing', async () => {
    const ask = await open(await serve());
    expect(await ask('1')).toMatchObject({ text: 'by HTTP: 1' });
    expect(await ask('2')).toMatchObject({ text: 'by HTTP: 2' });
    const other = await open('https://127.0.0.1:1');
    expect(await other('3')).toMatchObject({ text: 'by HTTP: 3' });
  });

  it('fails when the service breaks off within a reply', async () => {
    const ask = await opened((_line, socket) => void socket.end('200  {"a"'));
    await expect(ask('1')).rejects.toThrow('ended');
  });

  it('hangs up when the caller leaves', async () => {
    const caller = new AbortController();
    let closed = (): void => undefined;
    const hungUp = new Promise<void>((resolve) => (closed = resolve));
    const ask = await opened((_line, socket) => {
      socket.once('end', closed);
      caller.abort();
    });
    await expect(ask('1', caller.signal)).rejects.toThrow('ended');
    await hungUp;
  });
});
