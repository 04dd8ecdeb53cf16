import type { Policy } from '@copilot/contracts';
import pg from 'pg';
import { appRole, databaseUrls } from '../connect/database-urls.js';

interface Strength {
  name: string;
  superuser: boolean;
  bypass: boolean;
  creates: boolean;
  memberships: string[];
  owned: number;
  writable: string[];
  base_tables: string[];
  timezone: string;
}

/**
 * Looks at the database through each login that the services use and says what is stronger than it may be: nothing should start then.
 * *Returns* sentences; empty when all is well.
 */
export async function checkRoles(input: { baseUrl: string; secret: string; policy: Policy }): Promise<string[]> {
  const urls = databaseUrls(input);
  const roles = [
    { name: appRole, url: urls.app },
    ...input.policy.roles.map((role) => ({ name: role.database_role, url: urls.reader(role.database_role) })),
  ];
  const faults: string[] = [];
  for (const role of roles) {
    const client = new pg.Client({
      connectionString: role.url,
      connectionTimeoutMillis: 10_000,
      application_name: 'copilot-check',
    });
    client.on('error', () => undefined);
    await client.connect();
    try {
      const { rows } = await client.query<Strength>(strengthSql, [role.name === appRole]);
      faults.push(...(rows[0] === undefined ? [`${role.name} is not there`] : toFaults(role.name, rows[0])));
    } finally {
      await client.end();
    }
  }
  return faults;
}

/** As `checkRoles`, but throws when there is a fault. */
export async function requireWeakRoles(input: { baseUrl: string; secret: string; policy: Policy }): Promise<void> {
  const faults = await checkRoles(input);
  if (faults.length > 0) {
    throw new Error(
      `The database logins are stronger than they may be, so nothing is started:\n${faults.map((fault) => `- ${fault}`).join('\n')}\nRun the migrations again, or take these rights away by hand.`,
    );
  }
}

function toFaults(name: string, strength: Strength): string[] {
  return [
    ...(strength.name === name ? [] : [`the login ${name} arrives as ${strength.name}`]),
    ...(strength.superuser ? [`${name} is a superuser`] : []),
    ...(strength.bypass ? [`${name} may bypass row security`] : []),
    ...(strength.creates ? [`${name} may create roles, databases or schemas`] : []),
    ...strength.memberships.map((other) => `${name} is a member of ${other}`),
    ...(strength.owned > 0 ? [`${name} owns ${strength.owned} objects`] : []),
    ...strength.writable.map((table) => `${name} may write to ${table}`),
    ...strength.base_tables.map((table) => `${name} may read the table ${table}`),
    ...(/^(etc\/)?(utc|gmt|universal|zulu|uct)$/i.test(strength.timezone)
      ? []
      : [`${name} works in the time zone ${strength.timezone}, not in UTC`]),
  ];
}

/** $1: whether this is the application's login, which may write its own tables but never the audit or Pagila. */
const strengthSql = `
SELECT current_user::text AS name, r.rolsuper AS superuser, r.rolbypassrls AS bypass,
  r.rolcreaterole OR r.rolcreatedb OR r.rolreplication OR has_database_privilege(current_database(), 'CREATE') AS creates,
  ARRAY(SELECT g.rolname::text FROM pg_catalog.pg_roles g WHERE g.oid <> r.oid AND pg_has_role(r.oid, g.oid, 'MEMBER')) AS memberships,
  (SELECT count(*)::int FROM pg_catalog.pg_class c WHERE c.relowner = r.oid) AS owned,
  ARRAY(SELECT c.oid::regclass::text FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%'
      AND (has_any_column_privilege(c.oid, 'INSERT') OR has_any_column_privilege(c.oid, 'UPDATE')
        OR has_table_privilege(c.oid, 'DELETE') OR has_table_privilege(c.oid, 'TRUNCATE'))
      AND NOT ($1 AND n.nspname = 'public' AND c.relname = ANY ('{rag_documents,verified_questions,auth_users,auth_revoked_tokens,conversations,conversation_turns,saved_answers,feedback,rate_counters,login_attempts}'))
    ORDER BY 1) AS writable,
  ARRAY(SELECT c.oid::regclass::text FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'm', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%'
      AND has_any_column_privilege(c.oid, 'SELECT')
      AND NOT ($1 AND n.nspname = 'public' AND c.relname = ANY ('{rag_documents,verified_questions,auth_roles,auth_users,auth_revoked_tokens,conversations,conversation_turns,saved_answers,feedback,rate_counters,login_attempts,query_audit_logs,query_audit_events,security_events,audit_heads,audit_checkpoints}'))
    ORDER BY 1) AS base_tables,
  current_setting('TimeZone') AS timezone
FROM pg_catalog.pg_roles r WHERE r.rolname = current_user`;
