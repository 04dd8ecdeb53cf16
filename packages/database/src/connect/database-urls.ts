import { createHmac } from 'node:crypto';

export interface DatabaseUrls {
  /** For users, conversations, retrieval and audit: `copilot_app`, which cannot read Pagila. */
  readonly app: string;
  /** For questions: one login per business role; the name stands in the policy as `database_role`. */
  readonly reader: (databaseRole: string) => string;
}

export const appRole = 'copilot_app';

/**
 * The connection strings of the project's own database logins, beside the administrator's `baseUrl` (same host, port, database and
 * TLS settings). Passwords are derived, so that services that share the secret need not pass them around.
 */
export function databaseUrls({ baseUrl, secret }: { baseUrl: string; secret: string }): DatabaseUrls {
  const urlOf = (role: string): string => {
    const url = new URL(baseUrl);
    url.username = role;
    url.password = derivePassword(secret, role);
    return url.href;
  };
  return { app: urlOf(appRole), reader: urlOf };
}

/** HMAC-SHA256 of the role's name, as hex: safe in a URL and in an SQL literal. */
export function derivePassword(secret: string, role: string): string {
  return createHmac('sha256', secret).update(role).digest('hex');
}
