import type { Server } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { pino } from 'pino';
import { LoginResponseSchema } from '@copilot/contracts';
import { createRunningQuestions, type RunningQuestions } from '../ask/running-questions.js';
import { createGateway } from '../create-gateway.js';
import { listen } from '../serve.js';
import type { Dependencies } from '../gateway.module.js';
import { createWorkflowClient } from '../workflow/create-workflow-client.js';
import { createFakeStores, type FakeStores } from './fake-stores.js';
import { internalToken, startFakeWorkflow, type FakeWorkflow } from './fake-workflow.js';

export const jwtSecret = 'jwt-secret-of-the-tests-0123456789abcdef';

export interface TestGateway {
  readonly url: string;
  readonly stores: FakeStores;
  readonly workflow: FakeWorkflow;
  readonly running: RunningQuestions;
  readonly app: NestExpressApplication;
  /** The lines that were logged. */
  readonly logged: string[];
  /** Calls the API; the body, if there is one, goes as JSON. */
  call(method: string, path: string, options?: CallOptions): Promise<Reply>;
  tokenOf(username: string): Promise<string>;
  close(): Promise<void>;
}

export interface CallOptions {
  readonly as?: string;
  readonly token?: string;
  readonly body?: unknown;
  readonly raw?: RequestInit;
  readonly headers?: Record<string, string>;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Record<string, unknown>;
}

export interface GatewayOptions {
  readonly askRatePerMinute?: number;
  readonly workflowTimeoutMs?: number;
  readonly runningQuestions?: number;
  readonly trustedProxies?: readonly string[];
  readonly change?: (needs: Dependencies) => Dependencies;
}

/** The whole gateway on a free port, with stores in memory and a fake workflow behind it. */
export async function startGateway(options: GatewayOptions = {}): Promise<TestGateway> {
  const logged: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) });
  const askRatePerMinute = options.askRatePerMinute ?? 1000;
  const stores = createFakeStores(askRatePerMinute);
  const workflow = await startFakeWorkflow();
  const running = createRunningQuestions({ limit: options.runningQuestions ?? 64 });
  const needs: Dependencies = {
    ...stores,
    log,
    now: Date.now,
    running,
    workflow: createWorkflowClient({
      url: workflow.url,
      internalToken,
      timeoutMs: options.workflowTimeoutMs ?? 20_000,
    }),
    jwtSecret,
    tokenLifetimeSeconds: 3600,
    askRatePerMinute,
  };
  const app = await createGateway(options.change?.(needs) ?? needs, {
    webOrigins: ['http://localhost:3001'],
    trustedProxies: options.trustedProxies ?? [],
    version: '0.0.0',
  });
  const port = await listen(app, { host: '127.0.0.1', port: 0 });
  const server = app.getHttpServer() as Server;
  const url = `http://127.0.0.1:${port}`;

  const gateway: TestGateway = {
    url,
    stores,
    workflow,
    running,
    app,
    logged,
    call: async (method, path, call = {}) => {
      const token = call.token ?? (call.as === undefined ? undefined : await gateway.tokenOf(call.as));
      const reply = await fetch(url + path, {
        method,
        ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
        ...call.raw,
        headers: {
          ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...call.headers,
        },
      });
      const text = await reply.text();
      const isJson = reply.headers.get('content-type')?.startsWith('application/json') === true;
      return { status: reply.status, headers: reply.headers, text, body: isJson ? JSON.parse(text) : {} };
    },
    tokenOf: async (username) => {
      const password = stores.rows.get(username)?.passwordHash ?? '';
      const reply = await gateway.call('POST', '/api/auth/login', { body: { username, password } });
      return LoginResponseSchema.parse(reply.body).access_token;
    },
    close: async () => {
      server.closeAllConnections();
      await app.close();
      await workflow.close();
    },
  };
  return gateway;
}
