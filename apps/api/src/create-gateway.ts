import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule } from '@nestjs/swagger';
import { createAskAhead } from './ask/ask-ahead.js';
import { GatewayModule, type Dependencies } from './gateway.module.js';
import { createAllowedMethods, type AllowedMethods } from './http/allowed-methods.js';
import { ProblemFilter } from './http/problem.filter.js';
import { readBody } from './http/read-body.js';
import { refuseOutside } from './http/refuse-outside.js';
import { assignRequestId } from './http/request-id.js';
import { createRequestLog } from './http/request-log.js';
import { setSecurityHeaders } from './http/security-headers.js';
import { contractValidation } from './http/validation.js';
import { ANSWER_QUESTION, RECENT_ASKERS, TOKENS } from './injection-tokens.js';
import { createDocument } from './openapi/create-document.js';

export interface GatewaySettings {
  readonly webOrigins: readonly string[];
  /** Addresses and ranges of the proxies whose `X-Forwarded-For` is believed; none by default. */
  readonly trustedProxies: readonly string[];
  readonly version: string;
}

/** Builds the HTTP side of the gateway around its dependencies. The result is initialised but does not listen yet. */
export async function createGateway(needs: Dependencies, settings: GatewaySettings): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(GatewayModule.with(needs), {
    bodyParser: false,
    logger: false,
    abortOnError: false,
  });
  app.setGlobalPrefix('api');
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', settings.trustedProxies.length === 0 ? false : [...settings.trustedProxies]);
  app.set('query parser', 'simple');

  app.use(assignRequestId);
  app.use(createRequestLog(needs.log));
  app.use(setSecurityHeaders);
  app.use(refuseOutside('/api'));
  app.enableCors({
    origin: [...settings.webOrigins],
    methods: ['GET', 'POST', 'PATCH', 'DELETE'],
    allowedHeaders: ['authorization', 'content-type', 'x-request-id'],
    exposedHeaders: ['x-request-id', 'retry-after', 'content-disposition'],
    maxAge: 600,
  });
  app.use(readBody);
  app.use(
    createAskAhead({
      tokens: app.get(TOKENS),
      recent: app.get(RECENT_ASKERS),
      question: app.get(ANSWER_QUESTION),
    }),
  );
  app.useGlobalPipes(contractValidation);

  const document = createDocument(app, settings.version);
  SwaggerModule.setup('api/docs', app, document, {
    jsonDocumentUrl: 'api/docs-json',
    raw: ['json'],
    customSiteTitle: 'AI Analytics Copilot API',
  });
  const docs = { '/api/docs': { get: {} }, '/api/docs-json': { get: {} } };
  const allowedMethods: AllowedMethods = createAllowedMethods({ ...document.paths, ...docs });
  app.useGlobalFilters(new ProblemFilter({ log: needs.log, allowedMethods }));
  await app.init();
  return app;
}
