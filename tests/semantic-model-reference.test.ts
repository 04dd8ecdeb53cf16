import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PolicySchema } from '@copilot/contracts';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { CopilotFileSchema, OssieFileSchema } from '../packages/semantic/src/model/model-files.js';

const page = readFileSync(join(import.meta.dirname, '..', 'docs', 'semantic-model.md'), 'utf8');

it.each([
  ['semantic-model.yaml', OssieFileSchema],
  ['copilot.yaml', CopilotFileSchema],
  ['policy.yaml', PolicySchema],
] as const)('docs/semantic-model.md names every key of %s', (_file, schema) => {
  const keys = [...new Set(keysOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })))];
  expect(keys.length).toBeGreaterThan(8);
  const inBackticks = [...page.matchAll(/`([^`]+)`/g)].flatMap(([, text = '']) => text.split(/[^A-Za-z_]+/));
  expect(keys.filter((key) => !inBackticks.includes(key))).toEqual([]);
});

function keysOf(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const own = 'properties' in node && typeof node.properties === 'object' ? Object.keys(node.properties ?? {}) : [];
  return [...own, ...Object.values(node).flatMap(keysOf)];
}
