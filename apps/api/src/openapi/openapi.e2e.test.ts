import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import {
  AnswerSchema,
  AskRequestSchema,
  ErrorBodySchema,
  LoginRequestSchema,
  SemanticQuerySchema,
} from '@copilot/contracts';
import { startGateway, type TestGateway } from '../test/start-gateway.js';

interface Operation {
  summary?: string;
  security?: object[];
  parameters?: { name: string; in: string; required: boolean }[];
  requestBody?: { content: Record<string, { schema: unknown }> };
  responses: Record<string, { content?: Record<string, { schema: unknown }> }>;
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown> };
}

let gateway: TestGateway;
let document: Document;
beforeAll(async () => {
  gateway = await startGateway();
  document = (await gateway.call('GET', '/api/docs-json')).body as unknown as Document;
});
afterAll(() => gateway.close());

it('lists every route', () => {
  const routes = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(routes.sort()).toMatchInlineSnapshot(`
    [
      "DELETE /api/admin/verified-questions/{id}",
      "DELETE /api/conversations/{id}",
      "DELETE /api/saved/{id}",
      "GET /api/admin/feedback",
      "GET /api/admin/users",
      "GET /api/admin/verified-questions",
      "GET /api/ask/{request_id}/export",
      "GET /api/audit",
      "GET /api/audit/verify",
      "GET /api/audit/{id}",
      "GET /api/auth/me",
      "GET /api/complete",
      "GET /api/conversations",
      "GET /api/conversations/{id}",
      "GET /api/health",
      "GET /api/ready",
      "GET /api/saved",
      "GET /api/saved/{id}",
      "GET /api/schema",
      "GET /api/suggestions",
      "PATCH /api/admin/feedback/{id}",
      "PATCH /api/admin/users/{username}",
      "PATCH /api/conversations/{id}",
      "PATCH /api/saved/{id}",
      "POST /api/admin/verified-questions",
      "POST /api/ask",
      "POST /api/ask/stream",
      "POST /api/auth/login",
      "POST /api/auth/logout",
      "POST /api/auth/logout-everywhere",
      "POST /api/feedback",
      "POST /api/query",
      "POST /api/saved",
      "POST /api/saved/{id}/run",
    ]
  `);
});

it('says for every route what it does, takes, returns and how it fails', () => {
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const route = `${method} ${path}`;
      expect(operation.summary, route).toBeTruthy();
      expect(
        Object.keys(operation.responses).some((status) => status.startsWith('2')),
        route,
      ).toBe(true);
      expect(operation.responses['500']?.content?.['application/json']?.schema, route).toEqual({
        $ref: '#/components/schemas/ErrorBody',
      });
      if (method === 'post' || method === 'patch') {
        const bodyless = ['/api/auth/logout', '/api/auth/logout-everywhere', '/api/saved/{id}/run'].includes(path);
        expect(operation.requestBody === undefined, route).toBe(bodyless);
      }
    }
  }
});

it('marks as open exactly the routes that answer without a token', async () => {
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const reply = await gateway.call(method.toUpperCase(), path.replace(/\{\w+\}/g, 'x'), {
        body: method === 'get' || method === 'delete' ? undefined : {},
      });
      expect(reply.status === 401, `${method} ${path} without a token is ${reply.status}`).toBe(
        operation.security !== undefined,
      );
    }
  }
});

it('has the contracts as its messages, word for word', () => {
  const jsonSchema = (schema: z.ZodType, io: 'input' | 'output'): unknown => {
    const { $schema: _schema, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
    return rest;
  };
  const { schemas } = document.components;
  // Messages without parts of their own are equal as they stand; the others are compared with the references resolved.
  expect(schemas['ErrorBody']).toEqual(jsonSchema(ErrorBodySchema, 'output'));
  expect(schemas['LoginRequest']).toEqual(jsonSchema(LoginRequestSchema, 'input'));
  const keys = (schema: unknown): string[] => Object.keys((schema as { properties: object }).properties).sort();
  const required = (schema: unknown): string[] => [...((schema as { required?: string[] }).required ?? [])].sort();
  for (const [name, schema, io] of [
    ['Answer', AnswerSchema, 'output'],
    ['AskRequest', AskRequestSchema, 'input'],
    ['SemanticQuery', SemanticQuerySchema, 'output'],
    ['SemanticQueryInput', SemanticQuerySchema, 'input'],
  ] as const) {
    expect(keys(schemas[name]), name).toEqual(keys(jsonSchema(schema, io)));
    expect(required(schemas[name]), name).toEqual(required(jsonSchema(schema, io)));
  }
  expect(document.paths['/api/ask']?.['post']?.requestBody?.content['application/json']?.schema).toEqual({
    $ref: '#/components/schemas/AskRequest',
  });
  expect(document.paths['/api/ask']?.['post']?.responses['200']?.content?.['application/json']?.schema).toEqual({
    $ref: '#/components/schemas/Answer',
  });
});

it('refers only to messages that it holds, and holds none that nobody refers to', () => {
  const text = JSON.stringify(document);
  const referred = new Set([...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1]));
  expect([...referred].sort()).toEqual(Object.keys(document.components.schemas).sort());
  expect(text, 'a reference that only the generator understands').not.toMatch(/#\/\$defs|__shared/);
  expect(Object.keys(document.components.schemas)).not.toContain('RunRequest');
});

it('names the parameters of addresses', () => {
  expect(document.paths['/api/complete']?.['get']?.parameters).toMatchObject([
    { name: 'q', in: 'query', required: true },
  ]);
  const parameters = document.paths['/api/ask/{request_id}/export']?.['get']?.parameters ?? [];
  expect(parameters.map((parameter) => `${parameter.in} ${parameter.name}`).sort()).toEqual([
    'path request_id',
    'query format',
  ]);
});

it('is shown as a page that loads nothing from elsewhere', async () => {
  const page = await gateway.call('GET', '/api/docs');
  expect(page.status).toBe(200);
  expect(page.text).not.toMatch(/(src|href)="https?:/);
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
  expect(page.text).not.toMatch(/<script(?![^>]*src=)[^>]*>\s*[^<\s]/);
});
