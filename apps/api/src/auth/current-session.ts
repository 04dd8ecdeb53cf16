import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { requestIdOf, type GatewayRequest, type Session } from '../http/gateway-request.js';

/** The session that the auth guard found. */
export const CurrentSession = createParamDecorator((_data: unknown, context: ExecutionContext): Session => {
  const session = context.switchToHttp().getRequest<GatewayRequest>().session;
  if (session === undefined) throw new Error('invariant: a handler asked for the session of an open route');
  return session;
});

/** The id of this request. */
export const RequestId = createParamDecorator((_data: unknown, context: ExecutionContext): string =>
  requestIdOf(context.switchToHttp().getRequest<GatewayRequest>()),
);

/** The address of the caller: of the socket, or what a configured proxy says. */
export const ClientAddress = createParamDecorator(
  (_data: unknown, context: ExecutionContext): string =>
    context.switchToHttp().getRequest<GatewayRequest>().ip ?? 'unknown',
);
