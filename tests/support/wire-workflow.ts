import { createServer, loadEnv, wireService, type WiredService } from '@copilot/workflow';
import type { FastifyInstance } from 'fastify';
import pino from 'pino';
import type { TestDatabase } from '../../packages/database/src/testing/open-test-database.js';

/** The settings of a workflow service on a database of the tests, by their names in the environment; the built-in planner, no home. */
export function workflowSettings(
  { adminUrl, secret, scopeKey }: TestDatabase,
  { token, privateKey }: { readonly token: string; readonly privateKey: string },
): Record<string, string> {
  return {
    INTERNAL_TOKEN: token,
    DATABASE_URL: adminUrl,
    DATABASE_SECRET: secret,
    SCOPE_KEY: scopeKey,
    CERTIFICATE_PRIVATE_KEY: privateKey,
    COPILOT_PLANNER: 'semantic',
    COPILOT_HOME: '/nowhere',
  };
}

/** The whole service inside of this process, with no log. */
export async function wireWorkflow(
  settings: Record<string, string>,
): Promise<{ readonly service: WiredService; readonly server: FastifyInstance }> {
  const env = loadEnv(settings);
  const log = pino({ level: 'silent' });
  const service = await wireService(env, log);
  return { service, server: createServer({ service, internalToken: env.internalToken, log }) };
}
