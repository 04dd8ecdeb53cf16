interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
}
interface Operation {
  readonly summary?: string;
  readonly description?: string;
  readonly security?: readonly object[];
  readonly parameters?: readonly { name: string; in: string; required?: boolean; schema?: Schema }[];
  readonly requestBody?: { content: Readonly<Record<string, { schema: Schema }>> };
  readonly responses: Readonly<Record<string, { content?: Readonly<Record<string, { schema?: Schema }>> }>>;
}
export interface GuideSource {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** The API guide as a page, from the OpenAPI document that `GET /api/docs-json` serves. */
export function toGuide(document: GuideSource): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => toOperation(`${method.toUpperCase()} ${path}`, operation)),
  );
  const messages = Object.entries(document.components.schemas).map(([name, schema]) => toMessage(name, schema));
  return [
    '# API',
    'Written from the OpenAPI document by `apps/api/src/openapi/guide.e2e.test.ts`, which fails when this page is out of date and writes it anew with `UPDATE_DOCS=1`. A running API serves the document at `/api/docs-json` and shows it at `/api/docs`.',
    'Every call but those marked open wants `Authorization: Bearer TOKEN`. Errors have one form, `ErrorBody`; its `request_id` stands in the logs and, for questions, in the audit.',
    '```\nTOKEN=$(curl -s -H \'content-type: application/json\' -d \'{"username":"manager_store1","password":"manager123"}\' http://localhost:3000/api/auth/login | node -p \'JSON.parse(require("fs").readFileSync(0)).access_token\')\ncurl -s -H "authorization: Bearer $TOKEN" -H \'content-type: application/json\' -d \'{"question":"revenue by month"}\' http://localhost:3000/api/ask\n```',
    '## Calls',
    ...operations,
    '## Messages',
    '`?` marks what may be left out.',
    ...messages,
  ]
    .join('\n\n')
    .concat('\n');
}

function toOperation(title: string, operation: Operation): string {
  const body = Object.values(operation.requestBody?.content ?? {})[0]?.schema;
  const parameters = (operation.parameters ?? []).map(
    ({ name, in: place, required, schema }) =>
      `\`${name}\`${required === true ? '' : '?'} (${place}: ${toType(schema)})`,
  );
  const replies = Object.entries(operation.responses).map(([status, { content }]) => {
    const [type, media] = Object.entries(content ?? {})[0] ?? [];
    const message = media?.schema === undefined ? '' : ` ${toType(media.schema)}`;
    return `${status}${message}${type === undefined || type === 'application/json' ? '' : ` (${type})`}`;
  });
  const failures = replies.filter((reply) => reply.endsWith(' ErrorBody')).map((reply) => reply.slice(0, 3));
  const others = replies.filter((reply) => !reply.endsWith(' ErrorBody'));
  return [
    `### \`${title}\``,
    `${operation.summary ?? ''}${operation.security === undefined ? ' (open)' : ''}. ${operation.description ?? ''}`.trim(),
    [
      ...(parameters.length > 0 ? [`- takes ${parameters.join(', ')}`] : []),
      ...(body === undefined ? [] : [`- body ${toType(body)}`]),
      `- replies ${others.join(', ')}${failures.length > 0 ? `; errors ${failures.join(', ')}` : ''}`,
    ].join('\n'),
  ].join('\n\n');
}

function toMessage(name: string, schema: Schema): string {
  if (schema.properties === undefined) return `### ${name}\n\n\`${toType(schema)}\``;
  const rows = Object.entries(schema.properties).map(([key, value]) => {
    const optional = schema.required?.includes(key) === true ? '' : '?';
    return `| \`${key}\`${optional} | ${toType(value).replaceAll('|', '\\|')} |`;
  });
  return [`### ${name}`, ['| member | type |', '| --- | --- |', ...rows].join('\n')].join('\n\n');
}

function toType(schema: Schema | undefined, depth = 0): string {
  if (schema === undefined) return 'any';
  if (schema.$ref !== undefined) return schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return [...new Set(choices.map((choice) => toType(choice, depth + 1)))].join(' | ');
  if (schema.type === 'array') return `${wrapped(toType(schema.items, depth + 1))}[]`;
  if (schema.properties !== undefined) {
    if (depth > 2) return 'object';
    const members = Object.entries(schema.properties).map(
      ([key, value]) => `${key}${schema.required?.includes(key) === true ? '' : '?'}: ${toType(value, depth + 1)}`,
    );
    return `{ ${members.join('; ')} }`;
  }
  if (typeof schema.additionalProperties === 'object')
    return `map of ${toType(schema.additionalProperties, depth + 1)}`;
  return Array.isArray(schema.type) ? schema.type.join(' | ') : String(schema.type ?? 'any');
}

const wrapped = (type: string): string => (type.includes(' ') ? `(${type})` : type);
