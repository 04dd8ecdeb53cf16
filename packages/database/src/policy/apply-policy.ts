import type { Policy, PolicyRole } from '@copilot/contracts';
import type pg from 'pg';
import { derivePassword } from '../connect/database-urls.js';
import { quoteIdentifier, quoteLiteral } from '../connect/quote.js';
import { changeRole } from './change-role.js';

/**
 * Makes the database agree with the policy: one login per business role with the column grants of its views, and nothing else. What an
 * earlier policy granted is taken away. Needs the administrator's connection, inside a transaction of the caller.
 */
export async function applyPolicy(client: pg.ClientBase, input: { policy: Policy; secret: string }): Promise<void> {
  const { policy, secret } = input;
  const schema = quoteIdentifier(policy.schema);
  const { rows } = await client.query<{ superuser: boolean }>(
    'SELECT rolsuper AS superuser FROM pg_catalog.pg_roles WHERE rolname = current_user',
  );
  // Only a superuser may bound what a login writes to temporary files.
  const superuser = rows[0]?.superuser === true;
  await requireViews(client, policy);
  await revokeRolesOutside(client, policy);
  for (const role of policy.roles) {
    const name = quoteIdentifier(role.database_role);
    await createReaderRole(client, role.database_role);
    await client.query(`REVOKE ALL ON ALL TABLES IN SCHEMA ${schema} FROM ${name}`);
    await revokeColumns(client, policy.schema, role.database_role);
    await client.query(`REVOKE ALL ON SCHEMA public FROM ${name}`);
    await client.query(`GRANT USAGE ON SCHEMA ${schema} TO ${name}`);
    await client.query(`GRANT EXECUTE ON FUNCTION ${schema}.scope_stores(), ${schema}.data_version() TO ${name}`);
    for (const grant of toGrants(policy, role)) await client.query(grant);
    await client.query(`GRANT CONNECT ON DATABASE ${await databaseName(client)} TO ${name}`);
    await changeRole(
      client,
      toReaderSettings(role.database_role, policy.schema, derivePassword(secret, role.database_role)),
    );
    if (superuser) await changeRole(client, [`ALTER ROLE ${name} SET temp_file_limit = '1GB'`]);
  }
  await client.query(
    `DELETE FROM public.auth_roles WHERE role <> ALL ($1) AND role NOT IN (SELECT role FROM public.auth_users)`,
    [policy.roles.map((role) => role.role)],
  );
  for (const role of policy.roles) {
    await client.query(
      `INSERT INTO public.auth_roles (role, description, database_role) VALUES ($1, $2, $3)
       ON CONFLICT (role) DO UPDATE SET description = excluded.description, database_role = excluded.database_role`,
      [role.role, role.description, role.database_role],
    );
  }
}

/** The SELECT grants of one role, one a view, always by column: a column added to a view later is not granted by itself. */
export function toGrants(policy: Policy, role: PolicyRole): string[] {
  return policy.views.flatMap((view) => {
    const granted = role.views[view.name];
    if (granted === undefined) return [];
    const columns = granted === '*' ? view.columns : view.columns.filter((column) => granted.includes(column));
    return [
      `GRANT SELECT (${columns.map(quoteIdentifier).join(', ')}) ON ${quoteIdentifier(policy.schema)}.${quoteIdentifier(view.name)} TO ${quoteIdentifier(role.database_role)}`,
    ];
  });
}

/** What binds a login for questions even where the service's own statements fail to. */
function toReaderSettings(role: string, schema: string, password: string): string[] {
  const name = quoteIdentifier(role);
  return [
    `ALTER ROLE ${name} LOGIN NOINHERIT CONNECTION LIMIT 40 PASSWORD ${quoteLiteral(password)}`,
    `ALTER ROLE ${name} SET search_path = ${quoteIdentifier(schema)}, pg_temp`,
    `ALTER ROLE ${name} SET default_transaction_read_only = on`,
    `ALTER ROLE ${name} SET timezone = 'UTC'`,
    `ALTER ROLE ${name} SET statement_timeout = '30s'`,
    `ALTER ROLE ${name} SET lock_timeout = '2s'`,
    `ALTER ROLE ${name} SET idle_in_transaction_session_timeout = '30s'`,
    `ALTER ROLE ${name} SET work_mem = '16MB'`,
    // compiling costs more than it saves on statements that may run for seconds at most
    `ALTER ROLE ${name} SET jit = off`,
  ];
}

async function createReaderRole(client: pg.ClientBase, role: string): Promise<void> {
  const { rows } = await client.query('SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = $1', [role]);
  if (rows.length > 0) return;
  await changeRole(client, [
    `CREATE ROLE ${quoteIdentifier(role)} NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT`,
  ]);
}

async function requireViews(client: pg.ClientBase, policy: Policy): Promise<void> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `SELECT c.relname::text AS name, array_agg(a.attname::text) AS columns
     FROM pg_catalog.pg_class c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relnamespace = (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = $1) AND c.relkind IN ('v', 'm') GROUP BY 1`,
    [policy.schema],
  );
  const live = new Map(rows.map((row) => [row.name, row.columns]));
  const missing = policy.views.flatMap((view) =>
    view.columns
      .filter((column) => !(live.get(view.name) ?? []).includes(column))
      .map((column) => `${view.name}.${column}`),
  );
  if (missing.length > 0) {
    throw new Error(
      `The policy names what the database does not have: ${missing.join(', ')}. Correct the policy or add a migration.`,
    );
  }
}

/** REVOKE on a table leaves grants on its columns. */
async function revokeColumns(client: pg.ClientBase, schema: string, role: string): Promise<void> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `SELECT c.relname::text AS name, array_agg(a.attname::text) AS columns
     FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid, pg_catalog.aclexplode(a.attacl) g
     WHERE c.relnamespace = (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = $1)
       AND g.grantee = (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = $2)
     GROUP BY 1`,
    [schema, role],
  );
  for (const row of rows) {
    const columns = row.columns.map(quoteIdentifier).join(', ');
    await client.query(
      `REVOKE ALL (${columns}) ON ${quoteIdentifier(schema)}.${quoteIdentifier(row.name)} FROM ${quoteIdentifier(role)}`,
    );
  }
}

/** A role that has left the policy keeps nothing in this database and may not come in. */
async function revokeRolesOutside(client: pg.ClientBase, policy: Policy): Promise<void> {
  const { rows } = await client.query<{ database_role: string }>(
    `SELECT database_role FROM public.auth_roles WHERE database_role <> ALL ($1)`,
    [policy.roles.map((role) => role.database_role)],
  );
  for (const { database_role: role } of rows) {
    const name = quoteIdentifier(role);
    await revokeColumns(client, policy.schema, role);
    await client.query(`REVOKE ALL ON ALL TABLES IN SCHEMA ${quoteIdentifier(policy.schema)} FROM ${name}`);
    await client.query(`REVOKE ALL ON SCHEMA ${quoteIdentifier(policy.schema)} FROM ${name}`);
    await client.query(`REVOKE ALL ON DATABASE ${await databaseName(client)} FROM ${name}`);
  }
}

async function databaseName(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<{ name: string }>('SELECT current_database()::text AS name');
  return quoteIdentifier(rows[0]?.name ?? '');
}
