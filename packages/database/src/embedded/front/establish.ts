import { quoteIdentifier, quoteLiteral } from '../wire/quote.js';

/** What makes a session of the one backend that of a connection. */
export interface SessionIdentity {
  readonly settings: ReadonlyMap<string, string>;
  /** Differs from the login role when an administrator has changed the session user. */
  readonly sessionUser: string;
  /** The role of SET ROLE, or null. */
  readonly roleName: string | null;
}

/**
 * Statements that wipe what the connection before has left and establish a connection's session, run as the administrator.
 * Settings come before the session user: those stored for a role are the administrator's, and set_config is refused to others.
 */
export function establishSql(identity: SessionIdentity): string {
  const settings = [...identity.settings].map(
    ([name, value]) => `pg_catalog.set_config(${quoteLiteral(name)}, ${quoteLiteral(value)}, false)`,
  );
  return [
    resetSql,
    ...(settings.length > 0 ? [`SELECT ${settings.join(', ')}`] : []),
    `SET SESSION AUTHORIZATION ${quoteIdentifier(identity.sessionUser)}`,
    ...(identity.roleName === null ? [] : [`SET ROLE ${quoteIdentifier(identity.roleName)}`]),
  ].join('; ');
}

/** Back to the administrator's own session, with nothing of another connection in it. */
export const resetSql = 'SET SESSION AUTHORIZATION postgres; RESET ALL; CLOSE ALL; UNLISTEN *; DISCARD TEMP';

/** Settings that the current session has changed, to be found again when it comes back. */
export const changedSettingsSql =
  "SELECT name, setting FROM pg_catalog.pg_settings WHERE source = 'session' ORDER BY name";

/** Prepared statements made by SQL's PREPARE share one name space in the backend; they end when another connection takes over. */
export const sqlStatementsSql = 'SELECT name FROM pg_catalog.pg_prepared_statements WHERE from_sql';
