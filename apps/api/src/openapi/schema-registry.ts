import { z } from 'zod';
import * as contracts from '@copilot/contracts';

type JsonSchema = Record<string, unknown>;

const prefix = '#/components/schemas/';

/** Every contract under its name without `Schema`: `AnswerSchema` is `Answer`. `Interpretation` is another name of `SemanticQuery`. */
const names = new Map<unknown, string>(
  Object.entries(contracts).flatMap(([name, value]) =>
    name.endsWith('Schema') && name !== 'InterpretationSchema' && value instanceof z.ZodType
      ? [[value, name.slice(0, -'Schema'.length)]]
      : [],
  ),
);

/**
 * The name of a contract in the API description; `undefined` for a schema that is no contract. What is both sent and received has two
 * names, because a member with a default may be left out only by the sender.
 */
export function nameOfSchema(schema: unknown, io: 'input' | 'output'): string | undefined {
  const name = names.get(schema);
  return name === undefined ? undefined : toName(name, io);
}

function toName(name: string, io: 'input' | 'output'): string {
  return io === 'output' || /(Request|Change)$/.test(name) ? name : `${name}Input`;
}

export function referenceTo(name: string): { $ref: string } {
  return { $ref: prefix + name };
}

/** The JSON schemas of all contracts, which refer to each other by name. `input` is what a client sends, `output` what it gets. */
export function toComponents(io: 'input' | 'output'): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [schema, name] of names) if (schema instanceof z.ZodType) registry.add(schema, { id: toName(name, io) });
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => prefix + id, io, unrepresentable: 'any' });
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, withoutIds(schema)]));
}

/** One schema that is no contract, such as the parameters of an address. */
export function toInlineSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  return withoutIds(z.toJSONSchema(schema, { io, unrepresentable: 'any' }));
}

function withoutIds(schema: object): JsonSchema {
  return Object.fromEntries(
    Object.entries(schema).filter(([key]) => key !== '$id' && key !== '$schema' && key !== 'id'),
  );
}
