import { GatewayError } from './gateway-error';

/** What a person reads when a call did not come through. */
export function explainFault(cause: unknown): string {
  return cause instanceof GatewayError ? cause.message : 'That did not work. Try again.';
}
