import { STATUS_CODES } from 'node:http';
import { applyDecorators } from '@nestjs/common';
import { RouteParamtypes } from '@nestjs/common/internal';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiParam, ApiQuery, ApiResponse } from '@nestjs/swagger';
import { z } from 'zod';
import { nameOfSchema, referenceTo, toInlineSchema } from './schema-registry.js';

export interface Description {
  readonly summary: string;
  readonly description?: string;
  /** What success returns: a contract, nothing, or a file. */
  readonly ok: z.ZodType | null | 'file';
  readonly okStatus?: 201;
  readonly contentType?: 'text/event-stream';
  /** The other statuses, beside 401 and 500, which every closed route may end in. */
  readonly problems?: readonly number[];
  /** Statuses with a body that is not the error body. */
  readonly also?: Readonly<Record<number, z.ZodType>>;
  /** No token needed. */
  readonly open?: boolean;
}

/**
 * Describes a route for `GET /docs`. Replies are the contracts; body, query and path are read from the parameters of the handler
 * (their decorators have run by then), so that what is described is what is validated.
 */
export function Describe(route: Description): MethodDecorator {
  return (target, key, descriptor) => {
    const found: unknown = Reflect.getMetadata(ROUTE_ARGS_METADATA, target.constructor, key);
    const inputs = describeInputs(RouteArgumentsSchema.parse(found ?? {}));
    applyDecorators(describeRoute(route), ...inputs)(target, key, descriptor);
  };
}

/** Nest's own note on a handler's parameters: `<type>:<position>` → what was passed to the decorator. */
const RouteArgumentsSchema = z.record(
  z.string(),
  z.object({ data: z.unknown(), schema: z.custom<z.ZodType>().optional() }),
);

function describeInputs(routeArguments: z.infer<typeof RouteArgumentsSchema>): MethodDecorator[] {
  return Object.entries(routeArguments).flatMap(([key, { data, schema }]) => {
    const kind = Number(key.split(':')[0]);
    if (kind === RouteParamtypes.PARAM && typeof data === 'string') {
      return [ApiParam({ name: data, schema: { type: 'string' } })];
    }
    if (schema === undefined) return [];
    if (kind === RouteParamtypes.BODY) return [ApiBody({ schema: toInput(schema) })];
    return kind === RouteParamtypes.QUERY ? describeQuery(schema) : [];
  });
}

function toInput(schema: z.ZodType): object {
  const name = nameOfSchema(schema, 'input');
  return name === undefined ? toInlineSchema(schema, 'input') : referenceTo(name);
}

function describeRoute(route: Description): MethodDecorator {
  const problems = [...(route.problems ?? []), ...(route.open === true ? [] : [401]), 500];
  return applyDecorators(
    ApiOperation({
      summary: route.summary,
      ...(route.description === undefined ? {} : { description: route.description }),
    }),
    ...(route.open === true ? [] : [ApiBearerAuth()]),
    describeSuccess(route),
    ...Object.entries(route.also ?? {}).map(([status, schema]) =>
      ApiResponse({ status: Number(status), description: STATUS_CODES[status] ?? '', schema: toReference(schema) }),
    ),
    ...[...new Set(problems)].map((status) =>
      ApiResponse({ status, description: STATUS_CODES[status] ?? '', schema: referenceTo('ErrorBody') }),
    ),
  );
}

function describeSuccess(route: Description): MethodDecorator & ClassDecorator {
  if (route.ok === null) return ApiResponse({ status: 204, description: 'Done' });
  const status = route.okStatus ?? 200;
  const description = STATUS_CODES[status] ?? '';
  if (route.ok === 'file') {
    const schema = { type: 'string', format: 'binary' } as const;
    const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    return ApiResponse({ status, description, content: { 'text/csv': { schema }, [xlsx]: { schema } } });
  }
  const schema = toReference(route.ok);
  if (route.contentType === undefined) return ApiResponse({ status, description, schema });
  return ApiResponse({ status, description, content: { [route.contentType]: { schema } } });
}

function describeQuery(query: z.ZodType): MethodDecorator[] {
  const { properties = {}, required = [] } = toInlineSchema(query, 'input') as {
    properties?: Record<string, object>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) =>
    ApiQuery({ name, required: required.includes(name), schema }),
  );
}

function toReference(schema: z.ZodType): { $ref: string } {
  const name = nameOfSchema(schema, 'output');
  if (name === undefined) throw new Error('invariant: a reply of the public API is a contract');
  return referenceTo(name);
}
