import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { toComponents } from './schema-registry.js';

/** The API description: routes from the controllers, messages from the contracts. */
export function createDocument(app: INestApplication, version: string): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('AI Analytics Copilot')
    .setDescription(
      'Ask business questions in plain language; every answer stays inside the role and stores of the asker.',
    )
    .setVersion(version)
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (_controller, method) => method,
  });
  const all = { ...toComponents('output'), ...toComponents('input') };
  return { ...document, components: { ...document.components, schemas: onlyReachable(document.paths, all) } };
}

/** Keeps the messages of the internal side out of the public description. */
function onlyReachable(paths: object, all: Record<string, object>): Record<string, object> {
  const reachable = new Map<string, object>();
  const visit = (part: object): void => {
    for (const [, name = ''] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/([A-Za-z]+)"/g)) {
      const schema = all[name];
      if (schema === undefined || reachable.has(name)) continue;
      reachable.set(name, schema);
      visit(schema);
    }
  };
  visit(paths);
  return Object.fromEntries([...reachable].sort(([left], [right]) => left.localeCompare(right)));
}
