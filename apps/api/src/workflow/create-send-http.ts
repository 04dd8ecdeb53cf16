import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import https from 'node:https';

/** A reply whose head has come; the body comes as it is read. */
export interface HttpReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

export interface HttpCall {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

export type SendHttp = (call: HttpCall) => Promise<HttpReply>;

/**
 * Speaks HTTP to one service over connections that are kept. Node's own client rather than `fetch`: a question makes one call, and the streams
 * of `fetch` cost more processor time than the rest of the question in this process.
 */
export function createSendHttp(address: string): SendHttp {
  const base = new URL(address);
  const prefix = base.pathname.replace(/\/$/, '');
  const { Agent, request } = base.protocol === 'https:' ? https : http;
  const agent = new Agent({ keepAlive: true, scheduling: 'lifo' });
  const send = ({ method, path, headers, body, signal }: HttpCall, mayRepeat: boolean): Promise<HttpReply> =>
    new Promise((resolve, reject) => {
      const outgoing = request({
        agent,
        host: base.hostname.replace(/^\[|\]$/g, ''),
        port: base.port,
        method,
        path: prefix + path,
        headers: body === undefined ? headers : { ...headers, 'content-length': Buffer.byteLength(body) },
        signal,
      });
      outgoing.once('response', (response: IncomingMessage) =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: response }),
      );
      outgoing.on('error', (error) => {
        // A kept connection that the other side closed as it was taken up again: nothing was read there.
        if (mayRepeat && outgoing.reusedSocket && !signal.aborted && isReset(error))
          resolve(send({ method, path, headers, ...(body === undefined ? {} : { body }), signal }, false));
        else reject(error); // after the head, the reader of the body is told
      });
      outgoing.end(body);
    });
  return (call) => send(call, true);
}

const isReset = (error: Error): boolean => 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');

/** *Throws* when the connection ends early, or there are more bytes than `longest`. */
export async function readBytes(reply: HttpReply, longest: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of reply.body) {
    length += chunk.length;
    if (length > longest) throw new Error('the reply is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The same as text. */
export const readText = async (reply: HttpReply, longest: number): Promise<string> =>
  (await readBytes(reply, longest)).toString('utf8');
