import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { startGateway } from '../test/start-gateway.js';
import { toGuide, type GuideSource } from './to-guide.js';

const file = fileURLToPath(new URL('../../../../docs/api.md', import.meta.url));

it('docs/api.md says what the OpenAPI document says (UPDATE_DOCS=1 writes it anew)', async () => {
  const gateway = await startGateway();
  const document = (await gateway.call('GET', '/api/docs-json')).body as unknown as GuideSource;
  await gateway.close();
  const text = toGuide(document);
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, text);
  expect(existsSync(file) ? readFileSync(file, 'utf8') : '').toBe(text);
});
